package app_test

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/correction"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// correct asks for a sweep of the honey shop's book to be reversed.
func (c *cast) correct() (id string) {
	c.t.Helper()
	var b ledger.Book
	c.w.Update(func(tx *db.Tx) (err error) {
		if b, err = ledger.BookOf(tx, ledger.OwnerMerchant, c.w.Honey.Merchant.ID); err != nil {
			return err
		}
		ids, err := ledger.Accounts(tx,
			ledger.AccountKey{Book: b.ID, Code: ledger.Custody, Owner: ledger.OwnerMerchant, OwnerID: b.OwnerID},
			ledger.AccountKey{Book: b.ID, Code: ledger.OwnBank, Owner: ledger.OwnerMerchant, OwnerID: b.OwnerID})
		if err != nil {
			return err
		}
		return ledger.Enqueue(tx, ledger.Journal{
			Book: b.ID, Kind: ledger.E16Safeguard, Ref: b.OwnerID, RefSeq: 1, EffectiveUS: tx.NowUS(),
			Legs: []ledger.Leg{{Account: ids[0], Amount: 3_000}, {Account: ids[1], Amount: -3_000}},
		})
	})
	if err := c.w.Ledger.Drain(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	c.w.Update(func(tx *db.Tx) error {
		j, err := ledger.JournalByKey(tx, b.ID, ledger.E16Safeguard, b.OwnerID, 1)
		if err != nil {
			return err
		}
		made, err := correction.Ask(tx, actor.Actor{UserID: 71}, correction.Input{
			Book: b, Region: c.w.Honey.Merchant.Region, Journal: j.ID, Reason: "银行没有转出这一笔",
		})
		id = fmt.Sprint(made.ID)
		return err
	})
	return id
}
