package trade

import (
	"cmp"
	"slices"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/money"
)

// Share is what one household gets from an order. Name is masked and empty
// without its consent: the buyer then reads 一户农户 (decisions 26).
type Share struct {
	HouseholdID int64
	Region      string
	VillageName string
	Name        string
	Amount      money.Fen
}

// SharesOf lists whom an order's rows credit, largest first; none before lots
// are bound. Names are for the paying buyer's own order only.
func SharesOf(tx *db.Tx, orderID int64) ([]Share, error) {
	ss, err := alloc.SlicesOfOrder(tx, orderID)
	if err != nil {
		return nil, err
	}
	sums := map[int64]money.Fen{}
	for _, s := range ss {
		back := alloc.Retracted(s.Rows, s.Retracted)
		for i, r := range s.Rows {
			if r.Household != 0 {
				sums[r.Household] += r.Amount - back[i]
			}
		}
	}
	ids := make([]int64, 0, len(sums))
	for id := range sums {
		ids = append(ids, id)
	}
	hs, err := household.ByIDs(tx, ids)
	if err != nil {
		return nil, err
	}
	named, err := household.Consenting(tx, ids, household.NameToBuyer)
	if err != nil {
		return nil, err
	}
	shares := make([]Share, 0, len(sums))
	for id, sum := range sums {
		h := hs[id]
		s := Share{HouseholdID: id, Region: h.Region, VillageName: h.VillageName, Amount: sum}
		if named[id] {
			s.Name = h.MaskedName
		}
		shares = append(shares, s)
	}
	slices.SortFunc(shares, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.HouseholdID, b.HouseholdID))
	})
	return shares, nil
}
