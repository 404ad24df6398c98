package alloc

import (
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// lockRows makes settlement of a line's rows and their retraction wait for each
// other: both write the rows before they read what the other has done.
func lockRows(tx *db.Tx, line int64) error {
	return tx.SQL().Exec(`UPDATE alloc_row SET due_day = due_day WHERE slice_id IN
		(SELECT id FROM alloc_slice WHERE order_line_id = ?)`, line).Error
}

func insertRetract(tx *db.Tx, refund int64, s Slice, after money.Fen) error {
	err := tx.SQL().Exec(`INSERT INTO alloc_retract (id, slice_id, refund_id, r_before, r_after, created_us) VALUES (?, ?, ?, ?, ?, ?)`,
		tx.NewID(), s.ID, refund, int64(s.Retracted), int64(after), tx.NowUS()).Error
	if db.IsDuplicate(err) {
		return ErrState
	}
	if err != nil {
		return err
	}
	res := tx.SQL().Exec(`UPDATE alloc_slice SET retracted = ? WHERE id = ? AND retracted = ?`, int64(after), s.ID, int64(s.Retracted))
	if res.Error == nil && res.RowsAffected == 0 {
		return ErrState
	}
	return res.Error
}

// selectSettled reads up to where each row of a slice is settled.
func selectSettled(tx *db.Tx, slice int64) (map[int64]money.Fen, error) {
	var rows []struct{ RowID, Upto int64 }
	err := tx.SQL().Raw(`SELECT i.row_id, MAX(i.upto) AS upto FROM settlement_item i JOIN alloc_row r ON r.id = i.row_id
		WHERE r.slice_id = ? GROUP BY i.row_id`, slice).Scan(&rows).Error
	m := make(map[int64]money.Fen, len(rows))
	for _, r := range rows {
		m[r.RowID] = money.Fen(r.Upto)
	}
	return m, err
}

func postpone(tx *db.Tx, line int64, day clock.Day) error {
	return tx.SQL().Exec(`UPDATE alloc_row SET due_day = ? WHERE due_day > 0 AND due_day < ? AND slice_id IN
		(SELECT id FROM alloc_slice WHERE order_line_id = ?)`, day, day, line).Error
}

type retracted struct{ before, after money.Fen }

// selectRanges reads what a refund took, by slice.
func selectRanges(tx *db.Tx, refund int64) (map[int64]retracted, error) {
	var rows []struct{ SliceID, RBefore, RAfter int64 }
	err := tx.SQL().Raw(`SELECT slice_id, r_before, r_after FROM alloc_retract WHERE refund_id = ?`, refund).Scan(&rows).Error
	m := make(map[int64]retracted, len(rows))
	for _, r := range rows {
		m[r.SliceID] = retracted{money.Fen(r.RBefore), money.Fen(r.RAfter)}
	}
	return m, err
}

// OrdersOf lists the orders that a household's goods went into, the newest first.
func OrdersOf(tx *db.Tx, household int64, limit int) (ids []int64, err error) {
	err = tx.SQL().Raw(`SELECT s.order_id FROM alloc_row r JOIN alloc_slice s ON s.id = r.slice_id
		WHERE r.household_id = ? GROUP BY s.order_id ORDER BY s.order_id DESC LIMIT ?`, household, limit).Scan(&ids).Error
	return ids, err
}
