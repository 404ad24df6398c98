package recovery

import (
	"fmt"
	"math"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// afterDigits sorts behind every digit: x ≤ region < x+afterDigits are the
// regions that begin with x.
const afterDigits = ":"

type recoveryRow struct {
	ID          int64
	Book        int32
	MerchantID  int64
	Region      string
	HouseholdID int64
	Way         Way
	AmountFen   int64
	State       State
	Reason      string
	Note        string
	Author      int64
	Approver    int64
	CreatedUS   int64
	DecidedUS   int64
}

const columns = `SELECT id, book, merchant_id, region, household_id, way, amount_fen, state, reason, note, author, approver,
	created_us, decided_us FROM recovery `

func insert(tx *db.Tx, r Recovery) error {
	return tx.SQL().Exec(`INSERT INTO recovery (id, book, merchant_id, region, household_id, live, way, amount_fen, state, reason,
		note, author, approver, created_us, decided_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 0, ?, 0)`,
		r.ID, r.Book, r.MerchantID, r.Region, r.HouseholdID, r.HouseholdID, r.Way, int64(r.Amount), r.State, r.Reason,
		r.Author, r.CreatedUS).Error
}

// decide ends an asked request; the household may be asked about again.
func decide(tx *db.Tx, r Recovery) (bool, error) {
	res := tx.SQL().Exec(`UPDATE recovery SET state = ?, note = ?, approver = ?, decided_us = ?, live = NULL
		WHERE id = ? AND state = 'asked'`, r.State, r.Note, r.Approver, r.DecidedUS, r.ID)
	return res.RowsAffected > 0, res.Error
}

func get(tx *db.Tx, id int64) (Recovery, error) {
	rs, err := read(tx, columns+`WHERE id = ?`, id)
	if err == nil && len(rs) == 0 {
		err = ErrUnknown
	}
	if err != nil {
		return Recovery{}, err
	}
	return rs[0], nil
}

func list(tx *db.Tx, q Query) ([]Recovery, error) {
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

func read(tx *db.Tx, query string, args ...any) ([]Recovery, error) {
	var rows []recoveryRow
	if err := tx.SQL().Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("recovery: %w", err)
	}
	rs := make([]Recovery, len(rows))
	for i, r := range rows {
		rs[i] = Recovery{
			ID: r.ID, Book: r.Book, MerchantID: r.MerchantID, Region: r.Region, HouseholdID: r.HouseholdID, Way: r.Way,
			Amount: money.Fen(r.AmountFen), State: r.State, Reason: r.Reason, Note: r.Note, Author: r.Author, Approver: r.Approver,
			CreatedUS: r.CreatedUS, DecidedUS: r.DecidedUS,
		}
	}
	return rs, nil
}

func selectAsked(tx *db.Tx, book int32) (ids []int64, err error) {
	err = tx.SQL().Raw(`SELECT live FROM recovery WHERE book = ? AND live IS NOT NULL`, book).Scan(&ids).Error
	return ids, err
}
