package household

import (
	"slices"

	"github.com/yigou/yigou/internal/db"
)

type payeeRow struct {
	ID            int64 `gorm:"primaryKey;autoIncrement:false"`
	HouseholdID   int64
	Region        string
	Relation      Relation
	HolderSealed  []byte
	HolderMasked  string
	BankName      string
	AccountSealed []byte
	AccountBlind  []byte
	Tail          string
	WitnessSealed []byte
	EffectiveUS   int64 `gorm:"column:effective_us"`
	CreatedUS     int64 `gorm:"column:created_us"`
	CreatedBy     int64
	FlaggedUS     int64 `gorm:"column:flagged_us"`
	FlagReason    string
	Closed        int64
	EndedUS       int64 `gorm:"column:ended_us"`
	EndedBy       int64
}

func (payeeRow) TableName() string { return "household_payee" }

func (r payeeRow) payee() Payee {
	return Payee{
		ID: r.ID, HouseholdID: r.HouseholdID, Relation: r.Relation, Holder: r.HolderMasked, BankName: r.BankName, Tail: r.Tail,
		EffectiveUS: r.EffectiveUS, CreatedUS: r.CreatedUS, CreatedBy: r.CreatedBy,
		FlaggedUS: r.FlaggedUS, FlagReason: r.FlagReason, EndedUS: r.EndedUS,
	}
}

const payeeColumns = `id, household_id, region, relation, holder_masked, bank_name, account_blind, tail,
	effective_us, created_us, created_by, flagged_us, flag_reason, closed, ended_us, ended_by`

// maxPayees bounds the ids of one statement.
const maxPayees = 1_000

func insertPayee(tx *db.Tx, r payeeRow) error { return tx.SQL().Create(&r).Error }

func currentPayees(tx *db.Tx, householdIDs []int64) (all []payeeRow, err error) {
	for chunk := range slices.Chunk(householdIDs, maxPayees) {
		var rows []payeeRow
		err := tx.SQL().Raw(`SELECT `+payeeColumns+` FROM household_payee WHERE household_id IN ? AND closed = 0`, chunk).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return all, nil
}

func payeesByID(tx *db.Tx, ids []int64) (all []payeeRow, err error) {
	for chunk := range slices.Chunk(ids, maxPayees) {
		var rows []payeeRow
		err := tx.SQL().Raw(`SELECT `+payeeColumns+`, holder_sealed, account_sealed FROM household_payee WHERE id IN ?`, chunk).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return all, nil
}

func allPayees(tx *db.Tx, householdID int64) (rows []payeeRow, err error) {
	err = tx.SQL().Raw(`SELECT `+payeeColumns+` FROM household_payee WHERE household_id = ? ORDER BY id DESC`, householdID).Scan(&rows).Error
	return rows, err
}

// countPayeesOf counts other households whose current account this is.
func countPayeesOf(tx *db.Tx, blind []byte, householdID int64) (n int64, err error) {
	err = tx.SQL().Raw(`SELECT COUNT(*) FROM household_payee WHERE account_blind = ? AND closed = 0 AND household_id <> ?`,
		blind, householdID).Scan(&n).Error
	return n, err
}

func endPayee(tx *db.Tx, id, by int64) (int64, error) {
	res := tx.SQL().Exec(`UPDATE household_payee SET closed = id, ended_us = ?, ended_by = ? WHERE id = ? AND closed = 0`, tx.NowUS(), by, id)
	return res.RowsAffected, res.Error
}

func flagPayee(tx *db.Tx, id int64, reason string) error {
	return tx.SQL().Exec(`UPDATE household_payee SET flagged_us = ?, flag_reason = ? WHERE id = ? AND closed = 0 AND flagged_us = 0`,
		tx.NowUS(), reason, id).Error
}

func codesOf(tx *db.Tx, ids []int64) (map[int64]string, error) {
	m := make(map[int64]string, len(ids))
	for chunk := range slices.Chunk(ids, maxPayees) {
		rows, err := rowsByIDs(tx, chunk)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			m[row.ID] = row.Code
		}
	}
	return m, nil
}
