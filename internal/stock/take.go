package stock

import (
	"github.com/yigou/yigou/internal/db"
)

// Taken is a part of a lot bound to an order line.
type Taken struct {
	Lot Lot
	Qty int64
}

// Take moves qty of reserved stock out of sealed lots: the scanned lots in their
// order when there are any, else the oldest first (FIFO by sealing, then id).
// ErrLotShort when the lots do not hold enough.
func Take(tx *db.Tx, k Key, qty int64, scanned []int64) ([]Taken, error) {
	lots, err := lotsToTake(tx, k, scanned)
	if err != nil {
		return nil, err
	}
	var taken []Taken
	left := qty
	for _, l := range lots {
		n := min(left, l.Remaining)
		if n == 0 {
			continue
		}
		if err := takeFromLot(tx, l.ID, n); err != nil {
			return nil, err
		}
		taken = append(taken, Taken{Lot: l, Qty: n})
		if left -= n; left == 0 {
			return taken, consume(tx, k, qty)
		}
	}
	return nil, ErrLotShort
}

// PutBack undoes Take: the parcel was unpacked.
func PutBack(tx *db.Tx, k Key, parts []Taken) error {
	total := int64(0)
	for _, p := range parts {
		if err := takeFromLot(tx, p.Lot.ID, -p.Qty); err != nil {
			return err
		}
		total += p.Qty
	}
	return consume(tx, k, -total)
}

func lotsToTake(tx *db.Tx, k Key, scanned []int64) ([]Lot, error) {
	if len(scanned) == 0 {
		return LotsInStock(tx, k)
	}
	found, err := LotsByID(tx, scanned)
	if err != nil {
		return nil, err
	}
	lots := make([]Lot, 0, len(scanned))
	for _, lotID := range scanned {
		l, ok := found[lotID]
		if !ok || l.State != Sealed || (Key{l.MerchantID, l.StationID, l.ProduceID}) != k {
			return nil, ErrLotShort.With("扫描的批次不属于这件商品，请核对标签")
		}
		lots = append(lots, l)
	}
	return lots, nil
}
