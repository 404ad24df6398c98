package trade

import "github.com/yigou/yigou/internal/db"

// LineRef is an order line as a passbook or a lot's story mentions it.
type LineRef struct {
	LineID      int64
	OrderID     int64
	OrderNo     string
	StationID   int64
	ProductName string
	SkuName     string
	Unit        string
	PackedUS    int64
}

// LineRefs reads lines by id with the orders they belong to; unknown ids are
// absent. The caller has checked scope.
func LineRefs(tx *db.Tx, lineIDs []int64) (map[int64]LineRef, error) {
	found := make(map[int64]LineRef, len(lineIDs))
	if len(lineIDs) == 0 {
		return found, nil
	}
	var rows []LineRef
	err := tx.SQL().Raw(`SELECT l.id AS line_id, o.id AS order_id, o.no AS order_no, o.station_id, l.product_name, l.sku_name,
		l.unit, o.packed_us FROM order_line l JOIN orders o ON o.id = l.order_id WHERE l.id IN ?`, lineIDs).Scan(&rows).Error
	for _, r := range rows {
		found[r.LineID] = r
	}
	return found, err
}
