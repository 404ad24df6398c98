package bookkeeping_test

import (
	"bytes"
	"errors"
	"regexp"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/bookkeeping"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// Every line of our chart in fen has a 科目 in every regime, so that no code of
// ours can reach a screen.
func TestEveryAccountHasItsSubject(t *testing.T) {
	if len(bookkeeping.Regimes()) != 3 {
		t.Fatalf("%d regimes", len(bookkeeping.Regimes()))
	}
	code := regexp.MustCompile(`^\d{3,4}$`)
	for _, r := range bookkeeping.Regimes() {
		if r.Title == "" || r.Basis == "" || r.Version < 1 {
			t.Errorf("%+v", r)
		}
		for _, l := range ledger.Chart() {
			if s := r.Subject(l.Code); l.Code.Unit() == ledger.InFen && (!code.MatchString(s.Code) || s.Name == "") {
				t.Errorf("%s has no 科目 for %s %s", r.Title, l.Code, l.Title)
			}
		}
	}
}

var (
	maker   = actor.Actor{UserID: 71}
	checker = actor.Actor{UserID: 72}
)

// year is a district whose honey shop sold in two months; the clock stands in the
// third.
func year(t *testing.T) (*world.World, ledger.Book, []int32) {
	t.Helper()
	w := world.New(t)
	w.Stock(w.Honey, 40)
	b := w.Buyer()
	var months []int32
	for range 2 {
		months = append(months, month(w))
		for range 3 {
			c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 2})
			w.Pay(c)
			w.Deliver(b, c.Orders[0])
			w.Drain()
		}
		w.Clock.Advance(31 * 24 * time.Hour)
	}
	w.Drain()
	var book ledger.Book
	w.View(func(tx *db.Tx) (err error) {
		book, err = ledger.BookOf(tx, ledger.OwnerMerchant, w.Honey.Merchant.ID)
		return err
	})
	return w, book, months
}

func month(w *world.World) (m int32) {
	w.View(func(tx *db.Tx) error { m = int32(tx.Today() / 100); return nil })
	return m
}

// The vouchers of a month balance one by one and sum to its trial balance,
// whichever way they are added up.
func TestVouchersSumToTheTrialBalance(t *testing.T) {
	w, book, months := year(t)
	regime := bookkeeping.Regimes()[0]
	for _, detail := range []bookkeeping.Detail{bookkeeping.PerDayKind, bookkeeping.PerJournal} {
		choice := bookkeeping.Choice{Regime: regime, Detail: detail}
		w.View(func(tx *db.Tx) error {
			debit, credit := map[bookkeeping.Subject]money.Fen{}, map[bookkeeping.Subject]money.Fen{}
			papers, last := 0, 0
			err := bookkeeping.Vouchers(tx, book.ID, months[0], choice, func(v bookkeeping.Voucher) error {
				var d, c money.Fen
				for _, l := range v.Lines {
					d, c = d+l.Debit, c+l.Credit
					debit[l.Subject] += l.Debit
					credit[l.Subject] += l.Credit
				}
				if d != c || d != v.Sum || v.No != last+1 || int32(v.Day/100) != months[0] || v.Summary == "" {
					t.Errorf("%s: %+v", detail, v)
				}
				papers, last = papers+v.Attachments, v.No
				return nil
			})
			if err != nil || papers < 6 { // payment and sign-off of three orders
				t.Errorf("%s: %d papers, %v", detail, papers, err)
			}
			trial, err := bookkeeping.Trial(tx, book.ID, months[0], regime)
			sum := money.Fen(0)
			for _, l := range trial {
				if l.Debit != debit[l.Subject] || l.Credit != credit[l.Subject] {
					t.Errorf("%s: %+v, vouchers %d and %d", detail, l, debit[l.Subject], credit[l.Subject])
				}
				sum += l.Closing
			}
			if sum != 0 || len(trial) == 0 || last == 0 {
				t.Errorf("%s: %d lines sum to %d", detail, len(trial), sum)
			}
			return err
		})
	}
}

// Each layout writes one row per line of a voucher under its headings.
func TestFilesInEveryLayout(t *testing.T) {
	w, book, months := year(t)
	choice := bookkeeping.Choice{Regime: bookkeeping.Regimes()[2], Detail: bookkeeping.PerJournal}
	for _, l := range bookkeeping.Layouts() {
		w.View(func(tx *db.Tx) error {
			lines := 0
			err := bookkeeping.Vouchers(tx, book.ID, months[0], choice, func(v bookkeeping.Voucher) error { lines += len(v.Lines); return nil })
			if err != nil {
				return err
			}
			var file bytes.Buffer
			if err := bookkeeping.WriteFile(tx, book.ID, months[0], choice, l.Key, &file); err != nil {
				return err
			}
			x, err := excelize.OpenReader(&file)
			if err != nil {
				return err
			}
			rows, err := x.GetRows(x.GetSheetName(0))
			if len(rows) != lines+1 || rows[0][0] != l.Columns[0].Title || len(rows[0]) != len(l.Columns) {
				t.Errorf("%s: %d rows for %d lines, %v", l.Key, len(rows), lines, rows[0])
			}
			return err
		})
	}
	err := w.DB.View(t.Context(), func(tx *db.Tx) error {
		return bookkeeping.WriteFile(tx, book.ID, months[0], choice, "unheard_of", &bytes.Buffer{})
	})
	if !errors.Is(err, bookkeeping.ErrLayout) {
		t.Errorf("%v", err)
	}
}

// A closed month keeps the regime it was closed under; a choice holds from the
// first open month on.
func TestAClosedMonthKeepsItsRegime(t *testing.T) {
	w, book, months := year(t)
	w.Update(func(tx *db.Tx) error { return bookkeeping.AskClose(tx, maker, book, months[0]) })
	w.Update(func(tx *db.Tx) error { return bookkeeping.ConfirmClose(tx, checker, book, months[0], "collective") })
	w.Update(func(tx *db.Tx) error {
		return bookkeeping.Choose(tx, maker, book, "collective", bookkeeping.SmallBusiness, bookkeeping.PerJournal)
	})
	w.View(func(tx *db.Tx) error {
		for m, want := range map[int32]bookkeeping.Key{months[0]: bookkeeping.VillageCollective, months[1]: bookkeeping.SmallBusiness} {
			c, err := bookkeeping.ChoiceOf(tx, book.ID, m, "collective")
			if err != nil || c.Regime.Key != want {
				t.Errorf("%d: %s %v, want %s", m, c.Regime.Key, err, want)
			}
		}
		return nil
	})
	err := w.DB.Update(t.Context(), func(tx *db.Tx) error {
		return bookkeeping.Choose(tx, maker, book, "collective", "unheard_of", bookkeeping.PerJournal)
	})
	if !errors.Is(err, bookkeeping.ErrChoice) {
		t.Errorf("%v", err)
	}
}
