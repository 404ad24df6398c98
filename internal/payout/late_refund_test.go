package payout_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

const day = 24 * time.Hour

// paidOut is a scene in which everything that was earned lies on the households'
// cards, and twenty days have passed since.
func paidOut(t *testing.T) *scene {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	s.pay()
	if way, left := s.sums(); way != 0 || left != 0 {
		t.Fatalf("%s on the way, %s left", way, left)
	}
	s.Clock.Advance(20 * day)
	s.Drain()
	return s
}

// pay takes what is owed to the bank, and the bank says yes to all of it.
func (s *scene) pay() {
	s.T.Helper()
	b := s.exported()
	var answer strings.Builder
	answer.WriteString(heads)
	for _, l := range s.lines(b) {
		fmt.Fprintf(&answer, "%d,成功,,T%d-%d,%s\n", l.Seq, b.ID, l.Seq, l.Amount)
	}
	s.imports(b, answer.String())
	s.Drain()
}

// giveBack is the district's refund of part of what was sold.
func (s *scene) giveBack(reason trade.RefundReason, amount money.Fen) {
	s.T.Helper()
	in := trade.RefundInput{
		OrderID: s.sold.ID, Reason: reason, Note: "两罐盖子裂了，退还部分货款",
		Lines: []trade.RefundLine{{LineID: s.sold.Lines[0].ID, Amount: amount}},
	}
	if reason == trade.Quality {
		s.View(func(tx *db.Tx) error {
			in.Finding, in.Contact, in.ContactDay = "服务站开罐核实，有两罐发酵", trade.ByVisit, tx.Today()
			return nil
		})
	}
	s.must(s.Desk.GiveBack(s.T.Context(), world.District, s.Key(), in))
	s.Drain()
}

// held is what the households' accounts of a code hold together.
func (s *scene) held(code ledger.Code) (sum int64) {
	s.T.Helper()
	s.View(func(tx *db.Tx) error {
		var ids []int64
		for _, h := range s.Honey.Households {
			ids = append(ids, h.ID)
		}
		bs, err := ledger.BalancesOfOwners(tx, ledger.OwnerHousehold, ids, code)
		for _, b := range bs {
			sum += b.Amount()
		}
		return err
	})
	return sum
}

// merchant is what one of the merchant's own accounts holds.
func (s *scene) merchant(code ledger.Code) (amount int64) {
	s.T.Helper()
	s.View(func(tx *db.Tx) error {
		a, err := ledger.Account(tx, s.sold.Book, code, ledger.OwnerMerchant, s.sold.MerchantID, 0)
		if err != nil {
			return err
		}
		b, err := ledger.BalanceOf(tx, a)
		amount = b.Amount()
		return err
	})
	return amount
}

func (s *scene) passbooks() (cs []alloc.Credit) {
	s.T.Helper()
	s.View(func(tx *db.Tx) (err error) {
		var ids []int64
		for _, h := range s.Honey.Households {
			ids = append(ids, h.ID)
		}
		cs, err = alloc.Credits(tx, ids, 0, 100)
		return err
	})
	return cs
}

// domain.md §7 (d): a refund twenty days after the money was paid out is the
// merchant's. The households' books do not move by a fen.
func TestALateRefundOfPaidMoneyIsTheMerchants(t *testing.T) {
	for _, reason := range []trade.RefundReason{trade.Unproved, trade.Packing, trade.Goodwill} {
		t.Run(string(reason), func(t *testing.T) {
			s := paidOut(t)
			before := s.passbooks()
			s.giveBack(reason, 3000)
			s.Clock.Advance(30 * day)
			s.Drain()
			if got := s.merchant(ledger.RefundBorne); got != 3000 {
				t.Errorf("the merchant bears %d, want 3000", got)
			}
			for _, code := range []ledger.Code{ledger.Accrued, ledger.Payable, ledger.Recoverable} {
				if got := s.held(code); got != 0 {
					t.Errorf("%s of the households stands at %d", code.Title(), got)
				}
			}
			if after := s.passbooks(); len(before) == 0 || !reflect.DeepEqual(after, before) {
				t.Errorf("passbooks changed: %+v, were %+v", after, before)
			}
			s.Healthy()
		})
	}
}

// A household's own proven fault on money that is on its card becomes what is to
// be recovered (E8): nobody's payable goes below zero, and the next sale is paid
// in full, because setting off is off by default.
func TestAProvenFaultOnPaidMoneyIsToBeRecovered(t *testing.T) {
	s := paidOut(t)
	s.giveBack(trade.Quality, 3000)
	if got := s.held(ledger.Recoverable); got != 0 {
		t.Fatalf("%d to be recovered before the households were heard", got)
	}
	s.Clock.Advance((trade.DaysToObject + 1) * day)
	s.Drain()
	back := money.Fen(0)
	for _, c := range s.passbooks() {
		back += c.Retracted
	}
	if got := s.held(ledger.Recoverable); back == 0 || got != int64(back) {
		t.Fatalf("%d to be recovered, the rows gave back %s", got, back)
	}
	if got := s.held(ledger.Payable); got != 0 {
		t.Fatalf("payable stands at %d", got)
	}
	if got := s.merchant(ledger.RefundBorne); got != 0 {
		t.Errorf("the merchant still bears %d", got)
	}
	s.Healthy()
	s.earn(6)
	s.dropDrafts()
	_, owed := s.sums()
	b := s.exported()
	if b.Total != owed || owed == 0 || s.held(ledger.Recoverable) != int64(back) {
		t.Fatalf("paid %s of %s, %d to be recovered", b.Total, owed, s.held(ledger.Recoverable))
	}
	s.Healthy()
}
