package ledger

import (
	"slices"

	"github.com/yigou/yigou/internal/db"
)

// raiseEpoch fences whoever writes to the lane: its next commit fails and is
// planned anew. The row stays locked until the caller's transaction ends.
func raiseEpoch(tx *db.Tx, lane int16) error {
	return tx.SQL().Exec(`UPDATE ledger_lane SET epoch = epoch + 1 WHERE lane = ?`, lane).Error
}

// selectLastClosed finds the newest closed month of each book; books without one
// are absent.
func selectLastClosed(tx *db.Tx, books []int32) (map[int32]int32, error) {
	var rows []struct {
		Book  int32
		Month int32
	}
	err := tx.SQL().Raw(`SELECT book, MAX(period) AS month FROM ledger_period
		WHERE state = 'closed' AND book IN ? GROUP BY book`, books).Scan(&rows).Error
	last := make(map[int32]int32, len(rows))
	for _, r := range rows {
		last[r.Book] = r.Month
	}
	return last, err
}

func selectFirstMonth(tx *db.Tx, book int32) (month int32, err error) {
	err = tx.SQL().Raw(`SELECT COALESCE(MIN(period), 0) FROM ledger_journal WHERE book = ?`, book).Scan(&month).Error
	return month, err
}

type periodRow struct {
	Book     int32
	Period   int32
	State    PeriodState
	TbHash   []byte
	AskedBy  int64
	AskedUS  int64
	ClosedBy int64
	ClosedUS int64
}

func selectPeriods(tx *db.Tx, book int32) ([]Period, error) {
	var rows []periodRow
	err := tx.SQL().Raw(`SELECT book, period, state, tb_hash, asked_by, asked_us, closed_by, closed_us FROM ledger_period
		WHERE book = ? ORDER BY period`, book).Scan(&rows).Error
	all := make([]Period, len(rows))
	for i, r := range rows {
		all[i] = Period{r.Book, r.Period, r.State, Hash(r.TbHash), r.AskedBy, r.AskedUS, r.ClosedBy, r.ClosedUS}
	}
	return all, err
}

func putAsked(tx *db.Tx, p Period) (bool, error) {
	res := tx.SQL().Exec(`UPDATE ledger_period SET tb_hash = ?, asked_by = ?, asked_us = ?
		WHERE book = ? AND period = ? AND state = 'asked'`, p.Hash[:], p.AskedBy, p.AskedUS, p.Book, p.Month)
	if res.Error != nil || res.RowsAffected > 0 {
		return res.Error == nil, res.Error
	}
	err := tx.SQL().Exec(`INSERT INTO ledger_period (book, period, state, tb_hash, asked_by, asked_us, closed_by, closed_us)
		VALUES (?, ?, 'asked', ?, ?, ?, 0, 0)`, p.Book, p.Month, p.Hash[:], p.AskedBy, p.AskedUS).Error
	if db.IsDuplicate(err) {
		return false, nil
	}
	return err == nil, err
}

func putClosed(tx *db.Tx, p Period) (bool, error) {
	res := tx.SQL().Exec(`UPDATE ledger_period SET state = 'closed', closed_by = ?, closed_us = ?
		WHERE book = ? AND period = ? AND state = 'asked' AND asked_by = ?`, p.ClosedBy, p.ClosedUS, p.Book, p.Month, p.AskedBy)
	return res.RowsAffected > 0, res.Error
}

func insertTrial(tx *db.Tx, p Period, lines []TrialLine) error {
	const width = 7
	args := make([]any, 0, width*len(lines))
	for _, l := range lines {
		args = append(args, p.Book, p.Month, int64(l.Account), l.Opening, l.Dr, l.Cr, l.Closing)
	}
	return tx.InsertRows(`INSERT INTO ledger_trial (book, period, account_id, opening, dr, cr, closing) VALUES `, width, args, "")
}

type trialRow struct {
	Of      accountRow `gorm:"embedded"`
	Opening int64
	Dr      int64
	Cr      int64
	Closing int64
}

func selectTrial(tx *db.Tx, book, month int32) ([]TrialLine, error) {
	var rows []trialRow
	err := tx.SQL().Raw(`SELECT a.id, a.book, a.code, a.owner_kind, a.owner_id, a.sub, t.opening, t.dr, t.cr, t.closing
		FROM ledger_trial t JOIN ledger_account a ON a.id = t.account_id
		WHERE t.book = ? AND t.period = ? ORDER BY t.account_id`, book, month).Scan(&rows).Error
	lines := make([]TrialLine, len(rows))
	for i, r := range rows {
		lines[i] = TrialLine{r.Of.ID, r.Of.account().AccountKey, r.Opening, r.Dr, r.Cr, r.Closing}
	}
	return lines, err
}

// moveRow is what an account did: Earlier in the months after the base and before
// the one asked for, Dr and Cr in that one.
type moveRow struct {
	Of      accountRow `gorm:"embedded"`
	Earlier int64
	Dr      int64
	Cr      int64
}

func selectMoves(tx *db.Tx, book, base, month int32) (rows []moveRow, err error) {
	err = tx.SQL().Raw(`SELECT a.id, a.book, a.code, a.owner_kind, a.owner_id, a.sub,
		SUM(CASE WHEN j.period < ? THEN e.amount ELSE 0 END) AS earlier,
		SUM(CASE WHEN j.period = ? AND e.amount > 0 THEN e.amount ELSE 0 END) AS dr,
		SUM(CASE WHEN j.period = ? AND e.amount < 0 THEN -e.amount ELSE 0 END) AS cr
		FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.account_id
		WHERE j.book = ? AND j.period > ? AND j.period <= ?
		GROUP BY a.id, a.book, a.code, a.owner_kind, a.owner_id, a.sub`, month, month, month, book, base, month).Scan(&rows).Error
	return rows, err
}

func selectPayloads(tx *db.Tx, book int32) (payloads [][]byte, err error) {
	var rows []struct{ Payload []byte }
	err = tx.SQL().Raw(`SELECT payload FROM ledger_intent WHERE book = ?`, book).Scan(&rows).Error
	for _, r := range rows {
		payloads = append(payloads, r.Payload)
	}
	return payloads, err
}

// selectBookJournals reads journals of a book's months in the order of posting,
// without entries.
func selectBookJournals(tx *db.Tx, book, from, to int32, after int64, limit int) ([]Posted, error) {
	return selectJournals(tx, "book = ? AND period >= ? AND period <= ? AND id > ?", []any{book, from, to, after}, limit)
}

// booksOf are the distinct books of keys.
func booksOf(keys []journalKey) (books []int32) {
	for _, k := range keys {
		if !slices.Contains(books, k.book) {
			books = append(books, k.book)
		}
	}
	return books
}
