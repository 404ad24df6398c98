package app_test

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/recovery"
)

// recover records that a household of the honey shop gave something back.
func (c *cast) recover() (id string) {
	c.t.Helper()
	h := c.w.Honey.Households[0]
	var b ledger.Book
	c.w.Update(func(tx *db.Tx) (err error) {
		if b, err = ledger.BookOf(tx, ledger.OwnerMerchant, c.w.Honey.Merchant.ID); err != nil {
			return err
		}
		owed, err := ledger.OpenAccount(tx, b.ID, ledger.Recoverable, ledger.OwnerHousehold, h.ID, 0)
		if err != nil {
			return err
		}
		bank, err := ledger.Account(tx, b.ID, ledger.OwnBank, ledger.OwnerMerchant, b.OwnerID, 0)
		if err != nil {
			return err
		}
		return ledger.Enqueue(tx, ledger.Journal{
			Book: b.ID, Kind: ledger.E7Sweep, Ref: h.ID, RefSeq: 1, EffectiveUS: tx.NowUS(),
			Legs: []ledger.Leg{{Account: owed, Amount: 3_000}, {Account: bank, Amount: -3_000}},
		})
	})
	if err := c.w.Ledger.Drain(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	c.w.Update(func(tx *db.Tx) error {
		made, err := recovery.Ask(tx, actor.Actor{UserID: 72}, recovery.Input{
			Book: b, Region: c.w.Honey.Merchant.Region, Household: h.ID, Way: recovery.GivenBack, Amount: 3_000, Reason: "银行回单 0001",
		})
		id = fmt.Sprint(made.ID)
		return err
	})
	return id
}
