package export

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// Options of Write. From and To are months yyyymm, both included; 0 is the
// book's first and the current one.
type Options struct {
	Format   string // hledger or beancount
	Book     int32
	From, To int32
}

// Refusals, for the person at the command line.
var (
	ErrFormat = errors.New("export: the format is hledger or beancount")
	ErrEmpty  = errors.New("export: this book has no journals in these months")
)

// Write writes a book in one snapshot.
func Write(ctx context.Context, d *db.DB, o Options, out io.Writer) error {
	buffered := bufio.NewWriter(out)
	f, ok := formats(buffered)[o.Format]
	if !ok {
		return ErrFormat
	}
	err := d.Snapshot(ctx, func(tx *db.Tx) error { return write(tx, o, f) })
	if err != nil {
		return err
	}
	return buffered.Flush()
}

// format is one program's way of writing things down. Errors stay with the
// buffered writer until it is flushed.
type format interface {
	head(day clock.Day, book int32, accounts []account)
	transaction(day clock.Day, id int64, title string, legs []leg)
	balances(month int32, legs []leg)
}

func formats(out *bufio.Writer) map[string]format {
	return map[string]format{"hledger": hledger{out}, "beancount": beancount{out}}
}

// account is an account under the name both programs accept.
type account struct {
	name string
	unit ledger.Unit
}

// leg is an amount on an account: moved, or its balance. Debit is above zero.
type leg struct {
	account
	amount int64
}

func write(tx *db.Tx, o Options, f format) error {
	months, err := monthsOf(tx, o)
	if err != nil {
		return err
	}
	accounts, err := accountsOf(tx, o.Book, months)
	if err != nil {
		return err
	}
	f.head(firstDay(months[0]), o.Book, accounts)
	for i, m := range months {
		trial, err := ledger.TrialOf(tx, o.Book, m)
		if err != nil {
			return err
		}
		if i == 0 {
			writeOpening(f, m, trial)
		}
		err = ledger.EachOfBook(tx, o.Book, m, m, func(j ledger.Posted) error {
			f.transaction(bookingDay(j), j.ID, j.Kind.Title(), legsOf(j))
			return nil
		})
		if err != nil {
			return err
		}
		var ends []leg
		for _, l := range trial {
			ends = append(ends, leg{accountOf(l.Key), l.Closing})
		}
		f.balances(m, ends)
	}
	return nil
}

// writeOpening brings forward what the months before left, one transaction per
// unit.
func writeOpening(f format, month int32, trial []ledger.TrialLine) {
	for _, unit := range []ledger.Unit{ledger.InFen, ledger.InGoods} {
		var legs []leg
		for _, l := range trial {
			if l.Opening != 0 && l.Key.Code.Unit() == unit {
				legs = append(legs, leg{accountOf(l.Key), l.Opening})
			}
		}
		if len(legs) > 0 {
			f.transaction(firstDay(month), 0, "期初余额", legs)
		}
	}
}

func monthsOf(tx *db.Tx, o Options) (months []int32, err error) {
	periods, err := ledger.Periods(tx, o.Book)
	if err != nil {
		return nil, err
	}
	for _, p := range slices.Backward(periods) {
		if p.Month >= o.From && (o.To == 0 || p.Month <= o.To) {
			months = append(months, p.Month)
		}
	}
	if len(months) == 0 {
		return nil, ErrEmpty
	}
	return months, nil
}

// accountsOf are the accounts that had a balance or moved, by name.
func accountsOf(tx *db.Tx, book int32, months []int32) ([]account, error) {
	seen := map[account]bool{}
	for _, m := range months {
		trial, err := ledger.TrialOf(tx, book, m)
		if err != nil {
			return nil, err
		}
		for _, l := range trial {
			seen[accountOf(l.Key)] = true
		}
	}
	all := make([]account, 0, len(seen))
	for a := range seen {
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b account) int { return cmp.Compare(a.name, b.name) })
	return all, nil
}

func legsOf(j ledger.Posted) []leg {
	legs := make([]leg, len(j.Entries))
	for i, e := range j.Entries {
		legs[i] = leg{accountOf(e.Key), e.Amount}
	}
	return legs
}

// accountOf names an account: "Liabilities:应付待发货款:Household-71". Every part
// begins with a capital or a Chinese character, as beancount wants it.
func accountOf(k ledger.AccountKey) account {
	owner := k.Owner.String()
	owner = strings.ToUpper(owner[:1]) + owner[1:]
	name := fmt.Sprintf("%s:%s:%s-%d", rootOf(k.Code), k.Code.Title(), owner, k.OwnerID)
	if k.Sub != 0 {
		name += fmt.Sprintf("-%d", k.Sub)
	}
	return account{name, k.Code.Unit()}
}

// rootOf puts an account under one of the five roots of both programs. Goods
// come from what households brought and end as used.
func rootOf(c ledger.Code) string {
	switch {
	case c == ledger.Supplied || c/1000 == 3:
		return "Equity"
	case c.Unit() == ledger.InGoods:
		return "Assets"
	case c/1000 == 1:
		return "Assets"
	case c/1000 == 2:
		return "Liabilities"
	case c/1000 == 4:
		return "Income"
	default:
		return "Expenses"
	}
}

// bookingDay is the day of the fact, or of the posting when the fact's month was
// closed already: a transaction lies in the month it was booked into.
func bookingDay(j ledger.Posted) clock.Day {
	if d := clock.DayOf(j.EffectiveUS); int32(d/100) == j.Period {
		return d
	}
	return clock.DayOf(j.PostedUS)
}

func firstDay(month int32) clock.Day { return clock.Day(month)*100 + 1 }

// dayAfter is the first day behind a month.
func dayAfter(month int32) clock.Day {
	next := firstDay(month).Add(31)
	return next/100*100 + 1
}
