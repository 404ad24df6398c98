package identity

import "github.com/yigou/yigou/internal/db"

// Called finds up to limit users by part of their name or the last 4 digits of
// their phone, whatever roles they hold or held. The list is never nil.
func Called(tx *db.Tx, q string, limit int) ([]int64, error) { return userIDsCalled(tx, q, limit) }

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
