package household

import "github.com/yigou/yigou/internal/db"

type viewerRow struct {
	ID          int64 `gorm:"primaryKey;autoIncrement:false"`
	HouseholdID int64
	Region      string
	UserID      int64
	Version     string
	WitnessID   int64
	NamedUS     int64 `gorm:"column:named_us"`
	NamedBy     int64
	RemovedUS   int64 `gorm:"column:removed_us"`
	RemovedBy   int64
	Closed      int64
}

func (viewerRow) TableName() string { return "household_viewer" }

func insertViewer(tx *db.Tx, v Viewer, region string) error {
	return tx.SQL().Create(&viewerRow{
		ID: v.ID, HouseholdID: v.HouseholdID, Region: region, UserID: v.UserID, Version: v.Version,
		WitnessID: v.WitnessID, NamedUS: v.NamedUS, NamedBy: v.NamedBy,
	}).Error
}

func endViewer(tx *db.Tx, householdID, id, by int64) (int64, error) {
	res := tx.SQL().Exec(`UPDATE household_viewer SET removed_us = ?, removed_by = ?, closed = id
		WHERE household_id = ? AND id = ? AND closed = 0`, tx.NowUS(), by, householdID, id)
	return res.RowsAffected, res.Error
}

func liveViewers(tx *db.Tx, householdID int64) ([]Viewer, error) {
	var rows []viewerRow
	err := tx.SQL().Raw(`SELECT id, household_id, user_id, version, witness_id, named_us, named_by FROM household_viewer
		WHERE household_id = ? AND closed = 0 ORDER BY id`, householdID).Scan(&rows).Error
	out := make([]Viewer, len(rows))
	for i, r := range rows {
		out[i] = Viewer{
			ID: r.ID, HouseholdID: r.HouseholdID, UserID: r.UserID, Version: r.Version, WitnessID: r.WitnessID,
			NamedUS: r.NamedUS, NamedBy: r.NamedBy,
		}
	}
	return out, err
}

func rowsViewedBy(tx *db.Tx, userID int64) (rows []householdRow, err error) {
	err = tx.SQL().Raw(`SELECT h.id, h.code, h.region, h.village_name, h.group_name, h.surname, h.masked_name,
		h.kind, h.monitor, h.risk_cleared, h.persons, h.state
		FROM household_viewer v JOIN household h ON h.id = v.household_id
		WHERE v.user_id = ? AND v.closed = 0 ORDER BY v.id`, userID).Scan(&rows).Error
	return rows, err
}
