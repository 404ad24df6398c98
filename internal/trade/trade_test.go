package trade_test

import (
	"errors"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// One order all the way: every journal it must leave, every fen it must bring.
func TestAnOrderFromBasketToHousehold(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 10)
	b := w.Buyer()
	c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 2})
	if len(c.Orders) != 1 || len(c.Payments) != 1 || c.Payments[0].Amount != c.Total {
		t.Fatalf("checkout %+v", c)
	}
	o := c.Orders[0]
	w.Pay(c)
	w.Deliver(b, o)
	w.Drain()
	o = w.Order(o.ID)
	if o.State != trade.Signed || o.PaidUS == 0 || o.SignedUS == 0 {
		t.Fatalf("order %+v", o)
	}
	want := []ledger.Kind{ledger.E1Pay, ledger.G2Pack, ledger.G3Ship, ledger.E3Sign, ledger.G4Sign}
	for _, kind := range want {
		j := journal(t, w, o, kind)
		sum := int64(0)
		for _, e := range j.Entries {
			sum += e.Amount
		}
		if sum != 0 {
			t.Errorf("%s sums to %d", kind, sum)
		}
	}
	var bill trade.Bill
	var shares []trade.Share
	w.View(func(tx *db.Tx) (err error) {
		if bill, err = trade.BillOf(tx, o); err != nil {
			return err
		}
		shares, err = trade.SharesOf(tx, o.ID)
		return err
	})
	if got := sum(bill.Parts); !bill.Exact || got != o.Total {
		t.Fatalf("bill of %s sums to %s: %+v", o.Total, got, bill)
	}
	credited := money.Fen(0)
	for _, s := range shares {
		credited += s.Amount
		if s.Name != "" {
			t.Errorf("%s is named without consent", s.Name)
		}
		if got := balance(t, w, o.Book, ledger.Accrued, s.HouseholdID); got != int64(s.Amount) {
			t.Errorf("household %d: %d accrued in the books, %s on the order", s.HouseholdID, got, s.Amount)
		}
	}
	if len(shares) != len(w.Honey.Households) || credited != part(bill, alloc.RoleHousehold) {
		t.Fatalf("%d households get %s, the bill says %s", len(shares), credited, part(bill, alloc.RoleHousehold))
	}
	if l := w.Level(w.Honey); l.Reserved != 0 || l.Available != int64(10*len(w.Honey.Households)-2) {
		t.Errorf("stock %+v", l)
	}
}

// Settlement: nothing before the window is over, everything the day after.
func TestHouseholdsAreSettledAfterTheWindow(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 10)
	b := w.Buyer()
	c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
	w.Pay(c)
	w.Deliver(b, c.Orders[0])
	o := w.Order(c.Orders[0].ID)
	window := o.Lines[0].AfterSaleDays
	h := w.Honey.Households[0].ID
	for day := range window + 2 {
		w.Drain()
		payable := balance(t, w, o.Book, ledger.Payable, h)
		if settled := day == window+1; settled != (payable > 0) {
			t.Fatalf("day %d of a %d-day window: %d payable", day, window, payable)
		}
		w.Clock.Advance(24 * time.Hour)
	}
	if left := balance(t, w, o.Book, ledger.Accrued, h); left != 0 {
		t.Errorf("%d left accrued", left)
	}
}

func TestOneCheckoutOverTwoMerchants(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 3)
	w.Stock(w.Rice, 20_000)
	c := w.MustCheckout(w.Buyer(), trade.Item{SkuID: w.Honey.Sku, Qty: 1}, trade.Item{SkuID: w.Rice.Sku, Qty: 2})
	if len(c.Orders) != 2 || c.Orders[0].Book == c.Orders[1].Book || len(c.Payments) != 1 {
		t.Fatalf("%d orders, %d payments", len(c.Orders), len(c.Payments))
	}
	if got := c.Orders[0].Total + c.Orders[1].Total; got != c.Total || c.Payments[0].Amount != c.Total {
		t.Fatalf("orders %s, checkout %s, payment %s", got, c.Total, c.Payments[0].Amount)
	}
	w.Pay(c)
	for _, o := range c.Orders {
		if got := w.Order(o.ID).State; got != trade.Paid {
			t.Errorf("order %s is %s", o.No, got)
		}
	}
}

// A second press is the first one; another basket under its key is refused.
func TestPressingTwicePlacesOnce(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 5)
	b := w.Buyer()
	press := func(qty int64) (trade.Placed, error) {
		items := []trade.Item{{SkuID: w.Honey.Sku, Qty: qty}}
		return w.Desk.Checkout(t.Context(), b.UserID, trade.CheckoutInput{
			Key: "same", Items: items, AddressID: b.AddressID, ExpectedTotal: w.Quote(items...).Total, Channel: "sandbox",
		})
	}
	first, err := press(1)
	if err != nil {
		t.Fatal(err)
	}
	second, err := press(1)
	if err != nil || !second.Replayed || second.CheckoutID != first.CheckoutID {
		t.Fatalf("second press: %+v, %v", second, err)
	}
	if _, err := press(2); code(err) != "idem.mismatch" {
		t.Fatalf("another basket: %v", err)
	}
	if l := w.Level(w.Honey); l.Reserved != 1 {
		t.Fatalf("%d reserved", l.Reserved)
	}
}

// The press that took the last unit is answered again, not refused, however
// often it is repeated.
func TestPressingTwiceForTheLastUnit(t *testing.T) {
	w := world.New(t)
	one := w.Honey
	one.Households = one.Households[:1]
	w.Stock(one, 1)
	b := w.Buyer()
	item := trade.Item{SkuID: w.Honey.Sku, Qty: 1}
	in := trade.CheckoutInput{
		Key: "same", Items: []trade.Item{item}, AddressID: b.AddressID, ExpectedTotal: w.Quote(item).Total, Channel: "sandbox",
	}
	first, err := w.Desk.Checkout(t.Context(), b.UserID, in)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.CheckoutAt(w.Buyer(), in.ExpectedTotal, item); code(err) != "stock.short" {
		t.Fatalf("another buyer: %v", err)
	}
	again, err := w.Desk.Checkout(t.Context(), b.UserID, in)
	if err != nil || !again.Replayed || again.CheckoutID != first.CheckoutID {
		t.Fatalf("the second press: %+v, %v", again, err)
	}
}

// What the server refuses, and that it leaves nothing behind.
func TestRefusedCheckouts(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 1)
	b := w.Buyer()
	all := int64(len(w.Honey.Households))
	total := w.Quote(trade.Item{SkuID: w.Honey.Sku, Qty: 1}).Total
	for name, c := range map[string]struct {
		total money.Fen
		items []trade.Item
		code  string
	}{
		"a lower price":     {total - 1, []trade.Item{{SkuID: w.Honey.Sku, Qty: 1}}, "order.total_changed"},
		"a negative number": {total, []trade.Item{{SkuID: w.Honey.Sku, Qty: -1}}, "input.invalid"},
		"nothing":           {total, nil, "order.empty"},
		"one line twice":    {total, []trade.Item{{SkuID: w.Honey.Sku, Qty: 1}, {SkuID: w.Honey.Sku, Qty: 1}}, "input.invalid"},
		"more than there is": {
			w.Quote(trade.Item{SkuID: w.Honey.Sku, Qty: all + 1}).Total, []trade.Item{{SkuID: w.Honey.Sku, Qty: all + 1}}, "stock.short",
		},
		"an unknown sku": {total, []trade.Item{{SkuID: 42, Qty: 1}}, "catalog.off_sale"},
	} {
		if _, err := w.CheckoutAt(b, c.total, c.items...); code(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if l := w.Level(w.Honey); l.Reserved != 0 || l.Available != all {
		t.Errorf("stock %+v", l)
	}
	w.View(func(tx *db.Tx) error {
		os, err := trade.List(tx, trade.Query{UserID: b.UserID, Limit: 10})
		if len(os) != 0 {
			t.Errorf("%d orders were left behind", len(os))
		}
		return err
	})
}

// A buyer sees and moves only their own orders.
func TestAnotherBuyersOrderDoesNotExist(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 2)
	mine, other := w.Buyer(), w.Buyer()
	c := w.MustCheckout(mine, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
	w.Pay(c)
	o := c.Orders[0]
	for name, try := range map[string]func() error{
		"read":   func() error { _, err := w.Desk.Mine(t.Context(), other.UserID, o.ID); return err },
		"cancel": func() error { return w.Desk.CancelMine(t.Context(), other.UserID, o.ID, w.Key()) },
		"sign":   func() error { return w.Desk.SignMine(t.Context(), other.UserID, o.ID, w.Key()) },
		"pack": func() error {
			return w.Desk.Pack(t.Context(), w.Rice.Operator, w.Key(), trade.PackInput{OrderID: o.ID})
		},
	} {
		if err := try(); !errors.Is(err, trade.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Lots are taken oldest first, or as scanned; a foreign label is refused; an
// order whose lots run short stays paid.
func TestPackingBindsLots(t *testing.T) {
	w := world.New(t)
	old := w.Stock(w.Honey, 1)
	w.Clock.Advance(time.Hour)
	young := w.Stock(w.Honey, 1)
	foreign := w.Stock(w.Rice, 5_000)
	n := int64(len(w.Honey.Households))
	b := w.Buyer()
	c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: n + 1})
	o := c.Orders[0]
	w.Pay(c)
	pack := func(lots ...int64) error {
		return w.Desk.Pack(t.Context(), w.Honey.Operator, w.Key(), trade.PackInput{
			OrderID: o.ID, Scans: []trade.Scan{{LineID: o.Lines[0].ID, Lots: lots}},
		})
	}
	if err := pack(foreign.ID); !errors.Is(err, stock.ErrLotShort) {
		t.Fatalf("a foreign label: %v", err)
	}
	if err := pack(young.ID); !errors.Is(err, stock.ErrLotShort) {
		t.Fatalf("too little on the scanned lot: %v", err)
	}
	if got := w.Order(o.ID).State; got != trade.Paid {
		t.Fatalf("the order is %s", got)
	}
	if err := w.Pack(o); err != nil {
		t.Fatal(err)
	}
	if got := taken(t, w, o); got[old.ID] != n || got[young.ID] != 1 {
		t.Fatalf("oldest first took %v", got)
	}
	if err := w.Desk.Unpack(t.Context(), w.Honey.Operator, w.Key(), o.ID); err != nil {
		t.Fatal(err)
	}
	if got := taken(t, w, o); len(got) != 0 {
		t.Fatalf("unpacked, but %v is still bound", got)
	}
	if err := pack(young.ID, old.ID); err != nil {
		t.Fatal(err)
	}
	if got := taken(t, w, o); got[young.ID] != n || got[old.ID] != 1 {
		t.Fatalf("as scanned took %v", got)
	}
	w.Drain()
	for _, kind := range []ledger.Kind{ledger.G2Pack, ledger.G5Unpack} {
		w.View(func(tx *db.Tx) error {
			_, err := ledger.JournalByKey(tx, o.Book, kind, o.ID, 1)
			return err
		})
	}
}

func TestCancelledBeforePackingIsRefundedWhole(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 2)
	b := w.Buyer()
	c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
	w.Pay(c)
	o := c.Orders[0]
	key := w.Key()
	for range 2 { // pressed twice
		if err := w.Desk.CancelMine(t.Context(), b.UserID, o.ID, key); err != nil {
			t.Fatal(err)
		}
	}
	w.Drain()
	var refunds []trade.Refund
	w.View(func(tx *db.Tx) (err error) {
		refunds, err = trade.RefundsOfOrder(tx, o.ID)
		return err
	})
	if len(refunds) != 1 || refunds[0].Amount != o.Total || refunds[0].State != trade.RefundConfirmed {
		t.Fatalf("refunds %+v", refunds)
	}
	for _, kind := range []ledger.Kind{ledger.E5Refund, ledger.E5Refunded} {
		w.View(func(tx *db.Tx) error {
			_, err := ledger.JournalByKey(tx, o.Book, kind, refunds[0].ID, 0)
			return err
		})
	}
	if l := w.Level(w.Honey); l.Reserved != 0 {
		t.Errorf("%d still reserved", l.Reserved)
	}
	if err := w.Pack(o); !errors.Is(err, trade.ErrState) {
		t.Errorf("a cancelled order was packed: %v", err)
	}
}

func TestPackedIsTooLateToCancel(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 2)
	b := w.Buyer()
	c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
	w.Pay(c)
	if err := w.Pack(c.Orders[0]); err != nil {
		t.Fatal(err)
	}
	if err := w.Desk.CancelMine(t.Context(), b.UserID, c.Orders[0].ID, w.Key()); !errors.Is(err, trade.ErrTooLate) {
		t.Fatalf("cancelled after packing: %v", err)
	}
}

func TestTheDaySignsForASilentBuyer(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 2)
	c := w.MustCheckout(w.Buyer(), trade.Item{SkuID: w.Honey.Sku, Qty: 1})
	w.Pay(c)
	o := c.Orders[0]
	if err := errors.Join(w.Pack(o), w.Ship(o)); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(trade.DefaultRules.AutoSign - time.Minute)
	w.Drain()
	if got := w.Order(o.ID).State; got != trade.Shipped {
		t.Fatalf("signed a minute early: %s", got)
	}
	w.Clock.Advance(11 * time.Minute)
	w.Drain()
	if got := w.Order(o.ID).State; got != trade.Signed {
		t.Fatalf("the day has come and the order is %s", got)
	}
}

func journal(t *testing.T, w *world.World, o trade.Order, kind ledger.Kind) ledger.Posted {
	t.Helper()
	var found []ledger.Posted
	w.View(func(tx *db.Tx) error {
		js, err := ledger.JournalsOfOrder(tx, o.ID)
		for _, j := range js {
			if j.Kind == kind {
				found = append(found, j)
			}
		}
		return err
	})
	if len(found) != 1 {
		t.Fatalf("order %s has %d %s journals", o.No, len(found), kind)
	}
	return found[0]
}

func balance(t *testing.T, w *world.World, book int32, c ledger.Code, householdID int64) (amount int64) {
	t.Helper()
	w.View(func(tx *db.Tx) error {
		bs, err := ledger.BalancesOfOwners(tx, ledger.OwnerHousehold, []int64{householdID}, c)
		for _, b := range bs {
			if b.Key.Book == book {
				amount += b.Amount()
			}
		}
		return err
	})
	return amount
}

func taken(t *testing.T, w *world.World, o trade.Order) map[int64]int64 {
	t.Helper()
	got := map[int64]int64{}
	w.View(func(tx *db.Tx) error {
		ss, err := alloc.SlicesOfOrder(tx, o.ID)
		for _, s := range ss {
			if s.Lot != 0 {
				got[s.Lot] += s.Qty
			}
		}
		return err
	})
	return got
}

func sum(parts []alloc.Part) (total money.Fen) {
	for _, p := range parts {
		total += p.Amount
	}
	return total
}

func part(b trade.Bill, r alloc.Role) money.Fen {
	for _, p := range b.Parts {
		if p.Role == r {
			return p.Amount
		}
	}
	return 0
}

func code(err error) string {
	f, _ := fault.From(err)
	if f == nil {
		return ""
	}
	return f.Code
}
