package ledger

import "github.com/yigou/yigou/internal/db"

// selectStopped reads which accounts are stopped now: a handful at worst.
func selectStopped(tx *db.Tx) (map[AccountID]bool, error) {
	var ids []AccountID
	err := tx.SQL().Raw(`SELECT account_id FROM ledger_stop WHERE lifted_us = 0`).Scan(&ids).Error
	stopped := make(map[AccountID]bool, len(ids))
	for _, id := range ids {
		stopped[id] = true
	}
	return stopped, err
}

type stopRow struct {
	Of        accountRow `gorm:"embedded"`
	StopID    int64
	Invariant string
	Why       string
	StoppedUS int64
	AskedBy   int64
	AskedUS   int64
	LiftedBy  int64
	LiftedUS  int64
}

func selectStops(tx *db.Tx, where string, args ...any) ([]Stop, error) {
	var rows []stopRow
	err := tx.SQL().Raw(`SELECT a.id, a.book, a.code, a.owner_kind, a.owner_id, a.sub, s.id AS stop_id, s.invariant, s.why,
		s.stopped_us, s.asked_by, s.asked_us, s.lifted_by, s.lifted_us
		FROM ledger_stop s JOIN ledger_account a ON a.id = s.account_id WHERE `+where, args...).Scan(&rows).Error
	all := make([]Stop, len(rows))
	for i, r := range rows {
		all[i] = Stop{
			r.StopID, r.Of.ID, r.Of.account().AccountKey, r.Invariant, r.Why,
			r.StoppedUS, r.AskedBy, r.AskedUS, r.LiftedBy, r.LiftedUS,
		}
	}
	return all, err
}

func insertStops(tx *db.Tx, stops []Stop) error {
	const width = 5
	args := make([]any, 0, width*len(stops))
	for _, s := range stops {
		args = append(args, s.ID, int64(s.Account), s.Invariant, clip(s.Why), s.StoppedUS)
	}
	return tx.InsertRows(`INSERT INTO ledger_stop (id, account_id, invariant, why, stopped_us) VALUES `, width, args, "")
}

func putLiftAsked(tx *db.Tx, s Stop) (bool, error) {
	res := tx.SQL().Exec(`UPDATE ledger_stop SET asked_by = ?, asked_us = ? WHERE id = ? AND lifted_us = 0`, s.AskedBy, s.AskedUS, s.ID)
	return res.RowsAffected > 0, res.Error
}

func putLifted(tx *db.Tx, s Stop) (bool, error) {
	res := tx.SQL().Exec(`UPDATE ledger_stop SET lifted_by = ?, lifted_us = ? WHERE id = ? AND lifted_us = 0 AND asked_by = ?`,
		s.LiftedBy, s.LiftedUS, s.ID, s.AskedBy)
	return res.RowsAffected > 0, res.Error
}

// unparkStopped lets what was parked for a stop in a book wait for its lane.
func unparkStopped(tx *db.Tx, book int32) error {
	return tx.SQL().Exec(`UPDATE ledger_intent SET parked_us = 0, park_code = '', park_detail = ''
		WHERE book = ? AND park_code = ?`, book, ParkStopped).Error
}
