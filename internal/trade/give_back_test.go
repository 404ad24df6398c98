package trade_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

const day = 24 * time.Hour

// sold is a signed order of honey and who was credited for it.
type sold struct {
	*world.World
	buyer world.Buyer
	order trade.Order
	line  trade.Line
}

func sell(t *testing.T, qty int64) sold {
	w := world.New(t)
	w.Stock(w.Honey, 10)
	s := sold{World: w, buyer: w.Buyer()}
	c := w.MustCheckout(s.buyer, trade.Item{SkuID: w.Honey.Sku, Qty: qty})
	w.Pay(c)
	w.Deliver(s.buyer, c.Orders[0])
	w.Drain()
	s.order = w.Order(c.Orders[0].ID)
	s.line = s.order.Lines[0]
	return s
}

func (s sold) input(reason trade.RefundReason, amount money.Fen) trade.RefundInput {
	in := trade.RefundInput{
		OrderID: s.order.ID, Reason: reason, Note: "两罐盖子裂了，退还部分货款",
		Lines: []trade.RefundLine{{LineID: s.line.ID, Amount: amount}},
	}
	if reason == trade.Quality {
		s.View(func(tx *db.Tx) error {
			in.Finding, in.Contact, in.ContactDay = "服务站开罐核实，有两罐发酵", trade.ByVisit, tx.Today()
			return nil
		})
	}
	return in
}

func (s sold) refund(t *testing.T, in trade.RefundInput) trade.Refund {
	t.Helper()
	if err := s.Desk.GiveBack(t.Context(), world.District, s.Key(), in); err != nil {
		t.Fatal(err)
	}
	s.Drain()
	var rs []trade.Refund
	s.View(func(tx *db.Tx) (err error) {
		rs, err = trade.RefundsOfOrder(tx, s.order.ID)
		return err
	})
	return rs[len(rs)-1]
}

func (s sold) credited(t *testing.T) (sum int64) {
	for _, h := range s.Honey.Households {
		sum += balance(t, s.World, s.order.Book, ledger.Accrued, h.ID)
	}
	return sum
}

func (s sold) merchant(t *testing.T, code ledger.Code) (amount int64) {
	t.Helper()
	s.View(func(tx *db.Tx) error {
		a, err := ledger.Account(tx, s.order.Book, code, ledger.OwnerMerchant, s.order.MerchantID, 0)
		if err != nil {
			return err
		}
		b, err := ledger.BalanceOf(tx, a)
		amount = b.Amount()
		return err
	})
	return amount
}

func TestARefundIsBorneByTheMerchantFirst(t *testing.T) {
	for _, reason := range []trade.RefundReason{trade.Unproved, trade.Packing, trade.Regret, trade.Goodwill, trade.Quality} {
		t.Run(string(reason), func(t *testing.T) {
			s := sell(t, 2)
			before := s.credited(t)
			r := s.refund(t, s.input(reason, 3000))
			if r.State != trade.RefundConfirmed || r.Stage != trade.AfterSigned || r.Bearer != trade.ByMerchant || r.Amount != 3000 {
				t.Fatalf("refund %+v", r)
			}
			if got := s.credited(t); got != before {
				t.Errorf("households stand at %d, had %d: nobody has heard them yet", got, before)
			}
			if got := s.merchant(t, ledger.RefundBorne); got != 3000 {
				t.Errorf("the merchant bears %d", got)
			}
			s.Healthy()
		})
	}
}

func TestATransitRefundIsAClaimOnTheCarrier(t *testing.T) {
	s := sell(t, 1)
	r := s.refund(t, s.input(trade.Transit, 1234))
	if r.Bearer != trade.ByCarrier || s.merchant(t, ledger.RefundBorne) != 0 {
		t.Fatalf("refund %+v, merchant bears %d", r, s.merchant(t, ledger.RefundBorne))
	}
	j := journal(t, s.World, s.order, ledger.E6Refund)
	if j.Entries[0].Key.Code != ledger.Claim || j.Entries[0].Amount != 1234 {
		t.Errorf("debited %+v", j.Entries[0])
	}
	s.Healthy()
}

// The growers bear a proven fault to the fen of Retract, seven days after they
// were told and not a day before.
func TestAProvenFaultIsPostedAfterTheDaysToObject(t *testing.T) {
	s := sell(t, 2)
	before := s.credited(t)
	r := s.refund(t, s.input(trade.Quality, 3000))
	for range trade.DaysToObject {
		s.Clock.Advance(day)
		s.Drain()
		if got := s.credited(t) + s.payable(t); got != before {
			t.Fatalf("households stand at %d before the days are over, had %d", got, before)
		}
		if s.payable(t) != 0 {
			t.Fatal("settled while the claim is open")
		}
	}
	s.Clock.Advance(day)
	s.Drain()
	c := s.claim(t, r.ID)
	if c.State != trade.ClaimPosted || c.Taken != 3000 || s.merchant(t, ledger.RefundBorne) != 0 {
		t.Fatalf("claim %+v, merchant bears %d", c, s.merchant(t, ledger.RefundBorne))
	}
	want := before - s.taken(t)
	if got := s.credited(t) + s.payable(t); got != want || want >= before {
		t.Fatalf("households stand at %d, want %d of %d", got, want, before)
	}
	s.Healthy()
}

// What was settled already comes back from what is payable, and what is not
// there any more is to be recovered: nobody's payable goes below zero.
func TestAClaimOnSettledMoneyIsSwept(t *testing.T) {
	s := sell(t, 2)
	s.Clock.Advance(time.Duration(s.line.AfterSaleDays+1) * day)
	s.Drain()
	before := s.payable(t)
	if before == 0 || s.credited(t) != 0 {
		t.Fatalf("payable %d, accrued %d", before, s.credited(t))
	}
	s.refund(t, s.input(trade.Quality, 3000))
	s.Clock.Advance((trade.DaysToObject + 1) * day)
	s.Drain()
	if got, want := s.payable(t), before-s.taken(t); got != want || s.credited(t) != 0 {
		t.Fatalf("payable %d, want %d; accrued %d", got, want, s.credited(t))
	}
	s.Healthy()
}

// A claim that cannot be posted is reported and holds up nobody behind it.
func TestAFailingClaimHoldsUpNobody(t *testing.T) {
	s := sell(t, 2)
	broken := s.refund(t, s.input(trade.Quality, 3000))
	c := s.MustCheckout(s.buyer, trade.Item{SkuID: s.Honey.Sku, Qty: 2})
	s.Pay(c)
	s.Deliver(s.buyer, c.Orders[0])
	s.Drain()
	behind := sold{World: s.World, buyer: s.buyer, order: s.Order(c.Orders[0].ID)}
	behind.line = behind.order.Lines[0]
	r := behind.refund(t, behind.input(trade.Quality, 3000))
	s.Update(func(tx *db.Tx) error {
		return tx.SQL().Exec(`UPDATE alloc_slice SET state = 'fixed' WHERE order_id = ?`, s.order.ID).Error
	})
	s.Clock.Advance((trade.DaysToObject + 1) * day)
	posted, err := trade.PostClaims(t.Context(), s.DB)
	if posted != 1 || !errors.Is(err, alloc.ErrState) {
		t.Fatalf("posted %d, %v", posted, err)
	}
	if got := s.claim(t, broken.ID).State; got != trade.ClaimOpen {
		t.Errorf("the broken claim is %s", got)
	}
	if got := s.claim(t, r.ID).State; got != trade.ClaimPosted {
		t.Errorf("the claim behind it is %s", got)
	}
}

func TestAnObjectionStopsAClaimUntilSomebodyElseDecides(t *testing.T) {
	other := world.District
	other.UserID++
	for _, uphold := range []bool{true, false} {
		t.Run(fmt.Sprint(uphold), func(t *testing.T) {
			s := sell(t, 2)
			before := s.credited(t)
			r := s.refund(t, s.input(trade.Quality, 3000))
			s.Update(func(tx *db.Tx) error {
				return trade.Object(tx, s.Honey.Operator, r.ID, "交货时两方都看过，是好的")
			})
			s.Clock.Advance(30 * day)
			s.Drain()
			if c := s.claim(t, r.ID); c.State != trade.ClaimObjected || s.credited(t)+s.payable(t) != before {
				t.Fatalf("claim %+v was posted over an objection", c)
			}
			decide := func(by actor.Actor) (err error) {
				return s.DB.Update(t.Context(), func(tx *db.Tx) error { return trade.Decide(tx, by, r.ID, uphold, "照片与留样对得上") })
			}
			if uphold {
				if err := decide(world.District); !errors.Is(err, trade.ErrClaimAlone) {
					t.Fatalf("who made the claim upheld it: %v", err)
				}
			}
			if err := decide(other); err != nil {
				t.Fatal(err)
			}
			if err := decide(other); !errors.Is(err, trade.ErrClaimState) {
				t.Fatalf("decided twice: %v", err)
			}
			s.Drain()
			want := before
			if uphold {
				want -= s.taken(t)
			}
			if got := s.credited(t) + s.payable(t); got != want {
				t.Fatalf("households stand at %d, want %d", got, want)
			}
			s.Healthy()
		})
	}
}

func TestPackagesLeftOutBeforePacking(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 10)
	b := w.Buyer()
	c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 3})
	w.Pay(c)
	s := sold{World: w, buyer: b, order: w.Order(c.Orders[0].ID), line: c.Orders[0].Lines[0]}
	in := s.input(trade.Missing, 0)
	in.Lines[0].Cut = 3
	if err := w.Desk.GiveBack(t.Context(), world.District, w.Key(), in); !errors.Is(err, trade.ErrRefundAll) {
		t.Fatalf("nothing left to send: %v", err)
	}
	free := w.Level(w.Honey)
	in.Lines[0].Cut = 1
	r := s.refund(t, in)
	if r.Amount != s.line.UnitPrice || r.Stage != trade.InEscrow {
		t.Fatalf("refund %+v", r)
	}
	if l := w.Level(w.Honey); l.Available != free.Available+s.line.UnitQty/3 {
		t.Errorf("stock %+v, was %+v", l, free)
	}
	w.Deliver(b, s.order)
	w.Drain()
	o := w.Order(s.order.ID)
	j := journal(t, w, o, ledger.E3Sign)
	if j.Gross != int64(o.Total-s.line.UnitPrice) || o.Kept() != o.Total-s.line.UnitPrice {
		t.Errorf("signed for %d of %s", j.Gross, o.Total)
	}
	w.Healthy()
	if err := w.Desk.GiveBack(t.Context(), world.District, w.Key(), in); !errors.Is(err, trade.ErrState) {
		t.Errorf("packages left out of what was sent: %v", err)
	}
}

// An order with packages left out is cancelled for what is left of it.
func TestCancellingWhatIsLeft(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 10)
	b := w.Buyer()
	c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 3})
	w.Pay(c)
	s := sold{World: w, buyer: b, order: w.Order(c.Orders[0].ID), line: c.Orders[0].Lines[0]}
	in := s.input(trade.Missing, 0)
	in.Lines[0].Cut = 2
	s.refund(t, in)
	if err := w.Desk.CancelMine(t.Context(), b.UserID, s.order.ID, w.Key()); err != nil {
		t.Fatal(err)
	}
	w.Drain()
	if l := w.Level(w.Honey); l.Reserved != 0 {
		t.Errorf("stock %+v", l)
	}
	w.Healthy()
}

// Two refunds of one line at the same moment cannot give back more than it cost.
// Without the bound in takeFromLine both succeed.
func TestRefundsNeverExceedTheLine(t *testing.T) {
	s := sell(t, 2)
	in := s.input(trade.Goodwill, s.line.Gross*2/3)
	errs := make([]error, 4)
	var all sync.WaitGroup
	for i := range errs {
		key := s.Key()
		all.Go(func() { errs[i] = s.Desk.GiveBack(t.Context(), world.District, key, in) })
	}
	all.Wait()
	won := 0
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, trade.ErrRefundTooMuch):
			t.Error(err)
		}
	}
	if won != 1 {
		t.Fatalf("%d refunds of two thirds went through", won)
	}
	s.Drain()
	s.Healthy()
}

// Settlement and a claim on the same rows may come in any order and at once:
// what a household keeps is the same.
func TestAClaimRacesSettlement(t *testing.T) {
	s := sell(t, 2)
	before := s.credited(t)
	r := s.refund(t, s.input(trade.Quality, 3000))
	s.Update(func(tx *db.Tx) error { return trade.Object(tx, s.Honey.Operator, r.ID, "不同意") })
	s.Clock.Advance(30 * day)
	other := world.District
	other.UserID++
	var both sync.WaitGroup
	both.Go(func() {
		if err := s.DB.Update(t.Context(), func(tx *db.Tx) error { return trade.Decide(tx, other, r.ID, true, "核实无误") }); err != nil {
			t.Error(err)
		}
	})
	both.Go(s.Drain)
	both.Wait()
	s.Drain()
	if got := s.credited(t) + s.payable(t); got != before-s.taken(t) {
		t.Fatalf("households stand at %d of %d, %d taken back", got, before, s.taken(t))
	}
	s.Healthy()
}

func TestWhatARefundRefuses(t *testing.T) {
	s := sell(t, 1)
	good := s.input(trade.Quality, 3000)
	elsewhere := world.District
	elsewhere.Region = "500154"
	for name, c := range map[string]struct {
		by     actor.Actor
		change func(*trade.RefundInput)
		want   *fault.Error
	}{
		"another district": {elsewhere, func(*trade.RefundInput) {}, trade.ErrNotFound},
		"too much":         {world.District, func(in *trade.RefundInput) { in.Lines[0].Amount = s.line.Gross + 1 }, trade.ErrRefundTooMuch},
		"another's line":   {world.District, func(in *trade.RefundInput) { in.Lines[0].LineID++ }, trade.ErrRefundTooMuch},
	} {
		in := good
		in.Lines = append([]trade.RefundLine(nil), good.Lines...)
		c.change(&in)
		if err := s.Desk.GiveBack(t.Context(), c.by, s.Key(), in); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, change := range map[string]func(*trade.RefundInput){
		"reason":      func(in *trade.RefundInput) { in.Reason = "because" },
		"note":        func(in *trade.RefundInput) { in.Note = "坏" },
		"finding":     func(in *trade.RefundInput) { in.Finding = "" },
		"contact":     func(in *trade.RefundInput) { in.Contact = "letter" },
		"contact_day": func(in *trade.RefundInput) { in.ContactDay = 20991231 },
		"lines":       func(in *trade.RefundInput) { in.Lines = nil },
		"amount":      func(in *trade.RefundInput) { in.Lines = []trade.RefundLine{{LineID: s.line.ID}} },
	} {
		in := good
		change(&in)
		f, ok := fault.From(s.Desk.GiveBack(t.Context(), world.District, s.Key(), in))
		if !ok || f.Kind != fault.Invalid || len(f.Fields) == 0 {
			t.Errorf("%s: %v", name, f)
		}
	}
	s.Drain()
	s.Healthy()
}

func (s sold) payable(t *testing.T) (sum int64) {
	for _, h := range s.Honey.Households {
		sum += balance(t, s.World, s.order.Book, ledger.Payable, h.ID)
	}
	return sum
}

func (s sold) claim(t *testing.T, refundID int64) (c trade.Claim) {
	t.Helper()
	s.View(func(tx *db.Tx) (err error) {
		c, err = trade.ClaimByID(tx, refundID)
		return err
	})
	return c
}

// taken is what retraction took from the households of the order's rows.
func (s sold) taken(t *testing.T) (sum int64) {
	t.Helper()
	s.View(func(tx *db.Tx) error {
		ss, err := alloc.SlicesOfOrder(tx, s.order.ID)
		for _, x := range ss {
			back := alloc.Retracted(x.Rows, x.Retracted)
			for i, r := range x.Rows {
				if r.Role == alloc.RoleHousehold {
					sum += int64(back[i])
				}
			}
		}
		return err
	})
	return sum
}
