package benefit

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// keys names the accounts that the fees of a version are paid to, two per fee:
// the payee's and, for a fee that contains VAT, the merchant's tax account
// (else the payee's again).
func (v Version) keys(book int32) []ledger.AccountKey {
	var keys []ledger.AccountKey
	for _, f := range v.Fees {
		kind, _ := ledger.OwnerKindOf(f.PayeeKind)
		payee := ledger.AccountKey{Book: book, Code: f.Role.Code(), Owner: kind, OwnerID: f.PayeeID}
		tax := payee
		if f.VatBP > 0 {
			tax = ledger.AccountKey{Book: book, Code: alloc.RoleVAT.Code(), Owner: ledger.OwnerMerchant, OwnerID: v.MerchantID}
		}
		keys = append(keys, payee, tax)
	}
	return keys
}

// FeesIn returns the fees with their accounts in the merchant's book, ready for
// alloc.Cut.
func (v Version) FeesIn(tx *db.Tx, book int32) ([]alloc.Fee, error) {
	ids, err := ledger.Accounts(tx, v.keys(book)...)
	if err != nil {
		return nil, err
	}
	fees := v.Rates()
	for i := range fees {
		fees[i].Account = ids[2*i]
		if fees[i].VatBP > 0 {
			fees[i].VatAccount = ids[2*i+1]
		}
	}
	return fees, nil
}

// openAccounts opens the accounts of a version that is being written.
func (v Version) openAccounts(tx *db.Tx) error {
	book, err := ledger.BookOf(tx, ledger.OwnerMerchant, v.MerchantID)
	if err != nil {
		return err
	}
	_, err = ledger.OpenAccounts(tx, v.keys(book.ID)...)
	return err
}
