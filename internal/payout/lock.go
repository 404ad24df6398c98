package payout

import (
	"context"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/outbox"
)

// whyDropped is what staff read beside a line that never left.
const whyDropped = "货款有变动（例如退款），余额不够，下次再打"

// ReadLocks takes the ledger's answers over into a batch's lines: granted ones
// are locked, refused ones dropped with a reason. It returns how many are still
// waiting. Reading twice changes nothing.
func ReadLocks(tx *db.Tx, batchID int64) (waiting int, err error) {
	b, err := selectBatch(tx, batchID)
	if err != nil || b.State != Approved {
		return 0, err
	}
	lines, err := linesIn(tx, batchID, Locking)
	if err != nil || len(lines) == 0 {
		return 0, err
	}
	ids := make([]int64, len(lines))
	for i, l := range lines {
		ids[i] = l.ID
	}
	answers, err := ledger.Answers(tx, b.Book, ledger.E13Lock, ids)
	if err != nil {
		return 0, err
	}
	var granted, refused []Line
	for _, l := range lines {
		switch answers[l.ID] {
		case ledger.Yes:
			granted = append(granted, l)
		case ledger.No:
			refused = append(refused, l)
		case ledger.Pending:
			waiting++
		}
	}
	if err := answerLines(tx, granted, Locked, ""); err != nil {
		return 0, err
	}
	return waiting, dropRefused(tx, b, refused)
}

// dropRefused takes refused lines out of a batch; one without any line left is
// closed.
func dropRefused(tx *db.Tx, b Batch, refused []Line) error {
	if len(refused) == 0 {
		return nil
	}
	if err := answerLines(tx, refused, Dropped, whyDropped); err != nil {
		return err
	}
	if err := shrinkBatch(tx, b.ID, len(refused), sumOf(refused)); err != nil {
		return err
	}
	if b.Lines == len(refused) {
		return moveBatch(tx, b, Approved, Closed, "closed", 0)
	}
	return nil
}

// lockAgain is how soon the answers are looked at again.
const lockAgain = 2 * time.Second

// LockHandler does LockJob: it looks again until the ledger has answered all.
func LockHandler(d *db.DB) func(ctx context.Context, ref BatchRef) error {
	return func(ctx context.Context, ref BatchRef) error {
		return d.Update(ctx, func(tx *db.Tx) error {
			waiting, err := ReadLocks(tx, ref.BatchID)
			if err != nil || waiting == 0 {
				return err
			}
			return outbox.Add(tx, outbox.Job{Kind: LockJob, Body: ref, RunUS: tx.NowUS() + lockAgain.Microseconds()})
		})
	}
}
