package ledger_test

import (
	"testing"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest"
)

// books is one merchant's book with the accounts that the tests post to.
type books struct {
	t    testing.TB
	db   *db.DB
	w    *ledger.Writer
	book int32

	clearing, suspense, escrow, transit, station, service, tax, bank ledger.AccountID
	accrued, payable, recoverable, supplied                          []ledger.AccountID // per household
	lot, packed, onWay, sold                                         ledger.AccountID
}

const (
	merchantID = 501
	stationID  = 601
	lotID      = 701
	nowhere    = 0
)

func newBooks(t testing.TB, households int) *books {
	t.Helper()
	return openBooks(t, yigoutest.DB(t), households)
}

func openBooks(t testing.TB, d *db.DB, households int) *books {
	t.Helper()
	b := &books{t: t, db: d, w: writer(d, "a")}
	b.update(func(tx *db.Tx) error { return b.open(tx, merchantID, households) })
	return b
}

// writer returns a writer whose lease is over at once, so that any other may
// take the lane: only the compare-and-set stands between them.
func writer(d *db.DB, name string) *ledger.Writer {
	return ledger.NewWriter(ledger.Options{DB: d, Vault: vault.Dev(), Name: name, Lease: time.Nanosecond, Poll: 5 * time.Millisecond})
}

func (b *books) open(tx *db.Tx, merchant int64, households int) (err error) {
	if b.book, err = ledger.OpenBook(tx, ledger.OwnerMerchant, merchant); err != nil {
		return err
	}
	one := func(code ledger.Code, owner ledger.OwnerKind, id int64) ledger.AccountID {
		a, e := ledger.OpenAccount(tx, b.book, code, owner, id, 0)
		if e != nil {
			err = e
		}
		return a
	}
	b.clearing = one(ledger.Clearing, ledger.OwnerChannel, 1)
	b.suspense = one(ledger.Suspense, ledger.OwnerMerchant, merchant)
	b.bank = one(ledger.OwnBank, ledger.OwnerMerchant, merchant)
	b.escrow = one(ledger.Escrow, ledger.OwnerMerchant, merchant)
	b.transit = one(ledger.RefundTransit, ledger.OwnerMerchant, merchant)
	b.station = one(ledger.StationDue, ledger.OwnerStation, stationID)
	b.service = one(ledger.ServiceIncome, ledger.OwnerMerchant, merchant)
	b.tax = one(ledger.TaxDue, ledger.OwnerMerchant, merchant)
	b.lot = one(ledger.InLot, ledger.OwnerLot, lotID)
	b.packed = one(ledger.Packed, ledger.OwnerLot, lotID)
	b.onWay = one(ledger.InTransit, ledger.OwnerLot, lotID)
	b.sold = one(ledger.Sold, ledger.OwnerLot, lotID)
	b.accrued, b.payable, b.recoverable, b.supplied = nil, nil, nil, nil
	for h := range households {
		id := int64(1001 + h)
		b.accrued = append(b.accrued, one(ledger.Accrued, ledger.OwnerHousehold, id))
		b.payable = append(b.payable, one(ledger.Payable, ledger.OwnerHousehold, id))
		b.recoverable = append(b.recoverable, one(ledger.Recoverable, ledger.OwnerHousehold, id))
		b.supplied = append(b.supplied, one(ledger.Supplied, ledger.OwnerHousehold, id))
	}
	return err
}

func (b *books) update(fn func(*db.Tx) error) {
	b.t.Helper()
	if err := b.db.Update(b.t.Context(), fn); err != nil {
		b.t.Fatal(err)
	}
}

func (b *books) view(fn func(*db.Tx) error) {
	b.t.Helper()
	if err := b.db.View(b.t.Context(), fn); err != nil {
		b.t.Fatal(err)
	}
}

func (b *books) enqueue(js ...ledger.Journal) {
	b.t.Helper()
	b.update(func(tx *db.Tx) error { return ledger.Enqueue(tx, js...) })
}

func (b *books) drain() {
	b.t.Helper()
	if err := b.w.Drain(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

func (b *books) nowUS() int64 { return clock.US(b.db.Clock().Now()) }

func (b *books) journal(kind ledger.Kind, ref, refSeq, order int64, legs ...ledger.Leg) ledger.Journal {
	return ledger.Journal{Book: b.book, Kind: kind, Ref: ref, RefSeq: refSeq, Order: order, EffectiveUS: b.nowUS(), Legs: legs}
}

func leg(a ledger.AccountID, amount, dim int64) ledger.Leg {
	return ledger.Leg{Account: a, Amount: amount, Dim: dim}
}

// pay is E1, sign is E3, settle is E4, refund and refunded are E5.
func (b *books) pay(order, amount int64) ledger.Journal {
	return b.journal(ledger.E1Pay, order, 0, order, leg(b.clearing, amount, nowhere), leg(b.escrow, -amount, order))
}

func (b *books) sign(order, amount int64, households []int64) ledger.Journal {
	fee := amount * 3 / 100
	legs := []ledger.Leg{leg(b.escrow, amount, order)}
	if fee > 0 {
		legs = append(legs, leg(b.station, -fee, nowhere))
	}
	rest := amount - fee
	for i, share := range households {
		if i == len(households)-1 {
			share = rest
		}
		rest -= share
		legs = append(legs, leg(b.accrued[i], -share, nowhere))
	}
	return b.journal(ledger.E3Sign, order, 0, order, legs...)
}

func (b *books) settle(h int, day, amount int64) ledger.Journal {
	return b.journal(ledger.E4Settle, int64(1001+h), day, 0, leg(b.accrued[h], amount, nowhere), leg(b.payable[h], -amount, nowhere))
}

func (b *books) refund(id, order, amount int64) ledger.Journal {
	return b.journal(ledger.E5Refund, id, 0, order, leg(b.escrow, amount, order), leg(b.transit, -amount, id))
}

func (b *books) refunded(id, order, amount int64) ledger.Journal {
	return b.journal(ledger.E5Refunded, id, 0, order, leg(b.transit, amount, id), leg(b.clearing, -amount, nowhere))
}

func (b *books) amount(a ledger.AccountID) int64 {
	b.t.Helper()
	var out int64
	b.view(func(tx *db.Tx) error {
		x, err := ledger.BalanceOf(tx, a)
		out = x.Amount()
		return err
	})
	return out
}

func (b *books) backlog() (out ledger.Backlog) {
	b.t.Helper()
	b.view(func(tx *db.Tx) (err error) {
		out, err = ledger.BacklogOf(tx)
		return err
	})
	return out
}

func (b *books) wantBacklog(pending, parked int64) {
	b.t.Helper()
	if got := b.backlog(); got.Pending != pending || got.Parked != parked {
		b.t.Fatalf("backlog %+v, want %d pending and %d parked", got, pending, parked)
	}
}

func (b *books) wantAmount(name string, a ledger.AccountID, want int64) {
	b.t.Helper()
	if got := b.amount(a); got != want {
		b.t.Fatalf("%s stands at %d, want %d", name, got, want)
	}
}
