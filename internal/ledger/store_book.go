package ledger

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
)

// BooksByID reads books by id; unknown ids are missing.
func BooksByID(tx *db.Tx, ids []int32) (map[int32]Book, error) {
	books := make(map[int32]Book, len(ids))
	if len(ids) == 0 {
		return books, nil
	}
	var rows []bookRow
	err := tx.SQL().Raw(`SELECT id, owner_kind, owner_id, lane FROM ledger_book WHERE id IN ?`, ids).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("ledger: books: %w", err)
	}
	for _, r := range rows {
		books[r.ID] = Book{r.ID, r.OwnerKind, r.OwnerID, r.Lane}
	}
	return books, nil
}

// BooksOfKind lists the books of one kind of owner, in the order of opening.
func BooksOfKind(tx *db.Tx, owner OwnerKind) ([]Book, error) {
	var rows []bookRow
	err := tx.SQL().Raw(`SELECT id, owner_kind, owner_id, lane FROM ledger_book WHERE owner_kind = ? ORDER BY id`, owner).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("ledger: books: %w", err)
	}
	books := make([]Book, len(rows))
	for i, r := range rows {
		books[i] = Book{r.ID, r.OwnerKind, r.OwnerID, r.Lane}
	}
	return books, nil
}
