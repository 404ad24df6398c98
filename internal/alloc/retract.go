package alloc

import (
	"fmt"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Withdrawal is what a retraction took from one row. Swept is the part of it
// that had been settled already: the household's payable gives it back, or what
// is not there any more is to be recovered (ledger.md E7, E8).
type Withdrawal struct {
	Row    Row
	RAfter money.Fen // the slice's cumulative retraction with this one
	Amount money.Fen
	Swept  money.Fen
}

// retractable is what the refundable rows of a slice still hold.
func (s Slice) retractable() money.Fen {
	sum := -s.Retracted
	for _, r := range s.Rows {
		if r.Refundable {
			sum += r.Amount
		}
	}
	return max(0, sum)
}

// Retract takes an amount of a signed line back from its rows, slice by slice in
// proportion to what each still holds, and inside a slice by Retract on the
// cumulative amount (ledger.md §3). A line is retracted once per refund. It
// answers how much it could take and from whom; a line that is being settled or
// retracted by somebody else at this moment is waited for.
func Retract(tx *db.Tx, refund, line int64, amount money.Fen) (taken money.Fen, from []Withdrawal, err error) {
	if err := lockRows(tx, line); err != nil {
		return 0, nil, fmt.Errorf("alloc: hold line %d: %w", line, err)
	}
	ss, err := SlicesOfLines(tx, []int64{line})
	if err != nil {
		return 0, nil, err
	}
	for _, s := range ss {
		if s.State != Signed {
			return 0, nil, ErrState
		}
	}
	part := shareOut(ss, amount)
	for i, s := range ss {
		if part[i] == 0 {
			continue
		}
		ws, err := retractSlice(tx, refund, s, s.Retracted+part[i])
		if err != nil {
			return 0, nil, fmt.Errorf("alloc: retract slice %d: %w", s.ID, err)
		}
		taken, from = taken+part[i], append(from, ws...)
	}
	return taken, from, nil
}

// shareOut divides what is taken from a line over its slices, at most what they
// hold.
func shareOut(ss []Slice, amount money.Fen) []money.Fen {
	holds, part, out := make([]int64, len(ss)), make([]int64, len(ss)), make([]money.Fen, len(ss))
	room := money.Fen(0)
	for i, s := range ss {
		holds[i] = int64(s.retractable())
		room += s.retractable()
	}
	if room == 0 || amount <= 0 {
		return out
	}
	money.Split(int64(min(amount, room)), holds, part)
	for i, p := range part {
		out[i] = money.Fen(p)
	}
	return out
}

// WouldTake is what Retract would take from a household now.
func WouldTake(tx *db.Tx, line int64, amount money.Fen, household int64) (sum money.Fen, err error) {
	ss, err := SlicesOfLines(tx, []int64{line})
	if err != nil {
		return 0, err
	}
	part := shareOut(ss, amount)
	for i, s := range ss {
		sum += between(s, s.Retracted, s.Retracted+part[i], household)
	}
	return sum, nil
}

// TakenFrom is what a refund took from a household.
func TakenFrom(tx *db.Tx, refund, household int64) (sum money.Fen, err error) {
	ranges, err := selectRanges(tx, refund)
	if err != nil {
		return 0, fmt.Errorf("alloc: refund %d: %w", refund, err)
	}
	ids := make([]int64, 0, len(ranges))
	for id := range ranges {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return 0, nil
	}
	ss, err := found(selectSlices(tx, `id IN ?`, ids))
	for _, s := range ss {
		sum += between(s, ranges[s.ID].before, ranges[s.ID].after, household)
	}
	return sum, err
}

// between is what moving a slice's retraction takes from a household.
func between(s Slice, before, after money.Fen, household int64) (sum money.Fen) {
	was, is := Retracted(s.Rows, before), Retracted(s.Rows, after)
	for i, r := range s.Rows {
		if r.Household == household {
			sum += is[i] - was[i]
		}
	}
	return sum
}

// retractSlice moves a slice's cumulative retraction to after.
func retractSlice(tx *db.Tx, refund int64, s Slice, after money.Fen) ([]Withdrawal, error) {
	if err := insertRetract(tx, refund, s, after); err != nil {
		return nil, err
	}
	settled, err := selectSettled(tx, s.ID)
	if err != nil {
		return nil, err
	}
	was, is := Retracted(s.Rows, s.Retracted), Retracted(s.Rows, after)
	var ws []Withdrawal
	for i, r := range s.Rows {
		if is[i] == was[i] {
			continue
		}
		over := func(back money.Fen) money.Fen { return max(0, settled[r.ID]-(r.Amount-back)) }
		ws = append(ws, Withdrawal{Row: r, RAfter: after, Amount: is[i] - was[i], Swept: over(is[i]) - over(was[i])})
	}
	return ws, nil
}

// WithdrawalLegs returns the debits that take a retraction back, one per row,
// carrying the row's id (doctor I10).
func WithdrawalLegs(ws []Withdrawal) []ledger.Leg {
	legs := make([]ledger.Leg, len(ws))
	for i, w := range ws {
		legs[i] = ledger.Leg{Account: w.Row.Account, Amount: int64(w.Amount), Row: w.Row.ID}
	}
	return legs
}

// Postpone keeps a line's households from being settled before a day: somebody
// has complained about the goods (decisions 14). What is settled already stays.
func Postpone(tx *db.Tx, line int64, day clock.Day) error {
	if err := postpone(tx, line, day); err != nil {
		return fmt.Errorf("alloc: postpone line %d: %w", line, err)
	}
	return nil
}
