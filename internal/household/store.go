package household

import (
	"strings"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

type householdRow struct {
	ID          int64 `gorm:"primaryKey;autoIncrement:false"`
	Code        string
	Region      string
	VillageName string
	GroupName   string
	Surname     string
	MaskedName  string
	NameSealed  []byte
	NameBlind   []byte
	IDNoSealed  []byte `gorm:"column:id_no_sealed"`
	IDNoBlind   []byte `gorm:"column:id_no_blind"`
	PhoneSealed []byte
	PhoneBlind  []byte
	Kind        Kind
	Monitor     Monitor
	RiskCleared bool
	Persons     int
	State       State
	Fingerprint []byte
	CreatedUS   int64 `gorm:"column:created_us"`
	UpdatedUS   int64 `gorm:"column:updated_us"`
}

func (householdRow) TableName() string { return "household" }

func (r householdRow) household() Household {
	return Household{
		ID: r.ID, Code: r.Code, Region: r.Region, VillageName: r.VillageName, GroupName: r.GroupName,
		MaskedName: r.MaskedName, Status: r.status(), Persons: r.Persons, State: r.State,
	}
}

func (r householdRow) status() Status {
	return Status{Kind: r.Kind, Monitor: r.Monitor, RiskCleared: r.RiskCleared}
}

type kindRow struct {
	ID          int64 `gorm:"primaryKey;autoIncrement:false"`
	HouseholdID int64
	Region      string
	Kind        Kind
	Monitor     Monitor
	RiskCleared bool
	FromDay     clock.Day
	ToDay       clock.Day
	CreatedUS   int64 `gorm:"column:created_us"`
}

func (kindRow) TableName() string { return "household_kind" }

func (r householdRow) kindSince(tx *db.Tx, from clock.Day) kindRow {
	return kindRow{
		ID: tx.NewID(), HouseholdID: r.ID, Region: r.Region, Kind: r.Kind, Monitor: r.Monitor,
		RiskCleared: r.RiskCleared, FromDay: from, CreatedUS: tx.NowUS(),
	}
}

func insertHouseholds(tx *db.Tx, rows []householdRow) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.SQL().Create(&rows).Error
}

func insertKinds(tx *db.Tx, rows []kindRow) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.SQL().Create(&rows).Error
}

// updateHousehold writes what an import may change; the code stays.
func updateHousehold(tx *db.Tx, r householdRow) error {
	return tx.SQL().Exec(`UPDATE household SET region = ?, village_name = ?, group_name = ?, surname = ?, masked_name = ?,
		name_sealed = ?, name_blind = ?, id_no_sealed = ?, id_no_blind = ?, phone_sealed = ?, phone_blind = ?,
		kind = ?, monitor = ?, risk_cleared = ?, persons = ?, state = ?, fingerprint = ?, updated_us = ? WHERE id = ?`,
		r.Region, r.VillageName, r.GroupName, r.Surname, r.MaskedName,
		r.NameSealed, r.NameBlind, r.IDNoSealed, r.IDNoBlind, r.PhoneSealed, r.PhoneBlind,
		r.Kind, r.Monitor, r.RiskCleared, r.Persons, r.State, r.Fingerprint, r.UpdatedUS, r.ID).Error
}

func closeKind(tx *db.Tx, householdID int64, lastDay clock.Day) error {
	return tx.SQL().Exec(`UPDATE household_kind SET to_day = ? WHERE household_id = ? AND to_day = 0`, lastDay, householdID).Error
}

func kindsOn(tx *db.Tx, ids []int64, day clock.Day) (rows []kindRow, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.SQL().Raw(`SELECT household_id, kind, monitor, risk_cleared FROM household_kind
		WHERE household_id IN ? AND from_day <= ? AND (to_day = 0 OR to_day >= ?)`, ids, day, day).Scan(&rows).Error
	return rows, err
}

func kindsOf(tx *db.Tx, id int64) (rows []kindRow, err error) {
	err = tx.SQL().Raw(`SELECT kind, monitor, risk_cleared, from_day, to_day FROM household_kind
		WHERE household_id = ? ORDER BY from_day DESC, id DESC`, id).Scan(&rows).Error
	return rows, err
}

const briefColumns = `id, code, region, village_name, group_name, surname, masked_name, kind, monitor, risk_cleared, persons, state`

const sealedColumns = `, name_sealed, id_no_sealed, phone_sealed`

func rowsByIDs(tx *db.Tx, ids []int64) (rows []householdRow, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.SQL().Raw(`SELECT `+briefColumns+` FROM household WHERE id IN ?`, ids).Scan(&rows).Error
	return rows, err
}

// rowByID returns one whole row inside a region.
func rowByID(tx *db.Tx, regionPrefix string, id int64) (row householdRow, err error) {
	err = tx.SQL().Raw(`SELECT `+briefColumns+sealedColumns+` FROM household WHERE id = ?`, id).Take(&row).Error
	if db.NotFound(err) || (err == nil && !inScope(row.Region, regionPrefix)) {
		return householdRow{}, ErrUnknown
	}
	return row, err
}

const sameColumns = `id, code, region, id_no_blind, kind, monitor, risk_cleared, state, fingerprint`

// findSame returns the stored households that have a code or a head of rows.
func findSame(tx *db.Tx, rows []householdRow) (same []householdRow, err error) {
	codes, heads := make([]string, len(rows)), make([][]byte, len(rows))
	for i, r := range rows {
		codes[i], heads[i] = r.Code, r.IDNoBlind
	}
	err = tx.SQL().Raw(`SELECT `+sameColumns+` FROM household WHERE code IN ?
		UNION SELECT `+sameColumns+` FROM household WHERE id_no_blind IN ?`,
		codes, heads).Scan(&same).Error
	return same, err
}

func searchHouseholds(tx *db.Tx, prefix string, q query, cursor string, limit int) (rows []householdRow, err error) {
	sql := within(tx.SQL().Table("household").Select(briefColumns), prefix).Where("state = ?", Active)
	if region, code, ok := readCursor(cursor); ok {
		sql = sql.Where("(region > ? OR (region = ? AND code > ?))", region, region, code)
	}
	if where, args := q.where(); where != "" {
		sql = sql.Where("("+where+")", args...)
	}
	err = sql.Order("region, code").Limit(limit).Find(&rows).Error
	return rows, err
}

// where joins what the person may have meant with OR.
func (q query) where() (string, []any) {
	var parts []string
	var args []any
	add := func(sql string, arg any) {
		parts = append(parts, sql)
		args = append(args, arg)
	}
	if q.codePrefix != "" {
		add("code LIKE ?", q.codePrefix+"%")
	}
	if q.group != "" {
		add("group_name = ?", q.group)
	}
	if q.surname != "" {
		add("surname = ?", q.surname)
	}
	if q.nameBlind != nil {
		add("name_blind = ?", q.nameBlind)
	}
	if q.phoneBlind != nil {
		add("phone_blind = ?", q.phoneBlind)
	}
	return strings.Join(parts, " OR "), args
}

// within bounds region to a prefix by a range, which both engines' indexes
// serve. ':' is the character after '9'.
func within(sql *gorm.DB, prefix string) *gorm.DB {
	return sql.Where("region >= ? AND region < ?", prefix, prefix+":")
}

func countByVillage(tx *db.Tx, prefix string) (map[string]Count, error) {
	var rows []struct {
		Village    string
		Households int
		Persons    int
	}
	err := within(tx.SQL().Table("household"), prefix).Where("state = ?", Active).
		Select("SUBSTR(region, 1, 12) AS village, COUNT(*) AS households, SUM(persons) AS persons").
		Group("SUBSTR(region, 1, 12)").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	m := make(map[string]Count, len(rows))
	for _, r := range rows {
		m[r.Village] = Count{Households: r.Households, Persons: r.Persons}
	}
	return m, nil
}
