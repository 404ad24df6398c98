package ledger

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Book is one merchant's set of accounts. Journals never cross books.
type Book struct {
	ID      int32
	Owner   OwnerKind
	OwnerID int64
	Lane    int16
}

// ErrNoBook says that a merchant has not been activated.
var ErrNoBook = fault.New(fault.NotFound, "ledger.no_book", "这家供货主体还没有开账，请先由区里核验启用")

// OpenBook returns the owner's book and opens it when there is none. A book is
// put into a lane in turn and stays there.
func OpenBook(tx *db.Tx, owner OwnerKind, ownerID int64) (int32, error) {
	if owner.String() == "" || ownerID == 0 {
		return 0, fmt.Errorf("ledger: open book: no owner")
	}
	for try := 1; ; try++ {
		b, err := selectBook(tx, owner, ownerID)
		if err == nil {
			return b.ID, nil
		}
		if !db.NotFound(err) {
			return 0, fmt.Errorf("ledger: open book: %w", err)
		}
		err = insertBook(tx, owner, ownerID)
		if err != nil && (!db.IsDuplicate(err) || try == maxRaces) {
			return 0, fmt.Errorf("ledger: open book: %w", err)
		}
	}
}

// BookOf finds the book of an owner, or ErrNoBook.
func BookOf(tx *db.Tx, owner OwnerKind, ownerID int64) (Book, error) {
	b, err := selectBook(tx, owner, ownerID)
	if db.NotFound(err) {
		return Book{}, ErrNoBook
	}
	if err != nil {
		return Book{}, fmt.Errorf("ledger: book of %s %d: %w", owner, ownerID, err)
	}
	return b, nil
}

// laneOf answers from memory where it can: a book never changes its lane.
func laneOf(tx *db.Tx, book int32) (int16, error) {
	c := cacheOf(tx)
	c.mu.RLock()
	lane, ok := c.lanes[book]
	c.mu.RUnlock()
	if ok {
		return lane, nil
	}
	lane, err := selectLaneOf(tx, book)
	if db.NotFound(err) {
		return 0, fmt.Errorf("%w: book %d does not exist", ErrInvalid, book)
	}
	if err != nil {
		return 0, fmt.Errorf("ledger: lane of book %d: %w", book, err)
	}
	tx.OnCommit(func() {
		c.mu.Lock()
		c.lanes[book] = lane
		c.mu.Unlock()
	})
	return lane, nil
}
