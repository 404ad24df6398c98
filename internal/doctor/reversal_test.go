package doctor_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/correction"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

var author = actor.Actor{UserID: 71, Region: "500155"}

// swept is the story with a sweep of 30.00 yuan that the bank did not make, and
// the merchant's book.
func swept(t *testing.T) (w *world.World, b ledger.Book, journal ledger.Posted) {
	t.Helper()
	w = story(t)
	w.Update(func(tx *db.Tx) (err error) {
		if b, err = ledger.BookOf(tx, ledger.OwnerMerchant, w.Honey.Merchant.ID); err != nil {
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
			Legs: []ledger.Leg{{Account: ids[0], Amount: 3_000}, {Account: ids[1], Amount: -3_000}},
		})
	})
	post(t, w)
	w.View(func(tx *db.Tx) (err error) {
		journal, err = ledger.JournalByKey(tx, b.ID, ledger.E16Safeguard, b.OwnerID, 1)
		return err
	})
	return w, b, journal
}

func ask(t *testing.T, w *world.World, b ledger.Book, journal int64, reason string, legs []ledger.Leg) (c correction.Correction, err error) {
	t.Helper()
	err = w.DB.Update(t.Context(), func(tx *db.Tx) (err error) {
		c, err = correction.Ask(tx, author, correction.Input{
			Book: b, Region: w.Honey.Merchant.Region, Journal: journal, Reason: reason, Legs: legs,
		})
		return err
	})
	return c, err
}

func decide(t *testing.T, w *world.World, by actor.Actor, id int64, approve bool, note string) error {
	t.Helper()
	return w.DB.Update(t.Context(), func(tx *db.Tx) error {
		_, err := correction.Decide(tx, by, id, approve, note)
		return err
	})
}

const reason = "银行回单是二十元，记成了三十元"

// A wrong amount is mirrored and posted anew by two people; the account then
// stands at the right one, the doctor agrees, and nothing is reversed twice.
func TestACorrection(t *testing.T) {
	w, b, journal := swept(t)
	before := int64(0) // what payouts and the wrong amount left in custody
	w.View(func(tx *db.Tx) error {
		x, err := ledger.BalanceOf(tx, journal.Entries[0].Account)
		before = x.Amount()
		return err
	})
	legs := []ledger.Leg{
		{Account: journal.Entries[0].Account, Amount: 2_000},
		{Account: journal.Entries[1].Account, Amount: -2_000},
	}
	wants := func(what string, got, want error) {
		t.Helper()
		if !errors.Is(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	_, err := ask(t, w, b, journal.ID, "typo", legs)
	wants("a reason not in Chinese", err, fault.ErrInvalid)
	_, err = ask(t, w, b, journal.ID, reason, legs[:1])
	wants("an unbalanced posting", err, fault.ErrInvalid)
	_, err = ask(t, w, b, 1, reason, nil)
	wants("a journal of a flow", err, correction.ErrKind)
	c, err := ask(t, w, b, journal.ID, reason, legs)
	wants("a correction", err, nil)
	_, err = ask(t, w, b, journal.ID, reason, nil)
	wants("a second one", err, correction.ErrTwice)
	wants("the author", decide(t, w, author, c.ID, true, ""), correction.ErrPerson)
	wants("another district", decide(t, w, actor.Actor{UserID: 3, Region: "500156"}, c.ID, true, ""), correction.ErrUnknown)
	wants("the district", decide(t, w, world.District, c.ID, true, ""), nil)
	wants("again", decide(t, w, world.District, c.ID, false, "不对"), correction.ErrState)
	post(t, w)
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Errorf("%v", ids)
	}
	var mirror ledger.Posted
	w.View(func(tx *db.Tx) (err error) {
		x, err := ledger.BalanceOf(tx, journal.Entries[0].Account)
		if want := before - journal.Entries[0].Amount + 2_000; x.Amount() != want {
			t.Errorf("custody stands at %d, want %d", x.Amount(), want)
		}
		if err != nil {
			return err
		}
		mirror, err = ledger.JournalByKey(tx, b.ID, ledger.E15Correct, journal.ID, 0)
		return err
	})
	if mirror.Reverses != journal.ID {
		t.Errorf("%+v", mirror)
	}
	_, err = ask(t, w, b, mirror.ID, reason, nil)
	wants("a reversal of a reversal", err, correction.ErrKind)

	dropTriggers(t, w)
	for name, statement := range map[string]string{
		"one person did both": `UPDATE correction SET approver = author`,
		"it names no journal": `UPDATE ledger_journal SET reverses = NULL WHERE kind = 1500`,
		"it is no mirror":     `UPDATE ledger_entry SET dim = dim + 1 WHERE journal_id IN (SELECT id FROM ledger_journal WHERE kind = 1500)`,
	} {
		if ids, lines := afterMutation(t, w, []string{statement}); !slices.Contains(ids, "I17") {
			t.Errorf("%s: %v %v", name, ids, lines)
		}
	}
}

// A refused correction leaves the books as they are and the journal free.
func TestARefusedCorrection(t *testing.T) {
	w, b, journal := swept(t)
	c, err := ask(t, w, b, journal.ID, reason, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := decide(t, w, world.District, c.ID, false, ""); !errors.Is(err, fault.ErrInvalid) {
		t.Errorf("without a word: %v", err)
	}
	if err := decide(t, w, world.District, c.ID, false, "请附银行回单"); err != nil {
		t.Fatal(err)
	}
	if _, err := ask(t, w, b, journal.ID, reason, nil); err != nil {
		t.Errorf("after the refusal: %v", err)
	}
	post(t, w)
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Errorf("%v", ids)
	}
}
