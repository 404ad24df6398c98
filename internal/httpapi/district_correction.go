package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/correction"
	"github.com/yigou/yigou/internal/db"
)

// DistrictListCorrections lists what merchants asked to be corrected.
func (s *Server) DistrictListCorrections(ctx context.Context, r DistrictListCorrectionsRequestObject) (DistrictListCorrectionsResponseObject, error) {
	out, err := s.readCorrections(ctx, correction.Query{Region: actorOf(ctx).Region}, r.Params.Cursor, r.Params.Limit)
	return DistrictListCorrections200JSONResponse(out), err
}

// DistrictDecideCorrection approves a correction or turns it down.
func (s *Server) DistrictDecideCorrection(ctx context.Context, r DistrictDecideCorrectionRequestObject) (DistrictDecideCorrectionResponseObject, error) {
	out, err := s.changeCorrection(ctx, func(tx *db.Tx, a actor.Actor) (correction.Correction, error) {
		return correction.Decide(tx, a, int64(r.Id), r.Body.Verdict == CorrectionVerdictVerdictApprove, r.Body.Note)
	})
	return DistrictDecideCorrection200JSONResponse(out), err
}
