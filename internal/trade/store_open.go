package trade

import "github.com/yigou/yigou/internal/db"

// OpenAt counts the orders that a station still has to pay attention to: not
// paid yet, to be packed, to be handed over. With a merchant only its own.
func OpenAt(tx *db.Tx, stationID, merchantID int64) (n int64, err error) {
	sql := tx.SQL().Table("orders").Where("station_id = ? AND state IN ?", stationID, words([]State{Created, Paid, Packed}))
	if merchantID != 0 {
		sql = sql.Where("merchant_id = ?", merchantID)
	}
	return n, sql.Count(&n).Error
}
