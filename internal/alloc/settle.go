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

// Settle records what is due to one payee and answers how much it is: the
// amount of each row less what refunds have taken from it, less what was settled
// before. The caller enqueues its E4 in the same transaction unless the amount is
// 0. The rows are taken off the list before anything is read, so that a refund of
// the same slice either is seen or waits (lockRows).
func Settle(tx *db.Tx, day clock.Day, p Payee) (Settlement, error) {
	s, err := settle(tx, day, p)
	if err != nil {
		return Settlement{}, fmt.Errorf("alloc: settle household %d: %w", p.Household, err)
	}
	return s, nil
}

func settle(tx *db.Tx, day clock.Day, p Payee) (Settlement, error) {
	out := Settlement{Payee: p}
	rows, err := selectDueRows(tx, day, p)
	if err != nil || len(rows) == 0 {
		return out, err
	}
	n, err := clearDue(tx, rows)
	if err != nil {
		return out, err
	}
	if n != int64(len(rows)) {
		return out, ErrState
	}
	ss, settled, err := selectSlicesOf(tx, rows)
	if err != nil {
		return out, err
	}
	for _, s := range ss {
		back := Retracted(s.Rows, s.Retracted)
		for i, r := range s.Rows {
			before, due := settled[r.ID]
			if !due {
				continue
			}
			out.Accrued = r.Account
			if upTo := r.Amount - back[i]; upTo > before {
				out.Items = append(out.Items, Item{r.ID, upTo, upTo - before, s.Retracted})
				out.Amount += upTo - before
			}
		}
	}
	return out, insertItems(tx, day, out)
}
