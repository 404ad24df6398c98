package world

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/payout"
)

// Staff is one of a merchant's people; n tells them apart.
func (s Shop) Staff(n int64) actor.Actor {
	return actor.Actor{UserID: 1_000 + n, Role: identity.SupplierAdmin, OrgKind: "supplier", OrgID: s.Merchant.ID, Region: s.Merchant.Region}
}

// Card makes an invented card number with a valid check digit.
func Card(n int64) string {
	body := fmt.Sprintf("621700%012d", n%1e12)
	for d := range 10 {
		if no := fmt.Sprint(body, d); household.Luhn(no) {
			return no
		}
	}
	return ""
}

// SetPayee captures an account for a household at its shop's station.
func (w *World) SetPayee(s Shop, h household.Household, card string) (p household.Payee) {
	w.T.Helper()
	w.Update(func(tx *db.Tx) (err error) {
		p, err = w.Register.SetPayee(tx, s.Operator, household.PayeeInput{
			HouseholdID: h.ID, Relation: household.Head, BankName: "梁平农商行", Account: card, Witness: "测试见证人", Agreed: true,
		})
		return err
	})
	return p
}

// Owe settles an amount to a household without a sale behind it: for tests that
// need something to pay and no doctor.
func (w *World) Owe(s Shop, h household.Household, amount int64) {
	w.T.Helper()
	w.Update(func(tx *db.Tx) error {
		book, err := ledger.BookOf(tx, ledger.OwnerMerchant, s.Merchant.ID)
		if err != nil {
			return err
		}
		ids, err := ledger.OpenAccounts(tx,
			ledger.AccountKey{Book: book.ID, Code: ledger.Accrued, Owner: ledger.OwnerHousehold, OwnerID: h.ID},
			ledger.AccountKey{Book: book.ID, Code: ledger.Payable, Owner: ledger.OwnerHousehold, OwnerID: h.ID})
		if err != nil {
			return err
		}
		return ledger.Enqueue(tx, ledger.Journal{
			Book: book.ID, Kind: ledger.E4Settle, Ref: h.ID, RefSeq: tx.NewID(), EffectiveUS: tx.NowUS(),
			Legs: []ledger.Leg{{Account: ids[0], Amount: amount}, {Account: ids[1], Amount: -amount}},
		})
	})
	w.Post()
}

// Post posts every promised journal and runs no job.
func (w *World) Post() {
	w.T.Helper()
	if err := w.Ledger.Drain(w.T.Context()); err != nil {
		w.T.Fatal(err)
	}
}

// File takes a drafted batch to its bank file: checked and approved by two of
// the merchant's people, 2 and 3.
func (w *World) File(s Shop, batchID int64) (b payout.Batch) {
	w.T.Helper()
	w.Update(func(tx *db.Tx) error {
		if _, err := w.Teller.Check(tx, s.Staff(2), w.Key(), batchID); err != nil {
			return err
		}
		_, err := w.Teller.Approve(tx, s.Staff(3), w.Key(), batchID)
		return err
	})
	w.Post()
	b, err := w.Teller.Export(w.T.Context(), w.DB, s.Staff(2), w.Key(), batchID)
	if err != nil {
		w.T.Fatal(err)
	}
	return b
}
