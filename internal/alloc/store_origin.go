package alloc

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// ErrNoRow says that no row has this id.
var ErrNoRow = fault.New(fault.NotFound, "alloc.no_row", "没有这一笔，请核对链接是否完整")

// Origin is where a row comes from.
type Origin struct {
	Order  int64
	Role   Role
	Amount money.Fen // when it was cut, before refunds
}

// OriginOf reads where a row comes from, or ErrNoRow.
func OriginOf(tx *db.Tx, row int64) (Origin, error) {
	var rows []struct {
		OrderID int64
		Role    Role
		Amount  int64
	}
	err := tx.SQL().Raw(`SELECT s.order_id, r.role, r.amount FROM alloc_row r JOIN alloc_slice s ON s.id = r.slice_id WHERE r.id = ?`,
		row).Scan(&rows).Error
	if err != nil {
		return Origin{}, fmt.Errorf("alloc: origin of row %d: %w", row, err)
	}
	if len(rows) == 0 {
		return Origin{}, ErrNoRow
	}
	return Origin{rows[0].OrderID, rows[0].Role, money.Fen(rows[0].Amount)}, nil
}
