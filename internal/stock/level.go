package stock

import (
	"cmp"
	"slices"

	"github.com/yigou/yigou/internal/db"
)

// Key names one stock level.
type Key struct{ MerchantID, StationID, ProduceID int64 }

// Level is how much of one produce can be sold and how much is promised to
// orders that are not packed.
type Level struct {
	ID int64
	Key
	Available int64
	Reserved  int64
}

// Demand is a wish for stock, in the produce's unit.
type Demand struct {
	Key
	Qty int64
}

// sum adds up the demand of each key and orders it by level id: two lines of one
// produce are one wish, and every transaction locks in the same order.
func sum(tx *db.Tx, ds []Demand) ([]Level, error) {
	want := map[Key]int64{}
	keys := make([]Key, 0, len(ds))
	for _, d := range ds {
		if want[d.Key] == 0 {
			keys = append(keys, d.Key)
		}
		want[d.Key] += d.Qty
	}
	out := make([]Level, 0, len(keys))
	for _, k := range keys {
		id, err := levelID(tx, k)
		if err != nil {
			return nil, err
		}
		out = append(out, Level{ID: id, Key: k, Reserved: want[k]})
	}
	slices.SortFunc(out, func(a, b Level) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// levelID is the id of a level, which it keeps for ever; ErrShort when there
// never was any stock.
func levelID(tx *db.Tx, k Key) (int64, error) {
	return db.Kept(tx, levelKey{}, k, func() (int64, error) {
		levels, err := Levels(tx, []Key{k})
		if err != nil {
			return 0, err
		}
		if l, ok := levels[k]; ok {
			return l.ID, nil
		}
		return 0, ErrShort
	})
}

type levelKey struct{}

// Reserve moves stock from available to reserved, all of it or nothing: ErrShort
// when any level is too low. Call it last in the transaction; it takes the
// contended row locks.
func Reserve(tx *db.Tx, ds []Demand) error {
	return move(tx, ds, reserve)
}

// Release moves reserved stock back to available: an order closed or cancelled.
func Release(tx *db.Tx, ds []Demand) error {
	return move(tx, ds, release)
}

func move(tx *db.Tx, ds []Demand, one func(tx *db.Tx, levelID, qty int64) error) error {
	wants, err := sum(tx, ds)
	if err != nil {
		return err
	}
	for _, w := range wants {
		if err := one(tx, w.ID, w.Reserved); err != nil {
			return err
		}
	}
	return nil
}
