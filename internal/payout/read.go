package payout

import (
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// Batches lists a merchant's batches, the newest first, below an id (0 = from
// the newest).
func Batches(tx *db.Tx, merchantID, before int64, limit int) ([]Batch, error) {
	return selectBatches(tx, merchantID, before, limit)
}

// Lines are all lines of a batch by their number.
func Lines(tx *db.Tx, batchID int64) ([]Line, error) {
	return selectLines(tx, `batch_id = ? ORDER BY seq`, batchID)
}

// linesIn are those in one state.
func linesIn(tx *db.Tx, batchID int64, s LineState) ([]Line, error) {
	return selectLines(tx, `batch_id = ? AND state = ? ORDER BY seq`, batchID, s)
}

// LinesOfHousehold are what was or is being paid to a household, the newest
// first: what its passbook shows.
func LinesOfHousehold(tx *db.Tx, householdID int64, limit int) ([]Line, error) {
	return selectLines(tx, `payee_kind = ? AND payee_id = ? AND state IN ? ORDER BY id DESC LIMIT ?`,
		KindHousehold, householdID, []LineState{Locked, Unknown, Paid, Failed, Returned}, limit)
}

// Imports are the readings of a batch's answers, the newest first.
func Imports(tx *db.Tx, batchID int64) ([]ImportRun, error) { return selectImports(tx, batchID) }

// FileOf is the head of a batch's file, or ErrNoFile.
func FileOf(tx *db.Tx, batchID int64) (File, error) {
	f, _, err := selectFile(tx, batchID)
	return f, err
}

// Purse is what has left a household's payable account.
type Purse struct {
	Paid     money.Fen // arrived and did not come back
	OnTheWay money.Fen
	LastDay  clock.Day // of the latest payment; 0 = none yet
}

// Purses sums the lines of households; who has none is missing.
func Purses(tx *db.Tx, householdIDs []int64) (map[int64]Purse, error) {
	return selectPurses(tx, householdIDs)
}

// PaidThrough says until when what was settled for payees has reached their
// cards: a payment takes all that is owed when its batch is made. Who was never
// paid is missing.
func PaidThrough(tx *db.Tx, householdIDs []int64) (map[alloc.Payee]int64, error) {
	return selectPaidThrough(tx, householdIDs)
}

// LinesAfter is a page of a batch's lines behind a number.
func LinesAfter(tx *db.Tx, batchID int64, seq, limit int) ([]Line, error) {
	return selectLines(tx, `batch_id = ? AND seq > ? ORDER BY seq LIMIT ?`, batchID, seq, limit)
}

// Waiting reports whether a batch holds a household before its lock is answered.
func Waiting(tx *db.Tx, householdID int64) (bool, error) {
	lines, err := selectLines(tx, `payee_kind = ? AND payee_id = ? AND closed = 0 LIMIT 1`, KindHousehold, householdID)
	return len(lines) > 0, err
}
