package world

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
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
