package httpapi

import (
	"context"
	"io"
)

// notifyLimit is more than any channel sends.
const notifyLimit = 64 << 10

// NotifyReceive hands a channel's notification to the desk as it came: the
// signature is over its bytes.
func (s *Server) NotifyReceive(ctx context.Context, r NotifyReceiveRequestObject) (NotifyReceiveResponseObject, error) {
	raw, err := io.ReadAll(io.LimitReader(r.Body, notifyLimit+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > notifyLimit {
		return nil, errTooLarge
	}
	if err := s.Desk.Notify(ctx, r.Channel, exchangeOf(ctx).request.Header, raw); err != nil {
		return nil, err
	}
	return NotifyReceive200JSONResponse{Recorded: true}, nil
}
