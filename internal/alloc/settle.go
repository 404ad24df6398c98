package alloc

import (
	"fmt"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Payee is a household in a merchant's book.
type Payee struct {
	Book      int32
	Household int64
}

// Item is what one row contributes to a settlement: the range (UpTo−Amount,
// UpTo] of the row's cumulative settled amount.
type Item struct {
	Row    int64
	UpTo   money.Fen
	Amount money.Fen
	RSeen  money.Fen // the slice's cumulative refund that was taken into account
}

// Settlement is one household's E4 of one day (decisions 14).
type Settlement struct {
	Payee
	Accrued ledger.AccountID // the household's 2010 in the book
	Amount  money.Fen        // Σ of the items; may be 0 when everything was refunded
	Items   []Item
	rows    []int64
}

// Due lists whom to settle on a day, behind a payee (zero = from the first):
// signed rows whose settle day has come. A payee that was settled on this very
// day waits for the next one, because E4 has one journal per household and day.
func Due(tx *db.Tx, day clock.Day, behind Payee, limit int) ([]Payee, error) {
	ps, err := selectDue(tx, day, behind, limit)
	if err != nil {
		return nil, fmt.Errorf("alloc: due on %v: %w", day, err)
	}
	return ps, nil
}

// DueOf adds up what is due to one payee: amount less what refunds have taken
// from it, less what was settled before.
func DueOf(tx *db.Tx, day clock.Day, p Payee) (Settlement, error) {
	ss, settled, err := selectDueSlices(tx, day, p)
	if err != nil {
		return Settlement{}, fmt.Errorf("alloc: due to household %d: %w", p.Household, err)
	}
	out := Settlement{Payee: p}
	for _, s := range ss {
		back := Retracted(s.Rows, s.Retracted)
		for i, r := range s.Rows {
			before, due := settled[r.ID]
			if !due {
				continue
			}
			out.Accrued = r.Account
			out.rows = append(out.rows, r.ID)
			if upTo := r.Amount - back[i]; upTo > before {
				out.Items = append(out.Items, Item{r.ID, upTo, upTo - before, s.Retracted})
				out.Amount += upTo - before
			}
		}
	}
	return out, nil
}

// MarkSettled records a settlement made by DueOf in the same transaction; the
// caller enqueues its E4 there too, unless the amount is 0.
func MarkSettled(tx *db.Tx, day clock.Day, s Settlement) error {
	if len(s.rows) == 0 {
		return nil
	}
	if err := insertItems(tx, day, s); err != nil {
		return fmt.Errorf("alloc: settle household %d: %w", s.Household, err)
	}
	n, err := clearDue(tx, s.rows)
	if err != nil {
		return fmt.Errorf("alloc: settle household %d: %w", s.Household, err)
	}
	if n != int64(len(s.rows)) {
		return ErrState
	}
	return nil
}
