package alloc

import (
	"errors"
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Share is a household's part in a lot. Weight is Σ qty·grade_pm of what it
// brought, in the lot's stock unit (decisions 9).
type Share struct {
	Household int64
	Account   ledger.AccountID // its 2010 in the merchant's book
	Weight    int64
}

// Take is what an order line takes from one lot.
type Take struct {
	LotID  int64
	Qty    int64 // in the lot's stock unit
	Grams  int64
	Shares []Share // everybody in the lot, frozen when it was sealed
}

// ErrTakes says that a line cannot be cut over these lots: no lot, no quantity,
// a lot or household named twice, nobody to credit. The rules that seal lots and
// pack orders make it a programming fault.
var ErrTakes = errors.New("alloc: bad takes")

// Cut cuts a goods line over the lots it takes from, in the order given (FIFO),
// by quantity, and each slice into fees and households. It is pure: the same
// arguments and ids give the same fen anywhere.
func Cut(line int64, gross money.Fen, ruleVersion int64, fees []Fee, takes []Take, newID func() int64) ([]Slice, error) {
	if err := CheckFees(fees); err != nil {
		return nil, err
	}
	if err := checkTakes(gross, takes); err != nil {
		return nil, err
	}
	qty, amount := make([]int64, len(takes)), make([]int64, len(takes))
	for i, t := range takes {
		qty[i] = t.Qty
	}
	money.Split(int64(gross), qty, amount)
	out := make([]Slice, len(takes))
	for i, t := range takes {
		s := Slice{
			ID: newID(), Line: line, Lot: t.LotID, Ord: i, Qty: t.Qty, Grams: t.Grams,
			Gross: money.Fen(amount[i]), RuleVersion: ruleVersion, State: Planned,
		}
		s.Rows = Rows(s.ID, s.Gross, t.Grams, fees, t.Shares)
		for k := range s.Rows {
			s.Rows[k].ID = newID()
		}
		out[i] = s
	}
	return out, nil
}

// Rows cuts one slice: fees first, the rest to the households by weight. The
// rows come in canonical order and without ids. Fees and shares must have passed
// the checks of Cut; doctor recomputes stored slices with it.
func Rows(sliceID int64, gross money.Fen, grams int64, fees []Fee, shares []Share) []Row {
	parts, pool := feeParts(sliceID, gross, grams, fees)
	parts = append(parts, householdParts(sliceID, pool, shares)...)
	sortCanonically(sliceID, parts)
	rows := make([]Row, len(parts))
	for i, p := range parts {
		rows[i] = Row{
			Ord: i, Role: p.role, Account: p.account, Household: p.household, Weight: p.weight,
			Amount: money.Fen(p.amount), Refundable: p.role.Refundable(),
		}
	}
	return rows
}

// householdParts splits the pool by weight; a household without weight has no row.
func householdParts(sliceID int64, pool money.Fen, shares []Share) []part {
	parts := make([]part, 0, len(shares))
	for _, s := range shares {
		if s.Weight > 0 {
			parts = append(parts, part{role: RoleHousehold, account: s.Account, household: s.Household, weight: s.Weight})
		}
	}
	sortCanonically(sliceID, parts)
	w, a := make([]int64, len(parts)), make([]int64, len(parts))
	for i := range parts {
		w[i] = parts[i].weight
	}
	money.Split(int64(pool), w, a)
	for i := range parts {
		parts[i].amount = a[i]
	}
	return parts
}

// Freight is a freight line: one slice without a lot, one row to the carrier,
// outside every percentage (decisions 13).
func Freight(line int64, gross money.Fen, carrier ledger.AccountID, newID func() int64) Slice {
	return Slice{
		ID: newID(), Line: line, Gross: gross, State: Planned,
		Rows: []Row{{ID: newID(), Role: RoleFreight, Account: carrier, Amount: gross, Refundable: RoleFreight.Refundable()}},
	}
}

func checkTakes(gross money.Fen, takes []Take) error {
	if gross < 0 || gross > money.MaxFen {
		return fmt.Errorf("%w: gross %d", ErrTakes, gross)
	}
	if len(takes) == 0 {
		return fmt.Errorf("%w: no lot", ErrTakes)
	}
	var lots []int64
	qty := int64(0)
	for _, t := range takes {
		if t.LotID == 0 || slices.Contains(lots, t.LotID) {
			return fmt.Errorf("%w: lot %d twice or missing", ErrTakes, t.LotID)
		}
		if t.Qty <= 0 || t.Qty > money.MaxWeight || t.Grams < 0 || t.Grams > money.MaxWeight {
			return fmt.Errorf("%w: lot %d: quantity %d, %d g", ErrTakes, t.LotID, t.Qty, t.Grams)
		}
		if qty += t.Qty; qty > money.MaxWeight {
			return fmt.Errorf("%w: the line takes %d", ErrTakes, qty)
		}
		if err := checkShares(t.Shares); err != nil {
			return fmt.Errorf("lot %d: %w", t.LotID, err)
		}
		lots = append(lots, t.LotID)
	}
	return nil
}

func checkShares(shares []Share) error {
	sum, seen := int64(0), make(map[int64]bool, len(shares))
	for _, s := range shares {
		if s.Household == 0 || s.Account == 0 || seen[s.Household] {
			return fmt.Errorf("%w: household %d twice or without an account", ErrTakes, s.Household)
		}
		if s.Weight < 0 || s.Weight > money.MaxWeight {
			return fmt.Errorf("%w: household %d weighs %d", ErrTakes, s.Household, s.Weight)
		}
		seen[s.Household] = true
		if sum += s.Weight; sum > money.MaxWeight {
			return fmt.Errorf("%w: the weights sum to %d", ErrTakes, sum)
		}
	}
	if sum == 0 {
		return fmt.Errorf("%w: nobody to credit", ErrTakes)
	}
	return nil
}
