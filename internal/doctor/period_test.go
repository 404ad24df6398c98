package doctor_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/safeguard"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// closed is the story with the honey book's first month closed.
func closed(t *testing.T) (w *world.World, book, month int32) {
	t.Helper()
	w = story(t)
	w.Clock.Advance(40 * 24 * time.Hour)
	for range 3 {
		w.Drain()
	}
	w.Update(func(tx *db.Tx) error {
		b, err := ledger.BookOf(tx, ledger.OwnerMerchant, w.Honey.Merchant.ID)
		if err != nil {
			return err
		}
		months, err := ledger.Periods(tx, b.ID)
		if err != nil {
			return err
		}
		book, month = b.ID, months[len(months)-1].Month
		if _, err := ledger.AskClose(tx, book, month, 1); err != nil {
			return err
		}
		_, err = ledger.ConfirmClose(tx, book, month, 2)
		return err
	})
	return w, book, month
}

// Whatever is done to a closed month, the doctor names I19.
func TestAClosedMonthThatChanged(t *testing.T) {
	w, book, month := closed(t)
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Fatalf("before: %v", ids)
	}
	dropTriggers(t, w)
	at := fmt.Sprintf(` WHERE book = %d AND period = %d`, book, month)
	for name, statement := range map[string]string{
		"a stored balance is another": `UPDATE ledger_trial SET closing = closing + 1` + at,
		"the fingerprint is another":  `UPDATE ledger_period SET asked_us = asked_us, tb_hash = ` + zeros(w) + at,
		"one person did both":         `UPDATE ledger_period SET closed_by = asked_by` + at,
		"the balances are gone":       `DELETE FROM ledger_trial` + at,
	} {
		if ids, lines := afterMutation(t, w, []string{statement}); !slices.Equal(ids, []string{"I19"}) {
			t.Errorf("%s: %v %v", name, ids, lines)
		}
	}
	into := fmt.Sprintf(`UPDATE ledger_journal SET period = %d WHERE book = %d AND period > %d`, month, book, month)
	if ids, _ := afterMutation(t, w, []string{into}); !slices.Contains(ids, "I19") {
		t.Errorf("journals moved into the month: %v", ids)
	}
}

func zeros(w *world.World) string {
	if w.DB.Dialect() == db.MySQL {
		return `REPEAT(CHAR(0), 32)`
	}
	return `zeroblob(32)`
}

// Money that left custody is missing; a day later the doctor says so, until the
// sweep has brought it back from the own account.
func TestCustodyThatFallsShort(t *testing.T) {
	w := story(t)
	w.Update(func(tx *db.Tx) error {
		b, err := ledger.BookOf(tx, ledger.OwnerMerchant, w.Honey.Merchant.ID)
		if err != nil {
			return err
		}
		ids, err := ledger.Accounts(tx,
			ledger.AccountKey{Book: b.ID, Code: ledger.Custody, Owner: ledger.OwnerMerchant, OwnerID: b.OwnerID},
			ledger.AccountKey{Book: b.ID, Code: ledger.OwnBank, Owner: ledger.OwnerMerchant, OwnerID: b.OwnerID})
		if err != nil {
			return err
		}
		return ledger.Enqueue(tx, ledger.Journal{
			Book: b.ID, Kind: ledger.E16Safeguard, Ref: b.OwnerID, RefSeq: 1, EffectiveUS: tx.NowUS(),
			Legs: []ledger.Leg{{Account: ids[0], Amount: -5_000_000}, {Account: ids[1], Amount: 5_000_000}},
		})
	})
	post(t, w)
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Errorf("within the day: %v", ids)
	}
	w.Clock.Advance(26 * time.Hour)
	if ids := broken(examine(t, w)); !slices.Equal(ids, []string{"I16"}) {
		t.Errorf("a day later: %v", ids)
	}
	for range 2 { // the second has nothing to do
		if _, err := safeguard.Sweep(t.Context(), w.DB); err != nil {
			t.Fatal(err)
		}
		post(t, w)
	}
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Errorf("after the sweep: %v", ids)
	}
	w.View(func(tx *db.Tx) error {
		b, err := ledger.BookOf(tx, ledger.OwnerMerchant, w.Honey.Merchant.ID)
		if err != nil {
			return err
		}
		n, waiting, err := ledger.CountOf(tx, b.ID, ledger.E16Safeguard)
		sums, err2 := ledger.SumsOf(tx, b.ID)
		if err2 != nil || n != 2 || waiting != 0 || safeguard.Gap(sums) != 0 {
			t.Errorf("%d sweeps, %d waiting, gap %s, %v", n, waiting, safeguard.Gap(sums), err2)
		}
		return err
	})
}

// post runs the lanes alone, no job.
func post(t *testing.T, w *world.World) {
	t.Helper()
	if err := w.Ledger.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}
