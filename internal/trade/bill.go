package trade

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/db"
)

// Bill is 助农账单 of an order: its parts sum to the order's total.
type Bill struct {
	Exact bool // the rows bound at packing; before that, what the frozen rule gives
	Parts []alloc.Part
}

// BillOf divides an order's total by role. Once lots are bound it is the sum of
// the rows that the journal posts, to the fen.
func BillOf(tx *db.Tx, o Order) (Bill, error) {
	slices, err := alloc.SlicesOfOrder(tx, o.ID)
	if err != nil {
		return Bill{}, err
	}
	if len(slices) > 0 {
		return Bill{Exact: true, Parts: sumRows(slices)}, nil
	}
	versions, err := benefit.ByID(tx, versionIDs(o))
	if err != nil {
		return Bill{}, err
	}
	var b Bill
	for _, l := range o.Lines {
		if l.Kind == Freight {
			b.Parts = addPart(b.Parts, alloc.Part{Role: alloc.RoleFreight, Amount: l.Gross})
			continue
		}
		parts, err := versions[l.BenefitVersionID].Bill(l.Gross, l.Grams)
		if err != nil {
			return Bill{}, err
		}
		for _, p := range parts {
			b.Parts = addPart(b.Parts, p)
		}
	}
	return b, nil
}

func sumRows(slices []alloc.Slice) (parts []alloc.Part) {
	for _, s := range slices {
		for _, r := range s.Rows {
			parts = addPart(parts, alloc.Part{Role: r.Role, Amount: r.Amount})
		}
	}
	return parts
}

func addPart(parts []alloc.Part, p alloc.Part) []alloc.Part {
	for i := range parts {
		if parts[i].Role == p.Role {
			parts[i].Amount += p.Amount
			return parts
		}
	}
	return append(parts, p)
}

func versionIDs(o Order) []int64 {
	var ids []int64
	for _, l := range o.Lines {
		if l.Kind == Goods {
			ids = append(ids, l.BenefitVersionID)
		}
	}
	return ids
}
