package outbox

import (
	"context"

	"github.com/yigou/yigou/internal/db"
)

const jobColumns = `job (id, kind, ukey, body, run_us, tries, owner, created_us, last_error)`

func insert(tx *db.Tx, id int64, j Job, body []byte, runUS int64) error {
	return tx.SQL().Exec(`INSERT INTO `+jobColumns+` VALUES (?, ?, ?, ?, ?, 0, '', ?, '')`,
		id, j.Kind, j.Key, string(body), runUS, tx.NowUS()).Error
}

func queue(tx *db.Tx, id int64, j Job, body []byte, runUS int64) {
	tx.Queue(jobColumns, id, j.Kind, nil, string(body), runUS, 0, "", tx.NowUS(), "")
}

type jobRow struct {
	ID    int64
	Kind  string
	Body  string
	Tries int
	RunUS int64
}

// claim leases due jobs by a conditional UPDATE each: no lock, no SKIP LOCKED
// (stack.md §2.2). A job's lease is its run_us moved ahead.
func claim(ctx context.Context, d *db.DB, owner string, limit int, kinds []string) ([]Task, error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	var due []jobRow
	err := d.View(ctx, func(tx *db.Tx) error {
		return tx.SQL().Raw(`SELECT id, kind, body, tries, run_us FROM job
			WHERE run_us <= ? AND kind IN ? ORDER BY run_us, id LIMIT ?`, tx.NowUS(), kinds, limit).Scan(&due).Error
	})
	if err != nil || len(due) == 0 {
		return nil, err
	}
	var tasks []Task
	err = d.Update(ctx, func(tx *db.Tx) error {
		tasks = tasks[:0]
		for _, r := range due {
			res := tx.SQL().Exec(`UPDATE job SET owner = ?, run_us = ?, tries = tries + 1 WHERE id = ? AND run_us = ? AND tries = ?`,
				owner, tx.NowUS()+lease.Microseconds(), r.ID, r.RunUS, r.Tries)
			if res.Error != nil {
				return res.Error
			}
			if res.RowsAffected == 1 {
				tasks = append(tasks, Task{ID: r.ID, Kind: r.Kind, Body: []byte(r.Body), Tries: r.Tries + 1, owner: owner})
			}
		}
		return nil
	})
	return tasks, err
}

func remove(tx *db.Tx, id int64, owner string) (int64, error) {
	res := tx.SQL().Exec(`DELETE FROM job WHERE id = ? AND owner = ?`, id, owner)
	return res.RowsAffected, res.Error
}

func postpone(tx *db.Tx, t Task, runUS int64, why string) error {
	return tx.SQL().Exec(`UPDATE job SET owner = '', run_us = ?, last_error = ? WHERE id = ? AND owner = ?`,
		runUS, why, t.ID, t.owner).Error
}

func bury(tx *db.Tx, t Task, why string) error {
	err := tx.SQL().Exec(`INSERT INTO job_dead (id, kind, ukey, body, tries, created_us, dead_us, last_error)
		SELECT id, kind, ukey, body, tries, created_us, ?, ? FROM job WHERE id = ? AND owner = ?`,
		tx.NowUS(), why, t.ID, t.owner).Error
	if err != nil {
		return err
	}
	_, err = remove(tx, t.ID, t.owner)
	return err
}

// Waiting counts jobs that are due or planned, and the dead, for metrics.
func Waiting(tx *db.Tx) (waiting, dead int64, err error) {
	if err = tx.SQL().Raw(`SELECT COUNT(*) FROM job`).Scan(&waiting).Error; err != nil {
		return 0, 0, err
	}
	err = tx.SQL().Raw(`SELECT COUNT(*) FROM job_dead`).Scan(&dead).Error
	return waiting, dead, err
}
