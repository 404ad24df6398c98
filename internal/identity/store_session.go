package identity

import "github.com/yigou/yigou/internal/db"

type codeRow struct {
	ID         int64 `gorm:"primaryKey;autoIncrement:false"`
	PhoneBlind []byte
	Purpose    Purpose
	CodeHash   []byte
	Tries      int
	ExpiresUS  int64 `gorm:"column:expires_us"`
	UsedUS     int64 `gorm:"column:used_us"`
	CreatedUS  int64 `gorm:"column:created_us"`
}

func (codeRow) TableName() string { return "user_sms_code" }

func insertCode(tx *db.Tx, r codeRow) error { return tx.SQL().Create(&r).Error }

// lastCode returns the newest code sent to a phone for a purpose; an older one
// is worth nothing any more.
func lastCode(tx *db.Tx, blind []byte, p Purpose) (r codeRow, err error) {
	err = tx.SQL().Raw(`SELECT id, code_hash, tries, expires_us, used_us, created_us FROM user_sms_code
		WHERE phone_blind = ? AND purpose = ? ORDER BY id DESC LIMIT 1`, blind, p).Take(&r).Error
	return r, err
}

// countTry takes one of the tries of a code that still lives.
func countTry(tx *db.Tx, id int64, allowed int) (bool, error) {
	res := tx.SQL().Exec(`UPDATE user_sms_code SET tries = tries + 1 WHERE id = ? AND tries < ? AND used_us = 0 AND expires_us > ?`,
		id, allowed, tx.NowUS())
	return res.RowsAffected == 1, res.Error
}

func useCode(tx *db.Tx, id int64) (bool, error) {
	res := tx.SQL().Exec(`UPDATE user_sms_code SET used_us = ? WHERE id = ? AND used_us = 0`, tx.NowUS(), id)
	return res.RowsAffected == 1, res.Error
}

func deleteCodes(tx *db.Tx, beforeUS int64) error {
	return tx.SQL().Exec(`DELETE FROM user_sms_code WHERE expires_us < ?`, beforeUS).Error
}

type sessionRow struct {
	ID        int64 `gorm:"primaryKey;autoIncrement:false"`
	TokenHash []byte
	UserID    int64
	Role      Role
	GrantID   int64
	Device    string
	ByCode    bool
	CreatedUS int64 `gorm:"column:created_us"`
	SeenUS    int64 `gorm:"column:seen_us"`
	ExpiresUS int64 `gorm:"column:expires_us"`
	EndedUS   int64 `gorm:"column:ended_us"`
}

func (sessionRow) TableName() string { return "user_session" }

func insertSession(tx *db.Tx, r sessionRow) error { return tx.SQL().Create(&r).Error }

func liveSession(tx *db.Tx, hash tokenHash) (r sessionRow, err error) {
	err = tx.SQL().Raw(`SELECT id, user_id, role, grant_id, device, by_code, seen_us, expires_us FROM user_session
		WHERE token_hash = ? AND ended_us = 0 AND expires_us > ?`, hash[:], tx.NowUS()).Take(&r).Error
	if db.NotFound(err) {
		err = ErrSession
	}
	return r, err
}

func touchSession(tx *db.Tx, id, seenUS, expiresUS int64) error {
	return tx.SQL().Exec(`UPDATE user_session SET seen_us = ?, expires_us = ? WHERE id = ? AND ended_us = 0 AND seen_us < ?`,
		seenUS, expiresUS, id, seenUS).Error
}

func endSession(tx *db.Tx, hash tokenHash) error {
	return tx.SQL().Exec(`UPDATE user_session SET ended_us = ? WHERE token_hash = ? AND ended_us = 0`, tx.NowUS(), hash[:]).Error
}

func endSessionsOfUser(tx *db.Tx, userID int64) error {
	return tx.SQL().Exec(`UPDATE user_session SET ended_us = ? WHERE user_id = ? AND ended_us = 0`, tx.NowUS(), userID).Error
}

func endOtherSessions(tx *db.Tx, userID, keep int64) error {
	return tx.SQL().Exec(`UPDATE user_session SET ended_us = ? WHERE user_id = ? AND id <> ? AND ended_us = 0`, tx.NowUS(), userID, keep).Error
}

func endSessionsOfGrant(tx *db.Tx, grantID int64) error {
	return tx.SQL().Exec(`UPDATE user_session SET ended_us = ? WHERE grant_id = ? AND ended_us = 0`, tx.NowUS(), grantID).Error
}

func deleteSessions(tx *db.Tx, beforeUS int64) error {
	return tx.SQL().Exec(`DELETE FROM user_session WHERE expires_us < ?`, beforeUS).Error
}
