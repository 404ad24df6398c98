package trade_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

func ordered(t *testing.T) (*world.World, world.Buyer, trade.Checkout) {
	t.Helper()
	w := world.New(t)
	w.Stock(w.Honey, 5)
	b := w.Buyer()
	return w, b, w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
}

func anomalies(t *testing.T, w *world.World) (as []trade.Anomaly) {
	t.Helper()
	w.View(func(tx *db.Tx) (err error) {
		as, err = trade.Anomalies(tx, 0, 50)
		return err
	})
	return as
}

// Return page, notification and query race with the same evidence: one payment,
// one E1, no anomaly (lessons.md 8).
func TestTheSameEvidenceTwentyTimesIsOnePayment(t *testing.T) {
	w, _, c := ordered(t)
	ev := w.Evidence(c.Payments[0])
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if err := w.Notify(ev); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	w.Drain()
	if as := anomalies(t, w); len(as) != 0 {
		t.Fatalf("anomalies %+v", as)
	}
	journal(t, w, c.Orders[0], ledger.E1Pay)
}

// Money that fits no order is kept, booked and sent back; the order it names is
// never paid by it (decisions 10).
func TestWrongMoney(t *testing.T) {
	for name, spoil := range map[string]func(ev *trade.Evidence){
		"amount":   func(ev *trade.Evidence) { ev.Amount-- },
		"currency": func(ev *trade.Evidence) { ev.Currency = "USD" },
		"merchant": func(ev *trade.Evidence) { ev.MerchantNo = "another" },
		"unknown":  func(ev *trade.Evidence) { ev.OutNo = "P0000" },
	} {
		t.Run(name, func(t *testing.T) {
			w, _, c := ordered(t)
			ev := w.Evidence(c.Payments[0])
			spoil(&ev)
			for range 2 { // delivered twice
				if err := w.Notify(ev); err != nil {
					t.Fatal(err)
				}
			}
			w.Drain()
			as := anomalies(t, w)
			if len(as) != 1 || as[0].Reason != name {
				t.Fatalf("anomalies %+v", as)
			}
			if got := w.Order(c.Orders[0].ID).State; got != trade.Created {
				t.Fatalf("the order is %s", got)
			}
			if name == "amount" && as[0].State != "refunded" {
				t.Fatalf("the money was not sent back: %+v", as[0])
			}
		})
	}
}

func TestPayingTwiceKeepsOneAndReturnsTheOther(t *testing.T) {
	w, _, c := ordered(t)
	ev := w.Evidence(c.Payments[0])
	again := ev
	again.ProviderTxn = "another"
	for _, e := range []trade.Evidence{ev, again, again} {
		if err := w.Notify(e); err != nil {
			t.Fatal(err)
		}
	}
	w.Drain()
	as := anomalies(t, w)
	if len(as) != 1 || as[0].Reason != "twice" || as[0].State != "refunded" || as[0].Amount != ev.Amount {
		t.Fatalf("anomalies %+v", as)
	}
	if got := w.Order(c.Orders[0].ID).State; got != trade.Paid {
		t.Fatalf("the order is %s", got)
	}
}

// Nobody paid: the stock is free again; money that comes after all is never
// revived into an order (lessons.md 10).
func TestLateMoneyIsSentBack(t *testing.T) {
	w, _, c := ordered(t)
	w.Clock.Advance(trade.DefaultRules.Unpaid + time.Minute)
	w.Drain()
	o := w.Order(c.Orders[0].ID)
	if o.State != trade.Closed || o.EndReason != trade.ByTimeout {
		t.Fatalf("an unpaid order is %s (%s)", o.State, o.EndReason)
	}
	if l := w.Level(w.Honey); l.Reserved != 0 {
		t.Fatalf("%d still reserved", l.Reserved)
	}
	if err := w.Notify(w.Evidence(c.Payments[0])); err != nil {
		t.Fatal(err)
	}
	w.Drain()
	as := anomalies(t, w)
	if len(as) != 1 || as[0].Reason != "late" || as[0].State != "refunded" {
		t.Fatalf("anomalies %+v", as)
	}
	if got := w.Order(o.ID).State; got != trade.Closed {
		t.Fatalf("the order was revived: %s", got)
	}
}

// Paid at the channel, but the notification was lost: the expiry asks before it
// closes.
func TestALostNotificationIsFoundByTheQuery(t *testing.T) {
	w, b, c := ordered(t)
	url, err := w.Desk.Charge(t.Context(), b.UserID, c.Payments[0].ID, "/pay/1")
	if err != nil {
		t.Fatal(err)
	}
	w.PayAtCashier(url)
	w.Clock.Advance(trade.DefaultRules.Unpaid + time.Minute)
	if err := w.Desk.Expire(t.Context(), c.ID, trade.ByTimeout); err != nil {
		t.Fatal(err)
	}
	if got := w.Order(c.Orders[0].ID).State; got != trade.Paid {
		t.Fatalf("the order is %s", got)
	}
}

func TestABrowserThatComesBackAsksTheChannel(t *testing.T) {
	w, b, c := ordered(t)
	p := c.Payments[0]
	if got, err := w.Desk.Query(t.Context(), b.UserID, p.ID); err != nil || got.State != trade.PaymentCreated {
		t.Fatalf("before paying: %+v, %v", got, err)
	}
	url, err := w.Desk.Charge(t.Context(), b.UserID, p.ID, "/pay/1")
	if err != nil {
		t.Fatal(err)
	}
	w.PayAtCashier(url)
	if got, err := w.Desk.Query(t.Context(), b.UserID, p.ID); err != nil || got.State != trade.PaymentPaid {
		t.Fatalf("after paying: %+v, %v", got, err)
	}
	if _, err := w.Desk.Query(t.Context(), b.UserID+1, p.ID); !errors.Is(err, trade.ErrNoPayment) {
		t.Fatalf("another's payment: %v", err)
	}
}

func TestForgedNotificationsChangeNothing(t *testing.T) {
	w, _, c := ordered(t)
	h, body, err := w.Sandbox.Sign(w.Evidence(c.Payments[0]))
	if err != nil {
		t.Fatal(err)
	}
	forged := append([]byte(nil), body...)
	forged[len(forged)-2] ^= 1
	if err := w.NotifyRaw(h, forged); !errors.Is(err, trade.ErrEvidence) {
		t.Errorf("a changed body: %v", err)
	}
	unsigned := h.Clone()
	unsigned.Del("Sandbox-Signature")
	if err := w.NotifyRaw(unsigned, body); !errors.Is(err, trade.ErrEvidence) {
		t.Errorf("no signature: %v", err)
	}
	w.Clock.Advance(6 * time.Minute)
	if err := w.NotifyRaw(h, body); !errors.Is(err, trade.ErrEvidence) {
		t.Errorf("an old one: %v", err)
	}
	if got := w.Order(c.Orders[0].ID).State; got != trade.Created {
		t.Fatalf("the order is %s", got)
	}
}
