package alloc

import (
	"fmt"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// SettledIn is what each household's sales through a book came to, as settled
// on the days from…to, refunds before settlement left out: its transaction volume
// (交易额).
func SettledIn(tx *db.Tx, book int32, from, to clock.Day) (map[int64]money.Fen, error) {
	var rows []struct{ HouseholdID, Fen int64 }
	err := tx.SQL().Raw(`SELECT household_id, SUM(amount) AS fen FROM settlement_item
		WHERE book = ? AND day BETWEEN ? AND ? GROUP BY household_id`, book, from, to).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("alloc: settled in book %d: %w", book, err)
	}
	out := make(map[int64]money.Fen, len(rows))
	for _, r := range rows {
		out[r.HouseholdID] = money.Fen(r.Fen)
	}
	return out, nil
}
