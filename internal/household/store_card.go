package household

import "github.com/yigou/yigou/internal/db"

type cardRow struct {
	ID            int64 `gorm:"primaryKey;autoIncrement:false"`
	HouseholdID   int64
	TokenHash     []byte
	CodeHash      []byte
	Tries         int
	LockedUntilUS int64 `gorm:"column:locked_until_us"`
	IssuedUS      int64 `gorm:"column:issued_us"`
	IssuedBy      int64
	RevokedUS     int64 `gorm:"column:revoked_us"`
	RevokedBy     int64
	Closed        int64
}

func (cardRow) TableName() string { return "household_card" }

func insertCard(tx *db.Tx, r cardRow) error { return tx.SQL().Create(&r).Error }

func endCard(tx *db.Tx, householdID, by int64) (int64, error) {
	res := tx.SQL().Exec(`UPDATE household_card SET revoked_us = ?, revoked_by = ?, closed = id
		WHERE household_id = ? AND closed = 0`, tx.NowUS(), by, householdID)
	return res.RowsAffected, res.Error
}

func cardByToken(tx *db.Tx, hash []byte) (r cardRow, err error) {
	err = tx.SQL().Raw(`SELECT id, household_id, code_hash FROM household_card WHERE token_hash = ? AND closed = 0`, hash).Take(&r).Error
	return r, err
}

func liveCard(tx *db.Tx, householdID int64) (r cardRow, err error) {
	err = tx.SQL().Raw(`SELECT id, household_id, locked_until_us, issued_us FROM household_card
		WHERE household_id = ? AND closed = 0`, householdID).Take(&r).Error
	return r, err
}

// countCardTry counts one more try of a card that is not locked.
func countCardTry(tx *db.Tx, id int64) (bool, error) {
	res := tx.SQL().Exec(`UPDATE household_card SET tries = tries + 1 WHERE id = ? AND closed = 0 AND locked_until_us <= ?`,
		id, tx.NowUS())
	return res.RowsAffected == 1, res.Error
}

// lockCard locks a card whose tries are used up; afterwards they begin anew.
func lockCard(tx *db.Tx, id, untilUS int64) (bool, error) {
	res := tx.SQL().Exec(`UPDATE household_card SET tries = 0, locked_until_us = ? WHERE id = ? AND tries >= ?`, untilUS, id, CardTries)
	return res.RowsAffected == 1, res.Error
}

func clearCardTries(tx *db.Tx, id int64) error {
	return tx.SQL().Exec(`UPDATE household_card SET tries = 0 WHERE id = ?`, id).Error
}

func countLockedCards(tx *db.Tx, region string) (n int, err error) {
	err = tx.SQL().Raw(`SELECT COUNT(*) FROM household_card c JOIN household h ON h.id = c.household_id
		WHERE c.closed = 0 AND c.locked_until_us > ? AND h.region LIKE ?`, tx.NowUS(), region+"%").Scan(&n).Error
	return n, err
}
