package household

import (
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

type consentRow struct {
	ID            int64 `gorm:"primaryKey;autoIncrement:false"`
	HouseholdID   int64
	Region        string
	Purpose       Purpose
	Version       string
	Channel       Channel
	WitnessSealed []byte
	GivenUS       int64 `gorm:"column:given_us"`
	GivenBy       int64
	WithdrawnUS   int64 `gorm:"column:withdrawn_us"`
	WithdrawnBy   int64
	Closed        int64
}

func (consentRow) TableName() string { return "household_consent" }

func (r consentRow) consent() Consent {
	return Consent{
		ID: r.ID, HouseholdID: r.HouseholdID, Purpose: r.Purpose, Version: r.Version,
		Channel: r.Channel, GivenUS: r.GivenUS, WithdrawnUS: r.WithdrawnUS,
	}
}

const consentColumns = `id, household_id, region, purpose, version, channel, given_us, given_by, withdrawn_us, withdrawn_by`

func insertConsent(tx *db.Tx, r consentRow) error { return tx.SQL().Create(&r).Error }

func liveConsents(tx *db.Tx, ids []int64, p Purpose) (rows []consentRow, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.SQL().Raw(`SELECT `+consentColumns+` FROM household_consent
		WHERE household_id IN ? AND purpose = ? AND closed = 0`, ids, p).Scan(&rows).Error
	return rows, err
}

func allConsents(tx *db.Tx, householdID int64) (rows []consentRow, err error) {
	err = tx.SQL().Raw(`SELECT `+consentColumns+` FROM household_consent WHERE household_id = ? ORDER BY id DESC`,
		householdID).Scan(&rows).Error
	return rows, err
}

func endConsent(tx *db.Tx, householdID int64, p Purpose, by int64) (int64, error) {
	res := tx.SQL().Exec(`UPDATE household_consent SET withdrawn_us = ?, withdrawn_by = ?, closed = id
		WHERE household_id = ? AND purpose = ? AND closed = 0`, tx.NowUS(), by, householdID, p)
	return res.RowsAffected, res.Error
}

type bindingRow struct {
	ID            int64 `gorm:"primaryKey;autoIncrement:false"`
	HouseholdID   int64
	Region        string
	UserID        int64
	Relation      Relation
	Means         string
	WitnessSealed []byte
	CreatedUS     int64 `gorm:"column:created_us"`
	CreatedBy     int64
	EndedUS       int64 `gorm:"column:ended_us"`
	EndedBy       int64
	Closed        int64
}

func (bindingRow) TableName() string { return "household_binding" }

func insertBinding(tx *db.Tx, r bindingRow) error { return tx.SQL().Create(&r).Error }

func isBound(tx *db.Tx, householdID, userID int64) (bool, error) {
	var n int64
	err := tx.SQL().Raw(`SELECT COUNT(*) FROM household_binding WHERE household_id = ? AND user_id = ? AND closed = 0`,
		householdID, userID).Scan(&n).Error
	return n > 0, err
}

func isBoundToAny(tx *db.Tx, userID int64) (bool, error) {
	var n int64
	err := tx.SQL().Raw(`SELECT COUNT(*) FROM household_binding WHERE user_id = ? AND closed = 0`, userID).Scan(&n).Error
	return n > 0, err
}

func endBinding(tx *db.Tx, householdID, userID, by int64) (int64, error) {
	res := tx.SQL().Exec(`UPDATE household_binding SET ended_us = ?, ended_by = ?, closed = id
		WHERE household_id = ? AND user_id = ? AND closed = 0`, tx.NowUS(), by, householdID, userID)
	return res.RowsAffected, res.Error
}

func rowsBoundTo(tx *db.Tx, userID int64) (rows []householdRow, err error) {
	err = tx.SQL().Raw(`SELECT h.id, h.code, h.region, h.village_name, h.group_name, h.surname, h.masked_name,
		h.kind, h.monitor, h.risk_cleared, h.persons, h.state
		FROM household_binding b JOIN household h ON h.id = b.household_id
		WHERE b.user_id = ? AND b.closed = 0 ORDER BY b.id`, userID).Scan(&rows).Error
	return rows, err
}

// rowsByPhone returns the active households with a registered phone, sealed
// columns included.
func rowsByPhone(tx *db.Tx, blind []byte) (rows []householdRow, err error) {
	err = tx.SQL().Raw(`SELECT `+briefColumns+sealedColumns+` FROM household WHERE phone_blind = ? AND state = ? ORDER BY code`,
		blind, Active).Scan(&rows).Error
	return rows, err
}

func sealedRow(tx *db.Tx, id int64) (row householdRow, err error) {
	err = tx.SQL().Raw(`SELECT `+briefColumns+sealedColumns+` FROM household WHERE id = ?`, id).Take(&row).Error
	return row, err
}

type wordRow struct {
	Field   string
	Code    string
	Word    string
	FromDay clock.Day
	ToDay   clock.Day
}

func (wordRow) TableName() string { return "household_word" }

func readWords(tx *db.Tx) (Words, error) {
	var rows []wordRow
	err := tx.SQL().Raw(`SELECT field, code, word, from_day, to_day FROM household_word ORDER BY field, code, from_day DESC, word`).
		Scan(&rows).Error
	words := make(Words, len(rows))
	for i, r := range rows {
		words[i] = Word{Field: r.Field, Code: r.Code, Word: r.Word, From: r.FromDay, To: r.ToDay}
	}
	return words, err
}

func insertWords(tx *db.Tx, words []Word) error {
	if len(words) == 0 {
		return nil
	}
	rows := make([]wordRow, len(words))
	for i, w := range words {
		rows[i] = wordRow{Field: w.Field, Code: w.Code, Word: w.Word, FromDay: w.From, ToDay: w.To}
	}
	return tx.SQL().Create(&rows).Error
}
