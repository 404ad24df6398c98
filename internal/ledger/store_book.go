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

// SumsOf adds a book's balances up per code, debit above zero.
func SumsOf(tx *db.Tx, book int32) (map[Code]int64, error) {
	var rows []struct {
		Code Code
		Net  int64
	}
	err := tx.SQL().Raw(`SELECT a.code, SUM(b.dr - b.cr) AS net FROM ledger_account a
		JOIN ledger_balance b ON b.account_id = a.id WHERE a.book = ? GROUP BY a.code`, book).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("ledger: sums of book %d: %w", book, err)
	}
	sums := make(map[Code]int64, len(rows))
	for _, r := range rows {
		sums[r.Code] = r.Net
	}
	return sums, nil
}

// CountOf counts a book's journals of a kind, posted and promised.
func CountOf(tx *db.Tx, book int32, kind Kind) (posted, waiting int64, err error) {
	err = tx.SQL().Raw(`SELECT COUNT(*) FROM ledger_journal WHERE book = ? AND kind = ?`, book, kind).Scan(&posted).Error
	if err == nil {
		err = tx.SQL().Raw(`SELECT COUNT(*) FROM ledger_intent WHERE book = ? AND kind = ?`, book, kind).Scan(&waiting).Error
	}
	if err != nil {
		return 0, 0, fmt.Errorf("ledger: journals of kind %s: %w", kind, err)
	}
	return posted, waiting, nil
}
