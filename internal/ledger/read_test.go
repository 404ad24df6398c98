package ledger_test

import (
	"errors"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/yigoutest"
)

func TestReaders(t *testing.T) {
	b := newBooks(t, 2)
	start := b.nowUS()
	b.enqueue(b.pay(1, 1000), b.sign(1, 1000, []int64{400, 0}), b.pay(2, 500))
	b.drain()
	yigoutest.Clock(t, b.db).Advance(40 * 24 * time.Hour)
	b.enqueue(b.settle(0, 20261201, 400), b.pay(3, 70))
	b.drain()
	b.view(func(tx *db.Tx) error {
		journalsOfOrder(t, b, tx)
		lists(t, b, tx)
		owners(t, b, tx)
		flows, err := ledger.Flows(tx, b.accrued, start, start+1)
		if err != nil || flows[b.accrued[0]] != (ledger.Flow{Cr: 400}) || flows[b.accrued[1]] != (ledger.Flow{Cr: 570}) {
			t.Errorf("Flows = %+v, %v", flows, err)
		}
		items, err := ledger.OpenItems(tx, b.escrow, 10)
		if err != nil || len(items) != 2 || items[0].Dim != 2 || items[0].Amount != 500 || items[0].SinceUS != start || items[1].Dim != 3 {
			t.Errorf("OpenItems = %+v, %v", items, err)
		}
		if _, err := ledger.JournalByID(tx, 999); !errors.Is(err, ledger.ErrNoJournal) {
			t.Errorf("JournalByID(999): %v", err)
		}
		if _, err := ledger.BalanceOf(tx, 999); !errors.Is(err, ledger.ErrNoAccount) {
			t.Errorf("BalanceOf(999): %v", err)
		}
		return nil
	})
}

func journalsOfOrder(t *testing.T, b *books, tx *db.Tx) {
	t.Helper()
	js, err := ledger.JournalsOfOrder(tx, 1)
	if err != nil || len(js) != 2 || js[0].Kind != ledger.E1Pay || js[1].Kind != ledger.E3Sign || len(js[1].Entries) != 4 {
		t.Fatalf("JournalsOfOrder = %+v, %v", js, err)
	}
	e := js[1].Entries[2]
	if e.Account != b.accrued[0] || e.Amount != -400 || e.Key.OwnerID != 1001 || e.Key.Code != ledger.Accrued || e.Ord != 3 {
		t.Errorf("entry %+v", e)
	}
	one, err := ledger.JournalByID(tx, js[1].ID)
	if err != nil || one.Leaf != js[1].Leaf || one.Gross != 1000 || one.N != 4 {
		t.Errorf("JournalByID = %+v, %v", one, err)
	}
	if none, err := ledger.JournalsOfOrder(tx, 0); err != nil || len(none) != 0 {
		t.Errorf("journals of no order: %+v, %v", none, err)
	}
}

func lists(t *testing.T, b *books, tx *db.Tx) {
	t.Helper()
	var seen []int64
	f := ledger.Filter{Kind: ledger.E1Pay, Book: b.book, Limit: 2}
	for {
		page, err := ledger.Journals(tx, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range page {
			seen = append(seen, j.Ref)
		}
		if len(page) < f.Limit {
			break
		}
		f.Before = page[len(page)-1].ID
	}
	if len(seen) != 3 || seen[0] != 3 || seen[2] != 1 {
		t.Errorf("pages of payments: %v", seen)
	}
	of, err := ledger.Journals(tx, ledger.Filter{Account: b.payable[0], Limit: 10})
	if err != nil || len(of) != 1 || of[0].Kind != ledger.E4Settle {
		t.Errorf("journals of an account: %+v, %v", of, err)
	}
	first, err := ledger.Movements(tx, b.accrued[0], ledger.Cursor{}, 1)
	if err != nil || len(first) != 1 || first[0].Amount != 400 || first[0].Journal.Kind != ledger.E4Settle {
		t.Fatalf("Movements = %+v, %v", first, err)
	}
	second, err := ledger.Movements(tx, b.accrued[0], ledger.Cursor{Journal: first[0].Journal.ID, Ord: first[0].Ord}, 5)
	if err != nil || len(second) != 1 || second[0].Amount != -400 || second[0].Journal.Order != 1 {
		t.Errorf("Movements = %+v, %v", second, err)
	}
}

func owners(t *testing.T, b *books, tx *db.Tx) {
	t.Helper()
	bs, err := ledger.BalancesOfOwners(tx, ledger.OwnerHousehold, []int64{1001, 1002}, ledger.Accrued, ledger.Payable)
	if err != nil || len(bs) != 4 {
		t.Fatalf("BalancesOfOwners = %+v, %v", bs, err)
	}
	if bs[0].Key.Code != ledger.Accrued || bs[0].Amount() != 0 || bs[0].N != 2 || bs[1].Amount() != 400 || bs[2].Amount() != 570 || bs[3].Amount() != 0 {
		t.Errorf("BalancesOfOwners = %+v", bs)
	}
	all, err := ledger.BalancesOfOwners(tx, ledger.OwnerHousehold, []int64{1001})
	if err != nil || len(all) != 4 {
		t.Errorf("all accounts of a household: %+v, %v", all, err)
	}
}

func TestAccountsAreOpenedOnceAndNamedRight(t *testing.T) {
	b := newBooks(t, 1)
	b.update(func(tx *db.Tx) error {
		again, err := ledger.OpenAccounts(tx,
			ledger.AccountKey{Book: b.book, Code: ledger.Accrued, Owner: ledger.OwnerHousehold, OwnerID: 1001},
			ledger.AccountKey{Book: b.book, Code: ledger.Accrued, Owner: ledger.OwnerHousehold, OwnerID: 1002},
			ledger.AccountKey{Book: b.book, Code: ledger.Accrued, Owner: ledger.OwnerHousehold, OwnerID: 1002})
		if err != nil || again[0] != b.accrued[0] || again[1] != again[2] || again[1] == again[0] {
			t.Errorf("OpenAccounts = %v, %v", again, err)
		}
		book, err := ledger.OpenBook(tx, ledger.OwnerMerchant, merchantID)
		if err != nil || book != b.book {
			t.Errorf("OpenBook again = %d, %v", book, err)
		}
		if _, err := ledger.BookOf(tx, ledger.OwnerMerchant, 4); !errors.Is(err, ledger.ErrNoBook) {
			t.Errorf("BookOf a stranger: %v", err)
		}
		return nil
	})
	for name, k := range map[string]ledger.AccountKey{
		"no such code": {Book: b.book, Code: 4711, Owner: ledger.OwnerMerchant, OwnerID: 1},
		"no book":      {Code: ledger.Escrow, Owner: ledger.OwnerMerchant, OwnerID: 1},
		"wrong owner":  {Book: b.book, Code: ledger.Accrued, Owner: ledger.OwnerStation, OwnerID: 1},
		"nobody":       {Book: b.book, Code: ledger.Escrow, Owner: ledger.OwnerMerchant},
	} {
		err := b.db.Update(t.Context(), func(tx *db.Tx) error {
			_, err := ledger.OpenAccounts(tx, k)
			return err
		})
		if err == nil {
			t.Errorf("%s is opened", name)
		}
	}
	b.view(func(tx *db.Tx) error {
		if _, err := ledger.Account(tx, b.book, ledger.Payable, ledger.OwnerHousehold, 1002, 0); err == nil {
			t.Error("an account that was never opened is found")
		}
		return nil
	})
}

// An account opened by a transaction that rolled back must not stay in memory.
func TestARolledBackAccountIsForgotten(t *testing.T) {
	b := newBooks(t, 1)
	no := errors.New("no")
	var ghost ledger.AccountID
	err := b.db.Update(t.Context(), func(tx *db.Tx) (err error) {
		if ghost, err = ledger.OpenAccount(tx, b.book, ledger.Accrued, ledger.OwnerHousehold, 77, 0); err != nil {
			return err
		}
		if err := ledger.Enqueue(tx, b.journal(ledger.E12Distribute, 1, 2026, 0, leg(ghost, 5, nowhere), leg(b.accrued[0], -5, nowhere))); err != nil {
			return err
		}
		return no
	})
	if !errors.Is(err, no) {
		t.Fatal(err)
	}
	err = b.db.Update(t.Context(), func(tx *db.Tx) error {
		return ledger.Enqueue(tx, b.journal(ledger.E12Distribute, 1, 2026, 0, leg(ghost, 5, nowhere), leg(b.accrued[0], -5, nowhere)))
	})
	if !errors.Is(err, ledger.ErrInvalid) {
		t.Fatalf("an account that does not exist: %v", err)
	}
}

func TestEveryKindAndCodeHasItsWords(t *testing.T) {
	seen := map[string]bool{}
	for k := ledger.Kind(1); k < 3000; k++ {
		if !k.Known() {
			continue
		}
		back, ok := ledger.KindOf(k.String())
		if !ok || back != k || k.Title() == "" || seen[k.String()] {
			t.Errorf("kind %d: %q %q", k, k, k.Title())
		}
		seen[k.String()] = true
	}
	for _, l := range ledger.Chart() {
		if l.Title == "" || len(l.Owners) == 0 || l.Side == 0 || (l.Guard == ledger.GuardDim) && l.Dim == "" {
			t.Errorf("line %+v", l)
		}
	}
	for k := ledger.OwnerSystem; k <= ledger.OwnerEvent; k++ {
		if back, ok := ledger.OwnerKindOf(k.String()); !ok || back != k {
			t.Errorf("owner kind %d", k)
		}
	}
}
