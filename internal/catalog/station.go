package catalog

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
)

// RenameStation carries a station's new name to its products, which lists show
// and search finds by it. What the public reads of the station is read anew.
func RenameStation(tx *db.Tx, stationID int64, name string) error {
	db.Changed(tx)
	renamed, err := updateStationName(tx, stationID, name)
	if err != nil || renamed == 0 {
		return err
	}
	return eachOnSale(tx, Scope{StationID: stationID}, func(id int64) error { return reindex(tx, id, OnSale) })
}

// SuspendAll takes everything of a scope off the shelf; the station may put
// each back when the reason is gone. It returns how many there were.
func SuspendAll(tx *db.Tx, a actor.Actor, sc Scope, reason string) (n int, err error) {
	err = eachOnSale(tx, sc, func(id int64) error {
		n++
		_, err := Suspend(tx, a, sc, id, HeldByShop, reason)
		return err
	})
	return n, err
}

func eachOnSale(tx *db.Tx, sc Scope, do func(id int64) error) error {
	ids, err := idsOnSale(tx, sc)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := do(id); err != nil {
			return err
		}
	}
	return nil
}
