package identity

import "github.com/yigou/yigou/internal/db"

// Names are what to call users in lists and records: the name of staff, else
// the masked phone. Unknown ids are missing.
func Names(tx *db.Tx, userIDs []int64) (map[int64]string, error) {
	names := make(map[int64]string, len(userIDs))
	if len(userIDs) == 0 {
		return names, nil
	}
	rows, err := usersByIDs(tx, userIDs)
	for _, row := range rows {
		names[row.ID] = row.Name
		if row.Name == "" {
			names[row.ID] = row.PhoneMask
		}
	}
	return names, err
}
