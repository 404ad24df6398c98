package supplier

import "github.com/yigou/yigou/internal/db"

// Names reads what merchants are called, as it is or, where another process
// changed it, was a second ago; unknown ids are missing.
func Names(tx *db.Tx, ids []int64) (map[int64]string, error) {
	return db.Recent(tx, merchantNames{}, ids, func(missing []int64) (map[int64]string, error) {
		rows, err := suppliersByIDs(tx, missing)
		names := make(map[int64]string, len(rows))
		for _, r := range rows {
			names[r.ID] = r.Name
		}
		return names, err
	})
}

// StationNames is Names for stations.
func StationNames(tx *db.Tx, ids []int64) (map[int64]string, error) {
	return db.Recent(tx, stationNames{}, ids, func(missing []int64) (map[int64]string, error) {
		rows, err := stationsByIDs(tx, missing)
		names := make(map[int64]string, len(rows))
		for _, r := range rows {
			names[r.ID] = r.Name
		}
		return names, err
	})
}

type (
	merchantNames struct{}
	stationNames  struct{}
)
