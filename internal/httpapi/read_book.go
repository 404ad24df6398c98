package httpapi

import (
	"bytes"
	"context"
	"strconv"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/bookkeeping"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/supplier"
)

// vouchersShown is how many vouchers a page shows; the file has all.
const vouchersShown = 100

// book is the caller's book and what kind of merchant owns it.
type book struct {
	ledger.Book
	kind string
}

// myBook is the book of the merchant the caller acts for. Refusals:
// supplier.ErrUnknown, ledger.ErrNoBook.
func myBook(tx *db.Tx, a actor.Actor) (book, error) {
	m, err := supplier.Get(tx, a.Region, a.OrgID)
	if err != nil {
		return book{}, err
	}
	b, err := ledger.BookOf(tx, ledger.OwnerMerchant, m.ID)
	return book{b, string(m.Kind)}, err
}

// monthOf reads a month that the contract has checked.
func monthOf(text string) int32 {
	n, _ := strconv.ParseInt(text, 10, 32) // six digits
	return int32(n)
}

func readBook(tx *db.Tx, a actor.Actor) (Book, error) {
	b, err := myBook(tx, a)
	if err != nil {
		return Book{}, err
	}
	periods, err := ledger.Periods(tx, b.ID)
	if err != nil {
		return Book{}, err
	}
	choice, err := bookkeeping.ChoiceOf(tx, b.ID, int32(tx.Today()/100), b.kind)
	if err != nil {
		return Book{}, err
	}
	months, err := readMonths(tx, a, periods)
	return bookView(choice, months), err
}

// readMonths tells of each month what the caller may do: ask where it is its
// turn, confirm where somebody else asked. Periods are the newest first.
func readMonths(tx *db.Tx, a actor.Actor, periods []ledger.Period) ([]BookMonth, error) {
	names, err := identity.Names(tx, append(
		keys(periods, func(p ledger.Period) int64 { return p.AskedBy }),
		keys(periods, func(p ledger.Period) int64 { return p.ClosedBy })...))
	if err != nil {
		return nil, err
	}
	current := int32(tx.Today() / 100)
	out := make([]BookMonth, len(periods))
	for i, p := range periods {
		turn := p.Month < current && p.State != ledger.PeriodClosed &&
			(i == len(periods)-1 || periods[i+1].State == ledger.PeriodClosed)
		out[i] = bookMonth(p, names)
		out[i].Current = p.Month == current
		out[i].MayAsk = turn
		out[i].MayConfirm = turn && p.State == ledger.PeriodAsked && p.AskedBy != a.UserID
	}
	return out, nil
}

func readMonth(tx *db.Tx, a actor.Actor, b book, month int32) (BookMonth, error) {
	periods, err := ledger.Periods(tx, b.ID)
	if err != nil {
		return BookMonth{}, err
	}
	months, err := readMonths(tx, a, periods)
	if err != nil {
		return BookMonth{}, err
	}
	for i, p := range periods {
		if p.Month == month {
			return months[i], nil
		}
	}
	return BookMonth{}, ledger.ErrPeriodUnknown
}

func (s *Server) changeMonth(ctx context.Context, month int32, step func(*db.Tx, actor.Actor, book, int32) error) (out BookMonth, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		b, err := myBook(tx, a)
		if err != nil {
			return err
		}
		if err := step(tx, a, b, month); err != nil {
			return err
		}
		out, err = readMonth(tx, a, b, month)
		return err
	})
	return out, err
}

func readMonthView(tx *db.Tx, a actor.Actor, month int32) (out BookMonthView, err error) {
	b, err := myBook(tx, a)
	if err != nil {
		return out, err
	}
	head, err := readMonth(tx, a, b, month)
	if err != nil {
		return out, err
	}
	choice, err := bookkeeping.ChoiceOf(tx, b.ID, month, b.kind)
	if err != nil {
		return out, err
	}
	trial, err := bookkeeping.Trial(tx, b.ID, month, choice.Regime)
	if err != nil {
		return out, err
	}
	out = monthView(head, choice, trial)
	out.Vouchers = []Voucher{}
	err = bookkeeping.Vouchers(tx, b.ID, month, choice, func(v bookkeeping.Voucher) error {
		out.VoucherCount++
		if len(out.Vouchers) < vouchersShown {
			out.Vouchers = append(out.Vouchers, voucher(v))
		}
		return nil
	})
	return out, err
}

func (s *Server) readVoucherFile(ctx context.Context, month int32, layout string) (*bytes.Buffer, error) {
	file := &bytes.Buffer{}
	err := s.DB.Snapshot(ctx, func(tx *db.Tx) error {
		b, err := myBook(tx, actorOf(ctx))
		if err != nil {
			return err
		}
		if _, err := ledger.PeriodOf(tx, b.ID, month); err != nil {
			return err
		}
		choice, err := bookkeeping.ChoiceOf(tx, b.ID, month, b.kind)
		if err != nil {
			return err
		}
		return bookkeeping.WriteFile(tx, b.ID, month, choice, layout, file)
	})
	return file, err
}

// attachment tells a browser to save an answer under a name of plain letters.
func attachment(name string) string { return `attachment; filename="` + name + `"` }

// sumOf adds one column of a trial balance up.
func sumOf(lines []bookkeeping.TrialLine, column func(bookkeeping.TrialLine) money.Fen) (sum int64) {
	for _, l := range lines {
		sum += int64(column(l))
	}
	return sum
}
