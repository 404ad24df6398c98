package household

import "github.com/yigou/yigou/internal/db"

type disputeRow struct {
	ID          int64 `gorm:"primaryKey;autoIncrement:false"`
	HouseholdID int64
	Region      string
	LineID      int64
	StationID   int64
	State       DisputeState
	AtStation   bool
	Words       string
	RaisedUS    int64 `gorm:"column:raised_us"`
	RaisedBy    int64
	TakenUS     int64 `gorm:"column:taken_us"`
	TakenBy     int64
	Answer      string
	AnsweredUS  int64 `gorm:"column:answered_us"`
	AnsweredBy  int64
	Closed      int64
}

func (disputeRow) TableName() string { return "household_dispute" }

func (r disputeRow) dispute() Dispute {
	return Dispute{
		ID: r.ID, HouseholdID: r.HouseholdID, Region: r.Region, LineID: r.LineID, StationID: r.StationID, State: r.State,
		AtStation: r.AtStation, Words: r.Words, RaisedUS: r.RaisedUS, RaisedBy: r.RaisedBy, TakenUS: r.TakenUS, TakenBy: r.TakenBy,
		Answer: r.Answer, AnsweredUS: r.AnsweredUS, AnsweredBy: r.AnsweredBy,
	}
}

const disputeColumns = `id, household_id, region, line_id, station_id, state, at_station, words, raised_us, raised_by,
	taken_us, taken_by, answer, answered_us, answered_by`

func insertDispute(tx *db.Tx, d Dispute) error {
	return tx.SQL().Create(&disputeRow{
		ID: d.ID, HouseholdID: d.HouseholdID, Region: d.Region, LineID: d.LineID, StationID: d.StationID, State: d.State,
		AtStation: d.AtStation, Words: d.Words, RaisedUS: d.RaisedUS, RaisedBy: d.RaisedBy,
	}).Error
}

func disputesWhere(tx *db.Tx, where string, args ...any) ([]Dispute, error) {
	var rows []disputeRow
	err := tx.SQL().Raw(`SELECT `+disputeColumns+` FROM household_dispute WHERE `+where, args...).Scan(&rows).Error
	out := make([]Dispute, len(rows))
	for i, r := range rows {
		out[i] = r.dispute()
	}
	return out, err
}

func countDisputes(tx *db.Tx, stationID int64, state DisputeState) (n int, err error) {
	err = tx.SQL().Raw(`SELECT COUNT(*) FROM household_dispute WHERE station_id = ? AND state = ?`, stationID, state).Scan(&n).Error
	return n, err
}

func setTakenOver(tx *db.Tx, id, by int64) error {
	res := tx.SQL().Exec(`UPDATE household_dispute SET state = ?, taken_us = ?, taken_by = ? WHERE id = ? AND state = ?`,
		DisputeOffice, tx.NowUS(), by, id, DisputeStation)
	return oneDispute(res.RowsAffected, res.Error)
}

func setAnswered(tx *db.Tx, id int64, from DisputeState, answer string, by int64) error {
	res := tx.SQL().Exec(`UPDATE household_dispute SET state = ?, answer = ?, answered_us = ?, answered_by = ?, closed = id
		WHERE id = ? AND state = ?`, DisputeAnswered, answer, tx.NowUS(), by, id, from)
	return oneDispute(res.RowsAffected, res.Error)
}

func oneDispute(n int64, err error) error {
	if err == nil && n == 0 {
		return ErrDisputeState
	}
	return err
}
