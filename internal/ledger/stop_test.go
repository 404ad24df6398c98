package ledger_test

import (
	"errors"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

func (b *books) stop(accounts ...ledger.AccountID) (fresh []ledger.Stop) {
	b.t.Helper()
	stops := make([]ledger.Stop, len(accounts))
	for i, a := range accounts {
		stops[i] = ledger.Stop{Account: a, Invariant: "I3", Why: "余额与分录不符"}
	}
	b.update(func(tx *db.Tx) (err error) {
		fresh, err = ledger.StopAccounts(tx, stops)
		return err
	})
	return fresh
}

// The writer holds the lane and has everything in memory: the stop reaches it
// nevertheless, before its next commit.
func TestAStoppedAccountIsNotPostedToAndItsNeighboursAre(t *testing.T) {
	b := newBooks(t, 2)
	b.w = ledger.NewWriter(ledger.Options{DB: b.db, Vault: devVault, Name: "patient", Lease: time.Hour})
	b.enqueue(b.pay(1, 1_000), b.pay(2, 1_000))
	b.drain()
	fresh := b.stop(b.accrued[0], b.accrued[0], 12345)
	if len(fresh) != 1 || len(b.stop(b.accrued[0])) != 0 {
		t.Fatalf("new stops %+v", fresh)
	}
	neighbour := b.journal(ledger.E3Sign, 2, 0, 2, leg(b.escrow, 1_000, 2), leg(b.accrued[1], -1_000, nowhere))
	b.enqueue(b.sign(1, 1_000, []int64{500, 0}), neighbour, b.settle(1, 20261201, 100))
	b.drain()
	b.wantAmount("accrued of the stopped household", b.accrued[0], 0)
	b.wantAmount("payable of its neighbour", b.payable[1], 100)
	b.wantAmount("escrow of the other order", b.escrow, 1_000)
	b.wantBacklog(0, 1)

	id := fresh[0].ID
	try := func(want error, do func(tx *db.Tx) error) {
		t.Helper()
		if err := b.db.Update(t.Context(), do); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	confirm := func(by int64) func(*db.Tx) error {
		return func(tx *db.Tx) error { _, err := ledger.ConfirmLift(tx, id, by); return err }
	}
	ask := func(tx *db.Tx) error { _, err := ledger.AskLift(tx, id, 7); return err }
	try(ledger.ErrStopState, confirm(8)) // nobody asked
	try(nil, ask)
	try(ledger.ErrStopPerson, confirm(7))
	try(nil, confirm(8))
	try(ledger.ErrStopState, confirm(8))
	try(ledger.ErrStopState, ask)
	try(ledger.ErrStopUnknown, func(tx *db.Tx) error { _, err := ledger.AskLift(tx, 5, 7); return err })

	b.drain() // the same writer, whose lane is idle
	b.wantAmount("accrued of the household", b.accrued[0], 500)
	b.wantBacklog(0, 0)
	b.view(func(tx *db.Tx) error {
		all, err := ledger.Stops(tx, 10)
		if err != nil || len(all) != 1 || all[0].LiftedBy != 8 || all[0].AskedBy != 7 || all[0].Key.OwnerID != 1001 {
			t.Errorf("%+v %v", all, err)
		}
		return nil
	})
	if len(b.stop(b.accrued[0])) != 1 {
		t.Error("an account cannot be stopped twice")
	}
	verify(t, b.db)
}

// One lift does not let through what touches another stopped account.
func TestWhatTouchesTwoStoppedAccountsWaitsForBoth(t *testing.T) {
	b := newBooks(t, 2)
	b.enqueue(b.pay(1, 1_000))
	b.drain()
	stops := b.stop(b.accrued[0], b.accrued[1])
	b.enqueue(b.sign(1, 1_000, []int64{400, 300}))
	b.drain()
	for i, s := range stops {
		b.wantBacklog(0, 1)
		b.update(func(tx *db.Tx) error {
			if _, err := ledger.AskLift(tx, s.ID, 1); err != nil {
				return err
			}
			_, err := ledger.ConfirmLift(tx, s.ID, 2)
			return err
		})
		b.drain()
		if i == 0 {
			b.wantAmount("accrued", b.accrued[0], 0)
		}
	}
	b.wantBacklog(0, 0)
	b.wantAmount("accrued", b.accrued[1], 570)
}
