package bookkeeping

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// TrialLine is a line of the 科目余额表. Opening and Closing are signed, debit
// above zero.
type TrialLine struct {
	Subject       Subject
	Opening       money.Fen
	Debit, Credit money.Fen
	Closing       money.Fen
}

// Trial is a month's 科目余额表 in the order of 科目, goods left out.
func Trial(tx *db.Tx, book, month int32, r Regime) ([]TrialLine, error) {
	lines, err := ledger.TrialOf(tx, book, month)
	if err != nil {
		return nil, err
	}
	sums := map[Subject]TrialLine{}
	for _, l := range lines {
		if l.Key.Code.Unit() != ledger.InFen {
			continue
		}
		s := r.Subject(l.Key.Code)
		t := sums[s]
		t.Subject = s
		t.Opening += money.Fen(l.Opening)
		t.Debit += money.Fen(l.Dr)
		t.Credit += money.Fen(l.Cr)
		t.Closing += money.Fen(l.Closing)
		sums[s] = t
	}
	out := make([]TrialLine, 0, len(sums))
	for _, s := range sortedSubjects(sums) {
		out = append(out, sums[s])
	}
	return out, nil
}

// IncomeOf picks the lines of a trial balance that are income: what invoices will
// be compared with.
func IncomeOf(trial []TrialLine, r Regime) (out []TrialLine) {
	incomes := map[Subject]bool{}
	for _, c := range []ledger.Code{ledger.ServiceIncome, ledger.OwnSales, ledger.CashOver} {
		incomes[r.Subject(c)] = true
	}
	for _, l := range trial {
		if incomes[l.Subject] {
			out = append(out, l)
		}
	}
	return out
}
