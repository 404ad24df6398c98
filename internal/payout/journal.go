package payout

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// accounts are those a batch's journals touch (ledger.md E13).
type accounts struct {
	transit, custody ledger.AccountID
	payable          map[int64]ledger.AccountID // by household
}

func accountsOf(tx *db.Tx, b Batch, lines []Line) (accounts, error) {
	own, err := ledger.Accounts(tx,
		ledger.AccountKey{Book: b.Book, Code: ledger.PayoutTransit, Owner: ledger.OwnerMerchant, OwnerID: b.MerchantID},
		ledger.AccountKey{Book: b.Book, Code: ledger.Custody, Owner: ledger.OwnerMerchant, OwnerID: b.MerchantID})
	if err != nil {
		return accounts{}, err
	}
	keys := make([]ledger.AccountKey, len(lines))
	for i, l := range lines {
		keys[i] = ledger.AccountKey{Book: b.Book, Code: ledger.Payable, Owner: ledger.OwnerHousehold, OwnerID: l.PayeeID}
	}
	ids, err := ledger.Accounts(tx, keys...)
	if err != nil {
		return accounts{}, err
	}
	a := accounts{transit: own[0], custody: own[1], payable: make(map[int64]ledger.AccountID, len(ids))}
	for i, l := range lines {
		a.payable[l.PayeeID] = ids[i]
	}
	return a, nil
}

func (a accounts) lock(tx *db.Tx, l Line, by int64) ledger.Journal {
	return a.journal(tx, ledger.E13Lock, l, by, a.owed(l, 1), a.onTheWay(l, -1))
}

func (a accounts) paid(tx *db.Tx, l Line, by int64) ledger.Journal {
	return a.journal(tx, ledger.E13Paid, l, by, a.onTheWay(l, 1), a.bank(l, -1))
}

func (a accounts) failed(tx *db.Tx, l Line, by int64) ledger.Journal {
	return a.journal(tx, ledger.E13Failed, l, by, a.onTheWay(l, 1), a.owed(l, -1))
}

func (a accounts) returned(tx *db.Tx, l Line, by int64) ledger.Journal {
	return a.journal(tx, ledger.E13Returned, l, by, a.bank(l, 1), a.owed(l, -1))
}

func (a accounts) owed(l Line, sign int64) ledger.Leg {
	return ledger.Leg{Account: a.payable[l.PayeeID], Amount: sign * int64(l.Amount)}
}

func (a accounts) onTheWay(l Line, sign int64) ledger.Leg {
	return ledger.Leg{Account: a.transit, Amount: sign * int64(l.Amount), Dim: l.ID}
}

func (a accounts) bank(l Line, sign int64) ledger.Leg {
	return ledger.Leg{Account: a.custody, Amount: sign * int64(l.Amount)}
}

func (a accounts) journal(tx *db.Tx, k ledger.Kind, l Line, by int64, legs ...ledger.Leg) ledger.Journal {
	return ledger.Journal{Book: l.Book, Kind: k, Ref: l.ID, EffectiveUS: tx.NowUS(), Actor: by, Legs: legs}
}
