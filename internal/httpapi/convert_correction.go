package httpapi

import (
	"github.com/yigou/yigou/internal/correction"
	"github.com/yigou/yigou/internal/ledger"
)

func correctionLeg(l CorrectionLeg) ledger.Leg {
	return ledger.Leg{Account: ledger.AccountID(l.AccountId), Amount: l.AmountFen}
}

// correctionView shows a correction; its legs are named as in the journal, whose
// accounts they use.
func correctionView(c correction.Correction, j ledger.Posted, names ledgerNames, people map[int64]string) Correction {
	whose := make(map[ledger.AccountID]ledger.AccountKey, len(j.Entries))
	for _, e := range j.Entries {
		whose[e.Account] = e.Key
	}
	return Correction{
		Id: ID(c.ID), MerchantName: names.books[c.Book], State: CorrectionState(c.State), StateLabel: c.State.Word(),
		Reason: c.Reason, Note: c.Note, Author: people[c.Author], Approver: people[c.Approver],
		CreatedAt: at(c.CreatedUS), DecidedAt: at(c.DecidedUS), Journal: names.journal(j),
		Legs: mapped(c.Legs, func(l ledger.Leg) LegSide {
			k := whose[l.Account]
			return LegSide{
				AccountId: ID(l.Account), Label: k.Code.Title(), Owner: names.owner(k), Debit: max(l.Amount, 0), Credit: max(-l.Amount, 0),
			}
		}),
	}
}
