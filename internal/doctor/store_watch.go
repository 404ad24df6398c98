package doctor

import (
	"slices"
	"time"

	"github.com/yigou/yigou/internal/db"
)

// upsert is the tail of an INSERT that replaces the columns of a row that is
// there.
func upsert(tx *db.Tx, key string, columns ...string) string {
	tail, from := " ON DUPLICATE KEY UPDATE ", "VALUES("
	end := ")"
	if tx.Dialect() == db.SQLite {
		tail, from, end = " ON CONFLICT ("+key+") DO UPDATE SET ", "excluded.", ""
	}
	for i, c := range columns {
		if i > 0 {
			tail += ", "
		}
		tail += c + " = " + from + c + end
	}
	return tail
}

func putMark(tx *db.Tx, m mark) error {
	p := m.at
	return tx.InsertRows(`INSERT INTO doctor_lane (lane, seq, height, head, posted_us, epoch, alg, patrol_seq, patrol_height) VALUES `, 9,
		[]any{m.row.id, p.seq, p.height, p.head[:], p.postedUS, p.epoch, p.alg, m.patrol.seq, m.patrol.height},
		upsert(tx, "lane", "seq", "height", "head", "posted_us", "epoch", "alg", "patrol_seq", "patrol_height"))
}

// putSums writes the doctor's own sums; gone are open items at zero.
func putSums(tx *db.Tx, balances, open, gone []any) error {
	err := tx.InsertRows(`INSERT INTO doctor_balance (account_id, dr, cr, n, last_id) VALUES `, 5, balances,
		upsert(tx, "account_id", "dr", "cr", "n", "last_id"))
	if err != nil {
		return err
	}
	err = tx.InsertRows(`INSERT INTO doctor_open (account_id, dim, balance) VALUES `, 3, open, upsert(tx, "account_id, dim", "balance"))
	if err != nil {
		return err
	}
	for part := range slices.Chunk(gone, 2*chunk) {
		err := tx.SQL().Exec(`DELETE FROM doctor_open WHERE (account_id, dim) IN `+tuples(tx.Dialect(), len(part)/2, 2), part...).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// Kinds of examination, as they are stored.
const (
	passQuick = "quick"
	passFull  = "full"
)

// takeTurn wins the turn when it is free or its lease has run out.
func takeTurn(tx *db.Tx, owner string, now time.Time, lease time.Duration) (turn int64, mine bool, err error) {
	var rows []struct {
		Turn    int64
		LeaseUS int64
	}
	if err := tx.SQL().Raw(`SELECT turn, lease_us FROM doctor_turn WHERE id = 1`).Scan(&rows).Error; err != nil {
		return 0, false, err
	}
	if len(rows) == 0 {
		err := tx.SQL().Exec(`INSERT INTO doctor_turn (id, owner, lease_us, turn, patrol_account, patrol_open_account, patrol_open_dim)
			VALUES (1, ?, ?, 1, 0, 0, 0)`, owner, now.Add(lease).UnixMicro()).Error
		if db.IsDuplicate(err) {
			return 0, false, nil
		}
		return 1, err == nil, err
	}
	if rows[0].LeaseUS > now.UnixMicro() {
		return 0, false, nil
	}
	res := tx.SQL().Exec(`UPDATE doctor_turn SET owner = ?, lease_us = ?, turn = turn + 1 WHERE id = 1 AND turn = ?`,
		owner, now.Add(lease).UnixMicro(), rows[0].Turn)
	return rows[0].Turn + 1, res.RowsAffected > 0, res.Error
}

// endTurn frees the turn, if it is still this one.
func endTurn(tx *db.Tx, turn int64) (bool, error) {
	res := tx.SQL().Exec(`UPDATE doctor_turn SET lease_us = 0 WHERE id = 1 AND turn = ? AND lease_us <> 0`, turn)
	return res.RowsAffected > 0, res.Error
}

func putPatrol(tx *db.Tx, p patrolMark) error {
	return tx.SQL().Exec(`UPDATE doctor_turn SET patrol_account = ?, patrol_open_account = ?, patrol_open_dim = ? WHERE id = 1`,
		int64(p.account), int64(p.open.account), p.open.dim).Error
}

type resultRow struct {
	Invariant string
	Pass      string
	Figure    string
	Detail    string
	AtUS      int64
	BrokenUS  int64
}

func selectResults(tx *db.Tx) (map[string]map[string]resultRow, error) {
	var rows []resultRow
	err := tx.SQL().Raw(`SELECT invariant, pass, figure, detail, at_us, broken_us FROM doctor_result`).Scan(&rows).Error
	by := map[string]map[string]resultRow{passQuick: {}, passFull: {}}
	for _, r := range rows {
		if by[r.Pass] != nil {
			by[r.Pass][r.Invariant] = r
		}
	}
	return by, err
}

func selectLastFull(tx *db.Tx) (us int64, err error) {
	err = tx.SQL().Raw(`SELECT COALESCE(MAX(at_us), 0) FROM doctor_result WHERE pass = ?`, passFull).Scan(&us).Error
	return us, err
}

func putResult(tx *db.Tx, r resultRow) error {
	return tx.InsertRows(`INSERT INTO doctor_result (invariant, pass, figure, detail, at_us, broken_us) VALUES `, 6,
		[]any{r.Invariant, r.Pass, r.Figure, r.Detail, r.AtUS, r.BrokenUS},
		upsert(tx, "invariant, pass", "figure", "detail", "at_us", "broken_us"))
}

// deleteMarks makes the next quick passes begin at the beginning.
func deleteMarks(tx *db.Tx) error {
	for _, table := range []string{"doctor_lane", "doctor_balance", "doctor_open"} {
		if err := tx.SQL().Exec(`DELETE FROM ` + table).Error; err != nil {
			return err
		}
	}
	return putPatrol(tx, patrolMark{})
}
