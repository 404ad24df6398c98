package bookkeeping

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Voucher is a 记账凭证: a journal, or a day's journals of one kind added up.
type Voucher struct {
	No          int // 记-1, 记-2, … within the month
	Day         clock.Day
	Summary     string
	Lines       []VoucherLine
	Sum         money.Fen // of the debits, and of the credits
	Attachments int       // journals behind it, each with its own papers
}

// VoucherLine is one side of one 科目. Exactly one of Debit and Credit is set.
type VoucherLine struct {
	Subject       Subject
	Debit, Credit money.Fen
}

// Word is the 凭证字 of every voucher.
const Word = "记"

// Number is 凭证字号 as printed.
func (v Voucher) Number() string { return fmt.Sprintf("%s-%04d", Word, v.No) }

// Vouchers makes the vouchers of a month and hands them on one by one, numbered
// in the order of days or, one per journal, of posting. Sums are exact: nothing
// is netted between debit and credit. Goods have no vouchers.
func Vouchers(tx *db.Tx, book, month int32, c Choice, each func(Voucher) error) error {
	if c.Detail == PerJournal {
		return perJournal(tx, book, month, c.Regime, each)
	}
	return perDayAndKind(tx, book, month, c.Regime, each)
}

func perJournal(tx *db.Tx, book, month int32, r Regime, each func(Voucher) error) error {
	no := 0
	return ledger.EachOfBook(tx, book, month, month, func(j ledger.Posted) error {
		if j.Kind.Unit() != ledger.InFen {
			return nil
		}
		no++
		d := newDraft()
		d.add(r, j)
		return each(d.voucher(no, bookingDay(j), fmt.Sprintf("%s %d", j.Kind.Title(), j.Ref)))
	})
}

// perDayAndKind holds one draft per day and kind in memory: some dozens a day,
// however many journals the month has.
func perDayAndKind(tx *db.Tx, book, month int32, r Regime, each func(Voucher) error) error {
	type key struct {
		day  clock.Day
		kind ledger.Kind
	}
	drafts := map[key]*draft{}
	err := ledger.EachOfBook(tx, book, month, month, func(j ledger.Posted) error {
		if j.Kind.Unit() != ledger.InFen {
			return nil
		}
		k := key{bookingDay(j), j.Kind}
		if drafts[k] == nil {
			drafts[k] = newDraft()
		}
		drafts[k].add(r, j)
		return nil
	})
	if err != nil {
		return err
	}
	order := make([]key, 0, len(drafts))
	for k := range drafts {
		order = append(order, k)
	}
	slices.SortFunc(order, func(a, b key) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.kind, b.kind)) })
	for i, k := range order {
		d := drafts[k]
		if err := each(d.voucher(i+1, k.day, fmt.Sprintf("%s（%d笔）", k.kind.Title(), d.journals))); err != nil {
			return err
		}
	}
	return nil
}

// bookingDay is the day of the fact, or of the posting when the fact's month was
// closed already: a voucher's date lies in its month.
func bookingDay(j ledger.Posted) clock.Day {
	if d := clock.DayOf(j.EffectiveUS); int32(d/100) == j.Period {
		return d
	}
	return clock.DayOf(j.PostedUS)
}

// draft adds journals up per 科目 and side.
type draft struct {
	debit, credit map[Subject]money.Fen
	journals      int
}

func newDraft() *draft {
	return &draft{debit: map[Subject]money.Fen{}, credit: map[Subject]money.Fen{}}
}

func (d *draft) add(r Regime, j ledger.Posted) {
	d.journals++
	for _, e := range j.Entries {
		s := r.Subject(e.Key.Code)
		if e.Amount > 0 {
			d.debit[s] += money.Fen(e.Amount)
		} else {
			d.credit[s] -= money.Fen(e.Amount)
		}
	}
}

func (d *draft) voucher(no int, day clock.Day, summary string) Voucher {
	v := Voucher{No: no, Day: day, Summary: summary, Attachments: d.journals}
	for _, s := range sortedSubjects(d.debit) {
		v.Lines = append(v.Lines, VoucherLine{Subject: s, Debit: d.debit[s]})
		v.Sum += d.debit[s]
	}
	for _, s := range sortedSubjects(d.credit) {
		v.Lines = append(v.Lines, VoucherLine{Subject: s, Credit: d.credit[s]})
	}
	return v
}

func sortedSubjects[V any](m map[Subject]V) []Subject {
	all := make([]Subject, 0, len(m))
	for s := range m {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Subject) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Detail, b.Detail)) })
	return all
}
