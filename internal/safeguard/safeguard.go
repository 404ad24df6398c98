package safeguard

import (
	"context"
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

var (
	held = []ledger.Code{ledger.Custody, ledger.Clearing, ledger.FairCash}
	owed = []ledger.Code{
		ledger.Escrow, ledger.Accrued, ledger.Payable, ledger.CollectiveDue, ledger.VillageReserve,
		ledger.StationDue, ledger.FreightDue, ledger.FirstMileDue, ledger.TaxDue, ledger.PlatformDue,
		ledger.PayoutTransit, ledger.RefundTransit, ledger.DonationFund, ledger.SubsidyFund, ledger.RiskFund, ledger.Suspense,
	}
)

// Held reports whether an account is custody.
func Held(c ledger.Code) bool { return slices.Contains(held, c) }

// Owed reports whether an account is owed out of custody.
func Owed(c ledger.Code) bool { return slices.Contains(owed, c) }

// Gap is by how much custody falls short of what is owed, given signed sums per
// account; below zero it is a surplus.
func Gap(sums map[ledger.Code]int64) money.Fen {
	gap := int64(0)
	for c, sum := range sums {
		if Held(c) || Owed(c) {
			gap -= sum
		}
	}
	return money.Fen(gap)
}

// Sweep moves money between the own account and custody in every book that needs
// it, and reports in how many. Running it again finds nothing to do.
func Sweep(ctx context.Context, d *db.DB) (int, error) {
	var books []ledger.Book
	err := d.View(ctx, func(tx *db.Tx) (err error) {
		books, err = ledger.BooksOfKind(tx, ledger.OwnerMerchant)
		return err
	})
	if err != nil {
		return 0, err
	}
	swept := 0
	for _, b := range books {
		err := d.Update(ctx, func(tx *db.Tx) error {
			moved, err := sweep(tx, b)
			if moved {
				swept++
			}
			return err
		})
		if err != nil {
			return swept, fmt.Errorf("safeguard: book %d: %w", b.ID, err)
		}
	}
	return swept, nil
}

// sweep waits while the book's last sweep is not yet posted: its amount would be
// counted twice.
func sweep(tx *db.Tx, b ledger.Book) (bool, error) {
	posted, waiting, err := ledger.CountOf(tx, b.ID, ledger.E16Safeguard)
	if err != nil || waiting > 0 {
		return false, err
	}
	sums, err := ledger.SumsOf(tx, b.ID)
	if err != nil {
		return false, err
	}
	amount := int64(Gap(sums))
	if amount < 0 { // a surplus
		amount = -min(-amount, max(0, sums[ledger.Custody]))
	}
	if amount == 0 {
		return false, nil
	}
	accounts, err := ledger.Accounts(tx,
		ledger.AccountKey{Book: b.ID, Code: ledger.Custody, Owner: ledger.OwnerMerchant, OwnerID: b.OwnerID},
		ledger.AccountKey{Book: b.ID, Code: ledger.OwnBank, Owner: ledger.OwnerMerchant, OwnerID: b.OwnerID})
	if err != nil {
		return false, err
	}
	return true, ledger.Enqueue(tx, ledger.Journal{
		Book: b.ID, Kind: ledger.E16Safeguard, Ref: b.OwnerID, RefSeq: posted + 1, EffectiveUS: tx.NowUS(),
		Legs: []ledger.Leg{{Account: accounts[0], Amount: amount}, {Account: accounts[1], Amount: -amount}},
	})
}
