package payout

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// MissedAfter is how many days a payout may take from its day on: checked and
// approved by people, and answered by a bank.
const MissedAfter = 3

// Missed are households that a payout day has passed by.
type Missed struct {
	Day        clock.Day // the payout day; 0 = nobody was missed
	Households []int64   // owed since before that day, not paid and not on the way
}

// MissedOf lists whom a merchant should have paid on the latest payout day whose
// time is over. It is a fact of the books, so it ends by itself when they are
// paid.
func (t *Teller) MissedOf(tx *db.Tx, merchantID int64) (m Missed, err error) {
	book, err := ledger.BookOf(tx, ledger.OwnerMerchant, merchantID)
	if err != nil {
		return m, err
	}
	day := t.rules.lastDay(tx.Today().Add(-MissedAfter))
	owed, err := owedIn(tx, book.ID)
	if err != nil || day == 0 || len(owed) == 0 {
		return m, err
	}
	ids := make([]int64, len(owed))
	for i, o := range owed {
		ids[i] = o.HouseholdID
	}
	settled, err := alloc.SettledBefore(tx, book.ID, day.Start(), ids)
	if err != nil {
		return m, err
	}
	paid, err := PaidThrough(tx, ids)
	if err != nil {
		return m, err
	}
	for _, id := range ids {
		if settled[id] > paid[alloc.Payee{Book: book.ID, Household: id}] {
			m.Day, m.Households = day, append(m.Households, id)
		}
	}
	return m, nil
}

// MissedIn counts the households of a region's merchants that were missed.
func (t *Teller) MissedIn(tx *db.Tx, merchants []int64) (n int, err error) {
	for _, id := range merchants {
		m, err := t.MissedOf(tx, id)
		if err != nil {
			return 0, err
		}
		n += len(m.Households)
	}
	return n, nil
}

// lastDay is the latest payout day up to a day; 0 when there is none in a week.
func (r Rules) lastDay(upTo clock.Day) clock.Day {
	for d := upTo; d > upTo.Add(-8); d = d.Add(-1) {
		if r.PayoutDay(d) {
			return d
		}
	}
	return 0
}
