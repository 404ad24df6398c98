package identity

import (
	"regexp"
	"strings"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

type userRow struct {
	ID            int64 `gorm:"primaryKey;autoIncrement:false"`
	PhoneSealed   []byte
	PhoneBlind    []byte
	PhoneMask     string
	Name          string
	PasswordHash  string
	Failures      int
	LockedUntilUS int64 `gorm:"column:locked_until_us"`
	State         State
	CreatedUS     int64 `gorm:"column:created_us"`
	UpdatedUS     int64 `gorm:"column:updated_us"`
}

func (userRow) TableName() string { return "user_account" }

func (r userRow) user() User {
	return User{ID: r.ID, PhoneMask: r.PhoneMask, Name: r.Name, State: r.State, HasPassword: r.PasswordHash != ""}
}

const userColumns = `id, phone_mask, name, password_hash, failures, locked_until_us, state`

func insertUser(tx *db.Tx, r userRow) error { return tx.SQL().Create(&r).Error }

func userByPhone(tx *db.Tx, blind []byte) (r userRow, err error) {
	err = tx.SQL().Raw(`SELECT `+userColumns+` FROM user_account WHERE phone_blind = ?`, blind).Take(&r).Error
	return r, err
}

func userByID(tx *db.Tx, id int64) (r userRow, err error) {
	err = tx.SQL().Raw(`SELECT `+userColumns+` FROM user_account WHERE id = ?`, id).Take(&r).Error
	if db.NotFound(err) {
		err = ErrUnknownUser
	}
	return r, err
}

func usersByIDs(tx *db.Tx, ids []int64) (rows []userRow, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.SQL().Raw(`SELECT `+userColumns+` FROM user_account WHERE id IN ? ORDER BY id`, ids).Scan(&rows).Error
	return rows, err
}

func sealedPhone(tx *db.Tx, id int64) ([]byte, error) {
	var r userRow
	err := tx.SQL().Raw(`SELECT phone_sealed FROM user_account WHERE id = ?`, id).Take(&r).Error
	if db.NotFound(err) {
		err = ErrUnknownUser
	}
	return r.PhoneSealed, err
}

func setStaff(tx *db.Tx, id int64, name, hash string) error {
	return tx.SQL().Exec(`UPDATE user_account SET name = ?, password_hash = ?, failures = 0, locked_until_us = 0, updated_us = ? WHERE id = ?`,
		name, hash, tx.NowUS(), id).Error
}

func setPassword(tx *db.Tx, id int64, hash string) error {
	return tx.SQL().Exec(`UPDATE user_account SET password_hash = ?, failures = 0, locked_until_us = 0, updated_us = ? WHERE id = ?`,
		hash, tx.NowUS(), id).Error
}

func setState(tx *db.Tx, id int64, s State) error {
	return tx.SQL().Exec(`UPDATE user_account SET state = ?, updated_us = ? WHERE id = ?`, s, tx.NowUS(), id).Error
}

// countFailure counts one wrong password; the last one allowed locks the
// account and starts the count again.
func countFailure(tx *db.Tx, id int64, allowed int, lockUS int64) (locked bool, err error) {
	if err := tx.SQL().Exec(`UPDATE user_account SET failures = failures + 1 WHERE id = ?`, id).Error; err != nil {
		return false, err
	}
	res := tx.SQL().Exec(`UPDATE user_account SET failures = 0, locked_until_us = ? WHERE id = ? AND failures >= ?`, lockUS, id, allowed)
	return res.RowsAffected > 0, res.Error
}

func clearFailures(tx *db.Tx, id int64) error {
	return tx.SQL().Exec(`UPDATE user_account SET failures = 0, locked_until_us = 0 WHERE id = ? AND (failures <> 0 OR locked_until_us <> 0)`, id).Error
}

type grantRow struct {
	ID        int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID    int64
	Role      Role
	OrgKind   string
	OrgID     int64
	Region    string
	FromDay   clock.Day
	ToDay     clock.Day
	GrantedBy int64
	CreatedUS int64 `gorm:"column:created_us"`
}

func (grantRow) TableName() string { return "user_grant" }

func (r grantRow) grant() Grant {
	return Grant{ID: r.ID, UserID: r.UserID, Role: r.Role, OrgKind: r.OrgKind, OrgID: r.OrgID, Region: r.Region, From: r.FromDay, To: r.ToDay}
}

const grantColumns = `id, user_id, role, org_kind, org_id, region, from_day, to_day`

func insertGrant(tx *db.Tx, g Grant, by int64) error {
	return tx.SQL().Create(&grantRow{
		ID: g.ID, UserID: g.UserID, Role: g.Role, OrgKind: g.OrgKind, OrgID: g.OrgID, Region: g.Region,
		FromDay: g.From, ToDay: g.To, GrantedBy: by, CreatedUS: tx.NowUS(),
	}).Error
}

func grantByID(tx *db.Tx, id int64) (Grant, error) {
	var r grantRow
	err := tx.SQL().Raw(`SELECT `+grantColumns+` FROM user_grant WHERE id = ?`, id).Take(&r).Error
	return r.grant(), err
}

// grantsOf returns every grant of some users, the oldest first.
func grantsOf(tx *db.Tx, userIDs []int64) (map[int64][]Grant, error) {
	if len(userIDs) == 0 {
		return nil, nil
	}
	var rows []grantRow
	err := tx.SQL().Raw(`SELECT `+grantColumns+` FROM user_grant WHERE user_id IN ? ORDER BY id`, userIDs).Scan(&rows).Error
	m := map[int64][]Grant{}
	for _, r := range rows {
		m[r.UserID] = append(m[r.UserID], r.grant())
	}
	return m, err
}

func endGrant(tx *db.Tx, id int64, lastDay clock.Day) error {
	return tx.SQL().Exec(`UPDATE user_grant SET to_day = ? WHERE id = ?`, lastDay, id).Error
}

// lastFour is what a phone shows behind its mask.
var lastFour = regexp.MustCompile(`^[0-9]{4}$`)

// literal keeps what LIKE reads as a pattern from being one.
var literal = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// called is the condition that u is called so.
func called(q string) (where string, args []any) {
	if lastFour.MatchString(q) {
		return "(u.name LIKE ? OR u.phone_mask LIKE ?)", []any{"%" + q + "%", "%" + q}
	}
	return "u.name LIKE ? ESCAPE '!'", []any{"%" + literal.Replace(q) + "%"}
}

func userIDsCalled(tx *db.Tx, q string, limit int) ([]int64, error) {
	where, args := called(q)
	ids := []int64{}
	err := tx.SQL().Table("user_account u").Where(where, args...).Order("u.id").Limit(limit).Pluck("u.id", &ids).Error
	return ids, err
}

// userIDsIn lists who holds a role inside a region now. ':' is the character
// after '9'.
func userIDsIn(tx *db.Tx, q UserQuery) (ids []int64, err error) {
	sql := tx.SQL().Table("user_grant g").Distinct("g.user_id").
		Where("g.region >= ? AND g.region < ? AND g.user_id > ?", q.Region, q.Region+":", q.After).
		Where("g.to_day = 0 OR g.to_day >= ?", tx.Today())
	if q.Q != "" {
		where, args := called(q.Q)
		sql = sql.Where("g.user_id IN (SELECT u.id FROM user_account u WHERE "+where+")", args...)
	}
	err = sql.Order("g.user_id").Limit(q.Limit+1).Pluck("g.user_id", &ids).Error
	return ids, err
}
