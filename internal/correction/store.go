package correction

import (
	"database/sql"
	"fmt"
	"math"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// afterDigits sorts behind every digit: x ≤ region < x+afterDigits are the
// regions that begin with x.
const afterDigits = ":"

type correctionRow struct {
	ID         int64
	Book       int32
	MerchantID int64
	Region     string
	JournalID  int64
	State      State
	Reason     string
	Note       string
	Author     int64
	Approver   int64
	CreatedUS  int64
	DecidedUS  int64
}

const columns = `SELECT id, book, merchant_id, region, journal_id, state, reason, note, author, approver, created_us, decided_us FROM correction `

func insert(tx *db.Tx, c Correction) error {
	gross := int64(0)
	for _, l := range c.Legs {
		gross += max(0, l.Amount)
	}
	err := tx.SQL().Exec(`INSERT INTO correction (id, book, merchant_id, region, journal_id, live, state, reason, note, gross_fen,
		author, approver, created_us, decided_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, 0, ?, 0)`,
		c.ID, c.Book, c.MerchantID, c.Region, c.Journal, c.Journal, c.State, c.Reason, gross, c.Author, c.CreatedUS).Error
	if err != nil {
		return err
	}
	var args []any
	for i, l := range c.Legs {
		args = append(args, c.ID, i+1, int64(l.Account), l.Amount)
	}
	return tx.InsertRows(`INSERT INTO correction_leg (correction_id, ord, account_id, amount) VALUES `, 4, args, "")
}

// decide moves an asked correction on; a refused one gives its journal free.
func decide(tx *db.Tx, c Correction) (bool, error) {
	live := sql.NullInt64{Int64: c.Journal, Valid: c.State == Approved}
	res := tx.SQL().Exec(`UPDATE correction SET state = ?, note = ?, approver = ?, decided_us = ?, live = ?
		WHERE id = ? AND state = 'asked'`, c.State, c.Note, c.Approver, c.DecidedUS, live, c.ID)
	return res.RowsAffected > 0, res.Error
}

func selectByID(tx *db.Tx, id int64) ([]Correction, error) {
	return read(tx, columns+`WHERE id = ?`, id)
}

func list(tx *db.Tx, q Query) ([]Correction, error) {
	before := q.Before
	if before == 0 {
		before = math.MaxInt64
	}
	if q.MerchantID != 0 {
		return read(tx, columns+`WHERE merchant_id = ? AND id < ? ORDER BY id DESC LIMIT ?`, q.MerchantID, before, q.Limit)
	}
	return read(tx, columns+`WHERE region >= ? AND region < ? AND id < ? ORDER BY id DESC LIMIT ?`,
		q.Region, q.Region+afterDigits, before, q.Limit)
}

func read(tx *db.Tx, query string, args ...any) ([]Correction, error) {
	var rows []correctionRow
	if err := tx.SQL().Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("correction: %w", err)
	}
	cs, at, ids := make([]Correction, len(rows)), map[int64]int{}, make([]int64, len(rows))
	for i, r := range rows {
		cs[i] = Correction{
			ID: r.ID, Book: r.Book, MerchantID: r.MerchantID, Region: r.Region, Journal: r.JournalID, State: r.State, Reason: r.Reason,
			Note: r.Note, Author: r.Author, Approver: r.Approver, CreatedUS: r.CreatedUS, DecidedUS: r.DecidedUS,
		}
		at[r.ID], ids[i] = i, r.ID
	}
	if len(ids) == 0 {
		return cs, nil
	}
	var legs []struct {
		CorrectionID int64
		AccountID    ledger.AccountID
		Amount       int64
	}
	err := tx.SQL().Raw(`SELECT correction_id, account_id, amount FROM correction_leg WHERE correction_id IN ?
		ORDER BY correction_id, ord`, ids).Scan(&legs).Error
	for _, l := range legs {
		c := &cs[at[l.CorrectionID]]
		c.Legs = append(c.Legs, ledger.Leg{Account: l.AccountID, Amount: l.Amount})
	}
	if err != nil {
		return nil, fmt.Errorf("correction: legs: %w", err)
	}
	return cs, nil
}
