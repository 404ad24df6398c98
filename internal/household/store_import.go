package household

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

type importRow struct {
	ID                int64 `gorm:"primaryKey;autoIncrement:false"`
	Region            string
	UserID            int64
	FileName          string
	DryRun            bool
	AsOfDay           clock.Day
	State             ImportState
	RowsRead          int
	RowsRejected      int
	RowsSkipped       int
	HouseholdsNew     int
	HouseholdsChanged int
	HouseholdsSame    int
	Persons           int
	Failure           string
	StartedUS         int64 `gorm:"column:started_us"`
	UpdatedUS         int64 `gorm:"column:updated_us"`
	FinishedUS        int64 `gorm:"column:finished_us"`
}

func (importRow) TableName() string { return "household_import" }

func (r importRow) run() ImportRun {
	return ImportRun{
		ID: r.ID, FileName: r.FileName, DryRun: r.DryRun, AsOf: r.AsOfDay, State: r.State, Failure: r.Failure,
		Rows: r.RowsRead, Rejected: r.RowsRejected, Skipped: r.RowsSkipped,
		New: r.HouseholdsNew, Changed: r.HouseholdsChanged, Same: r.HouseholdsSame, Persons: r.Persons,
		StartedUS: r.StartedUS, FinishedUS: r.FinishedUS,
	}
}

// errImportUnknown answers for a run outside the caller's region too.
var errImportUnknown = fault.New(fault.NotFound, "household.import_unknown", "没有这次导入")

const importColumns = `id, region, user_id, file_name, dry_run, as_of_day, state, rows_read, rows_rejected, rows_skipped,
	households_new, households_changed, households_same, persons, failure, started_us, updated_us, finished_us`

func insertImport(tx *db.Tx, by actor.Actor, run ImportRun) error {
	return tx.SQL().Create(&importRow{
		ID: run.ID, Region: by.Region, UserID: by.UserID, FileName: run.FileName, DryRun: run.DryRun,
		AsOfDay: run.AsOf, State: run.State, StartedUS: run.StartedUS, UpdatedUS: run.StartedUS,
	}).Error
}

func updateImport(tx *db.Tx, run ImportRun) error {
	return tx.SQL().Exec(`UPDATE household_import SET state = ?, rows_read = ?, rows_rejected = ?, rows_skipped = ?,
		households_new = ?, households_changed = ?, households_same = ?, persons = ?, failure = ?, updated_us = ?, finished_us = ?
		WHERE id = ?`,
		run.State, run.Rows, run.Rejected, run.Skipped, run.New, run.Changed, run.Same, run.Persons, run.Failure,
		tx.NowUS(), run.FinishedUS, run.ID).Error
}

func importRunning(tx *db.Tx, region string) (bool, error) {
	var n int64
	err := within(tx.SQL().Table("household_import"), region).Where("state = ?", ImportRunning).Count(&n).Error
	return n > 0, err
}

// abandonImports marks runs that made no progress since an instant: their
// process is gone.
func abandonImports(tx *db.Tx, region string, sinceUS int64) error {
	return tx.SQL().Exec(`UPDATE household_import SET state = ?, failure = ?, finished_us = ?
		WHERE region >= ? AND region < ? AND state = ? AND updated_us < ?`,
		ImportFailed, failure(nil), tx.NowUS(), region, region+":", ImportRunning, sinceUS).Error
}

func importRuns(tx *db.Tx, prefix string, before int64, limit int) ([]ImportRun, error) {
	if prefix == "" {
		return nil, nil
	}
	sql := within(tx.SQL().Table("household_import").Select(importColumns), prefix)
	if before != 0 {
		sql = sql.Where("id < ?", before)
	}
	var rows []importRow
	err := sql.Order("id DESC").Limit(limit).Find(&rows).Error
	runs := make([]ImportRun, len(rows))
	for i, r := range rows {
		runs[i] = r.run()
	}
	return runs, err
}

func importByID(tx *db.Tx, prefix string, id int64) (ImportRun, error) {
	var row importRow
	err := tx.SQL().Raw(`SELECT `+importColumns+` FROM household_import WHERE id = ?`, id).Take(&row).Error
	if db.NotFound(err) || (err == nil && !inScope(row.Region, prefix)) {
		return ImportRun{}, errImportUnknown
	}
	return row.run(), err
}

type importErrorRow struct {
	ImportID int64
	Ord      int
	RowNo    int
	Col      string
	ColName  string
	Outcome  Outcome
	Reason   string
}

func (importErrorRow) TableName() string { return "household_import_error" }

func insertImportErrors(tx *db.Tx, id int64, errs []RowError) error {
	rows := make([]importErrorRow, len(errs))
	for i, e := range errs {
		rows[i] = importErrorRow{
			ImportID: id, Ord: e.Ord, RowNo: e.Line, Col: e.Column, ColName: e.Name, Outcome: e.Outcome, Reason: e.Reason,
		}
	}
	return tx.SQL().Create(&rows).Error
}

func importErrors(tx *db.Tx, id int64, after, limit int) ([]RowError, error) {
	var rows []importErrorRow
	err := tx.SQL().Raw(`SELECT ord, row_no, col, col_name, outcome, reason FROM household_import_error
		WHERE import_id = ? AND ord > ? ORDER BY ord LIMIT ?`, id, after, limit).Scan(&rows).Error
	errs := make([]RowError, len(rows))
	for i, r := range rows {
		errs[i] = RowError{Ord: r.Ord, Line: r.RowNo, Column: r.Col, Name: r.ColName, Outcome: r.Outcome, Reason: r.Reason}
	}
	return errs, err
}

// moveHousehold copies a household's new place to the rows that carry it.
func moveHousehold(tx *db.Tx, id int64, region string) error {
	for _, statement := range []string{
		`UPDATE household_kind SET region = ? WHERE household_id = ?`,
		`UPDATE household_consent SET region = ? WHERE household_id = ?`,
		`UPDATE household_viewer SET region = ? WHERE household_id = ?`,
		`UPDATE household_binding SET region = ? WHERE household_id = ?`,
		`UPDATE household_dispute SET region = ? WHERE household_id = ?`,
	} {
		if err := tx.SQL().Exec(statement, region, id).Error; err != nil {
			return err
		}
	}
	return nil
}
