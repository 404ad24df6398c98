package alloc

import (
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// State of a slice.
type State string

// The states, in order.
const (
	Planned State = "planned" // packed: may still be deleted
	Fixed   State = "fixed"   // shipped: never changes again
	Signed  State = "signed"  // its rows are posted
)

// Slice is the part of an order line that came from one lot.
type Slice struct {
	ID          int64
	Book        int32 // set when read
	Order       int64 // set when read
	Line        int64
	Lot         int64 // 0 for freight
	Ord         int   // FIFO order within the line, from 0
	Qty         int64 // in the lot's stock unit
	Grams       int64
	Gross       money.Fen
	Retracted   money.Fen // refunded so far, 0…Gross
	RuleVersion int64     // benefit version; 0 for freight
	State       State
	Rows        []Row // in canonical order
}

// Row is who gets which part of a slice.
type Row struct {
	ID         int64
	Ord        int // canonical order within the slice, from 0
	Role       Role
	Account    ledger.AccountID
	Household  int64 // 0 for fees
	Weight     int64 // a household's weight in the lot; 0 for fees
	Amount     money.Fen
	Refundable bool
}

// Retracted is what a cumulative refund of r takes from each row, in the order
// of the rows: Retract over the refundable ones (ledger.md §3). What exceeds
// their sum is borne by somebody else.
func Retracted(rows []Row, r money.Fen) []money.Fen {
	c, sum := make([]int64, len(rows)), int64(0)
	for i, row := range rows {
		if row.Refundable {
			c[i] = int64(row.Amount)
			sum += c[i]
		}
	}
	out := make([]money.Fen, len(rows))
	if sum == 0 || r <= 0 {
		return out
	}
	a := make([]int64, len(rows))
	money.Retract(min(int64(r), sum), c, a)
	for i := range a {
		out[i] = money.Fen(a[i])
	}
	return out
}

// Legs returns the credits that sign-off posts for slices: one per row with an
// amount, carrying the row's id (doctor I11).
func Legs(ss []Slice) []ledger.Leg {
	var legs []ledger.Leg
	for _, s := range ss {
		for _, r := range s.Rows {
			if r.Amount > 0 {
				legs = append(legs, ledger.Leg{Account: r.Account, Amount: -int64(r.Amount), Row: r.ID})
			}
		}
	}
	return legs
}
