package alloc

import (
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// SettledOf says on which day the last household's row of an order was settled;
// 0 while one is still due or nothing was signed.
func SettledOf(tx *db.Tx, order int64) (clock.Day, error) {
	var r struct {
		Due  int64
		Last int
	}
	err := tx.SQL().Raw(`SELECT COUNT(DISTINCT CASE WHEN r.due_day <> 0 THEN r.id END) AS due, COALESCE(MAX(i.day), 0) AS last
		FROM alloc_slice s JOIN alloc_row r ON r.slice_id = s.id AND r.household_id <> 0
		LEFT JOIN settlement_item i ON i.row_id = r.id
		WHERE s.order_id = ?`, order).Scan(&r).Error
	if err != nil {
		return 0, fmt.Errorf("alloc: settled of order %d: %w", order, err)
	}
	if r.Due > 0 {
		return 0, nil
	}
	return clock.Day(r.Last), nil
}

// NextDue says on which day a household's next rows are settled and what they
// amount to, less what refunds took back; 0 when nothing is due.
func NextDue(tx *db.Tx, household int64) (clock.Day, money.Fen, error) {
	var r struct {
		Day    int
		Amount int64
	}
	err := tx.SQL().Raw(`SELECT due_day AS day, SUM(amount) AS amount FROM alloc_row
		WHERE household_id = ? AND due_day <> 0 GROUP BY due_day ORDER BY due_day LIMIT 1`, household).Scan(&r).Error
	if err != nil {
		return 0, 0, fmt.Errorf("alloc: next due of household %d: %w", household, err)
	}
	ss, err := selectSlices(tx, `retracted > 0 AND id IN (SELECT slice_id FROM alloc_row WHERE household_id = ? AND due_day = ?)`,
		household, max(r.Day, 1)) // 0 is not due
	if err != nil {
		return 0, 0, fmt.Errorf("alloc: taken back of household %d: %w", household, err)
	}
	left := money.Fen(r.Amount)
	for _, s := range ss {
		left -= between(s, 0, s.Retracted, household)
	}
	return clock.Day(r.Day), left, nil
}

// SettledBefore says when something was last settled for households of a book
// before an instant; who had nothing settled is missing.
func SettledBefore(tx *db.Tx, book int32, us int64, households []int64) (map[int64]int64, error) {
	m := map[int64]int64{}
	for chunk := range slices.Chunk(households, maxRows) {
		var rows []struct {
			HouseholdID int64
			LastUS      int64
		}
		err := tx.SQL().Raw(`SELECT household_id, MAX(created_us) AS last_us FROM settlement_item
			WHERE household_id IN ? AND book = ? AND created_us < ? GROUP BY household_id`, chunk, book, us).Scan(&rows).Error
		if err != nil {
			return nil, fmt.Errorf("alloc: settled before %d: %w", us, err)
		}
		for _, r := range rows {
			m[r.HouseholdID] = r.LastUS
		}
	}
	return m, nil
}
