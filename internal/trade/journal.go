package trade

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// merchantAccount finds one of the merchant's own accounts in its book.
func merchantAccount(tx *db.Tx, o Order, code ledger.Code) (ledger.AccountID, error) {
	return ledger.Account(tx, o.Book, code, ledger.OwnerMerchant, o.MerchantID, 0)
}

// enqueueMove promises the journal that moves one amount between two accounts:
// debit +amount, credit −amount.
func enqueueMove(tx *db.Tx, j ledger.Journal, debit, credit ledger.Leg, amount int64) error {
	debit.Amount, credit.Amount = amount, -amount
	j.EffectiveUS = tx.NowUS()
	j.Legs = []ledger.Leg{debit, credit}
	return ledger.Enqueue(tx, j)
}

// enqueuePaid is E1: the channel holds the buyer's money for the order.
func enqueuePaid(tx *db.Tx, p Part, channel string, paidUS int64) error {
	from, err := clearing(tx, p.Book, channel)
	if err != nil {
		return err
	}
	escrow, err := ledger.Account(tx, p.Book, ledger.Escrow, ledger.OwnerMerchant, p.MerchantID, 0)
	if err != nil {
		return err
	}
	return ledger.Enqueue(tx, ledger.Journal{
		Book: p.Book, Kind: ledger.E1Pay, Ref: p.OrderID, Order: p.OrderID, EffectiveUS: paidUS,
		Legs: []ledger.Leg{
			{Account: from, Amount: int64(p.Amount)},
			{Account: escrow, Amount: -int64(p.Amount), Dim: p.OrderID},
		},
	})
}
