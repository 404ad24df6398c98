package jobs

import (
	"context"
	"errors"
	"maps"
	"time"

	"github.com/robfig/cron/v3"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/idem"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/safeguard"
	"github.com/yigou/yigou/internal/sandboxpay"
	"github.com/yigou/yigou/internal/trade"
)

// Kinds that the calendar starts.
const (
	claimJob    = "trade.claim"
	settleJob   = "payout.settle"
	autoSignJob = "trade.auto_sign"
	sweepJob    = "idem.sweep"
	custodyJob  = "safeguard.sweep"
	signJob     = "ledger.checkpoint"
)

// calendar is when they run, in Shanghai.
var calendar = []struct{ kind, spec string }{
	{claimJob, "30 0 * * *"},
	{settleJob, "0 1 * * *"},
	{payout.DraftJob, "0 6 * * *"},
	{autoSignJob, "*/10 * * * *"},
	{sweepJob, "30 3 * * *"},
	{signJob, CheckpointSpec},
	{custodyJob, "0 4 * * *"},
}

// CheckpointSpec is when the day's checkpoint is taken: behind the settlement of
// the night.
const CheckpointSpec = "30 2 * * *"

// NextCheckpoint is when the calendar takes the next one.
func NextCheckpoint(now time.Time) time.Time {
	when, err := cron.ParseStandard("CRON_TZ=" + clock.Shanghai.String() + " " + CheckpointSpec)
	if err != nil {
		panic(err) // a constant that the runner has parsed as well
	}
	return when.Next(now)
}

// Handlers is everything a job may need.
type Handlers struct {
	DB      *db.DB
	Desk    *trade.Desk
	Log     *ledger.Log
	Teller  *payout.Teller      // nil: no weekly drafts
	Sandbox *sandboxpay.Channel // nil when the channel is off
	More    map[string]outbox.Handler
}

func (h Handlers) table() map[string]outbox.Handler {
	t := map[string]outbox.Handler{
		trade.ExpireJob: body(func(ctx context.Context, ref trade.CheckoutRef) error {
			return h.Desk.Expire(ctx, ref.CheckoutID, trade.ByTimeout)
		}),
		trade.RefundJob: body(func(ctx context.Context, ref trade.RefundRef) error {
			return h.Desk.SendRefund(ctx, ref.RefundID)
		}),
		payout.LockJob: body(payout.LockHandler(h.DB)),
		payout.DraftJob: func(ctx context.Context, _ outbox.Task) error {
			if h.Teller == nil {
				return nil
			}
			_, err := h.Teller.DraftDay(ctx, h.DB)
			return err
		},
		claimJob: func(ctx context.Context, _ outbox.Task) error {
			_, err := trade.PostClaims(ctx, h.DB)
			return err
		},
		settleJob: func(ctx context.Context, _ outbox.Task) error {
			_, err := payout.Settle(ctx, h.DB)
			return err
		},
		autoSignJob: func(ctx context.Context, _ outbox.Task) error {
			_, err := h.Desk.AutoSign(ctx)
			return err
		},
		custodyJob: func(ctx context.Context, _ outbox.Task) error {
			_, err := safeguard.Sweep(ctx, h.DB)
			return err
		},
		signJob: func(ctx context.Context, _ outbox.Task) error {
			_, _, err := h.Log.Take(ctx)
			return err
		},
		sweepJob: func(ctx context.Context, _ outbox.Task) error {
			return h.DB.Update(ctx, func(tx *db.Tx) error { return errors.Join(idem.Sweep(tx), identity.Sweep(tx)) })
		},
	}
	if h.Sandbox != nil {
		t[sandboxpay.NoticeJob] = h.Sandbox.SendNotice
	}
	maps.Copy(t, h.More)
	return t
}

// body decodes a task's body for its handler.
func body[T any](do func(ctx context.Context, ref T) error) outbox.Handler {
	return func(ctx context.Context, t outbox.Task) error {
		var ref T
		if err := t.Decode(&ref); err != nil {
			return err
		}
		return do(ctx, ref)
	}
}
