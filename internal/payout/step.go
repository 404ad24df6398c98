package payout

import (
	"strconv"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/idem"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/outbox"
)

// Check is the second pair of eyes. Refusals: ErrState, ErrSamePerson.
func (t *Teller) Check(tx *db.Tx, by actor.Actor, key string, batchID int64) (Batch, error) {
	return t.step(tx, by, key, "payout.check", batchID, func(b Batch) error {
		if b.Made.ByID == by.UserID {
			return ErrSamePerson
		}
		return moveBatch(tx, b, Draft, Checked, "checked", by.UserID)
	})
}

// Approve releases a batch and asks the ledger to lock every line. Refusals:
// ErrState, ErrSamePerson, ErrThirdPerson.
func (t *Teller) Approve(tx *db.Tx, by actor.Actor, key string, batchID int64) (Batch, error) {
	return t.step(tx, by, key, "payout.approve", batchID, func(b Batch) error {
		if err := t.mayApprove(b, by.UserID); err != nil {
			return err
		}
		if err := moveBatch(tx, b, Checked, Approved, "approved", by.UserID); err != nil {
			return err
		}
		return askLocks(tx, b, by.UserID)
	})
}

// NeedsThird reports whether a batch wants an approver besides maker and
// checker: above the configured sum, and when the calendar made it, because two
// persons must have looked at every file.
func (t *Teller) NeedsThird(b Batch) bool { return b.Total > t.rules.AloneUpTo || b.Made.ByID == 0 }

func (t *Teller) mayApprove(b Batch, userID int64) error {
	switch {
	case b.Made.ByID == userID:
		return ErrSamePerson
	case b.Checked.ByID == userID && t.NeedsThird(b):
		return ErrThirdPerson
	}
	return nil
}

// Cancel gives up a batch that nobody has approved. The households are free for
// the next one.
func (t *Teller) Cancel(tx *db.Tx, by actor.Actor, key string, batchID int64) (Batch, error) {
	return t.step(tx, by, key, "payout.cancel", batchID, func(b Batch) error {
		if b.State != Draft && b.State != Checked {
			return ErrState
		}
		if err := moveBatch(tx, b, b.State, Cancelled, "cancelled", by.UserID); err != nil {
			return err
		}
		return dropAll(tx, b.ID, "批次已作废")
	})
}

// step runs one step of a batch of the caller's own merchant, once per key.
func (t *Teller) step(tx *db.Tx, by actor.Actor, key, verb string, batchID int64, do func(Batch) error) (Batch, error) {
	b, err := Mine(tx, by, batchID)
	if err != nil {
		return b, err
	}
	scope := verb + "." + strconv.FormatInt(by.UserID, 10)
	if _, replayed, err := idem.Once(tx, scope, key, batchID, batchID); err != nil || replayed {
		return b, err
	}
	if err := do(b); err != nil {
		return b, err
	}
	if err := audit.Add(tx, by, verb, "payout", b.ID, b.No+" "+b.Total.String()); err != nil {
		return b, err
	}
	return selectBatch(tx, batchID)
}

// askLocks asks the ledger for 2011 → 2040 of every line.
func askLocks(tx *db.Tx, b Batch, userID int64) error {
	if err := dropStale(tx, b); err != nil {
		return err
	}
	lines, err := linesIn(tx, b.ID, Planned)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		return ErrNobody
	}
	n, err := moveLines(tx, b.ID, Planned, Locking)
	if err != nil {
		return err
	}
	if n != int64(len(lines)) {
		return ErrState
	}
	books, err := accountsOf(tx, b, lines)
	if err != nil {
		return err
	}
	journals := make([]ledger.Journal, len(lines))
	for i, l := range lines {
		journals[i] = books.lock(tx, l, userID)
	}
	if err := ledger.Enqueue(tx, journals...); err != nil {
		return err
	}
	return outbox.Add(tx, outbox.Job{Kind: LockJob, Body: BatchRef{b.ID}})
}

// dropStale takes out the lines whose account was changed or flagged since the
// draft: nothing goes to an account that its household has left.
func dropStale(tx *db.Tx, b Batch) error {
	lines, err := linesIn(tx, b.ID, Planned)
	if err != nil {
		return err
	}
	stale, err := staleOf(tx, lines)
	if err != nil || len(stale) == 0 {
		return err
	}
	if err := answerLines(tx, stale, Dropped, whyStale); err != nil {
		return err
	}
	return shrinkBatch(tx, b.ID, len(stale), sumOf(stale))
}

// whyStale is what staff read beside a line whose account has changed.
const whyStale = "收款账户换了或待核，等账户可用后再打"

// staleOf are the lines whose account is no longer the household's usable one.
func staleOf(tx *db.Tx, lines []Line) (stale []Line, err error) {
	ids := make([]int64, len(lines))
	for i, l := range lines {
		ids[i] = l.PayeeID
	}
	payees, err := household.Payees(tx, ids)
	for _, l := range lines {
		if p := payees[l.PayeeID]; p.ID != l.AccountID || p.StateAt(tx.NowUS()) != household.PayeeUsable {
			stale = append(stale, l)
		}
	}
	return stale, err
}

func sumOf(lines []Line) (sum money.Fen) {
	for _, l := range lines {
		sum += l.Amount
	}
	return sum
}

// LockJob is the outbox kind that reads the ledger's answers into a batch.
const LockJob = "payout.lock"

// BatchRef is its body.
type BatchRef struct {
	BatchID int64 `json:"batch_id"`
}

// Mine is a batch of the caller's merchant.
func Mine(tx *db.Tx, by actor.Actor, batchID int64) (Batch, error) {
	b, err := selectBatch(tx, batchID)
	if err == nil && b.MerchantID != by.OrgID {
		return Batch{}, ErrUnknown
	}
	return b, err
}
