package payout

import (
	"context"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// payeesPerCommit bounds how long one settlement transaction holds the writer.
const payeesPerCommit = 100

// Settle moves every row due by today from accrued (2010) to payable (2011). It
// reports how many households were settled. Running it again the same day finds
// nothing left: rows signed today are due tomorrow at the earliest.
func Settle(ctx context.Context, d *db.DB) (int, error) {
	settled := 0
	behind := alloc.Payee{}
	for {
		var due []alloc.Payee
		err := d.Update(ctx, func(tx *db.Tx) (err error) {
			if due, err = alloc.Due(tx, tx.Today(), behind, payeesPerCommit); err != nil {
				return err
			}
			for _, p := range due {
				if err := settle(tx, tx.Today(), p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(due) == 0 {
			return settled, err
		}
		settled += len(due)
		behind = due[len(due)-1]
	}
}

// settle is the E4 of one household in one book and day.
func settle(tx *db.Tx, day clock.Day, p alloc.Payee) error {
	s, err := alloc.Settle(tx, day, p)
	if err != nil || s.Amount == 0 {
		return err
	}
	payable, err := ledger.Account(tx, p.Book, ledger.Payable, ledger.OwnerHousehold, p.Household, 0)
	if err != nil {
		return err
	}
	return ledger.Enqueue(tx, ledger.Journal{
		Book: p.Book, Kind: ledger.E4Settle, Ref: p.Household, RefSeq: int64(day), EffectiveUS: tx.NowUS(),
		Legs: []ledger.Leg{{Account: s.Accrued, Amount: int64(s.Amount)}, {Account: payable, Amount: -int64(s.Amount)}},
	})
}
