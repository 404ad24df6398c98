package app_test

import (
	"fmt"
	"hash/fnv"

	"github.com/yigou/yigou/internal/db"
)

// table is what one table holds, whatever its order.
type table struct {
	rows int
	sum  uint64
}

// written is the content of every table but the sessions, whose end moves on as
// people click.
func (h *house) written() map[string]table {
	h.t.Helper()
	all := map[string]table{}
	err := h.app.DB.View(h.t.Context(), func(tx *db.Tx) error {
		names, err := tx.SQL().Migrator().GetTables()
		for _, name := range names {
			if name == "user_session" {
				continue
			}
			if all[name], err = contents(tx, name); err != nil {
				return err
			}
		}
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

func contents(tx *db.Tx, name string) (sum table, err error) {
	rows, err := tx.SQL().Table(name).Rows()
	if err != nil {
		return sum, err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return sum, err
	}
	cells := make([]any, len(columns))
	into := make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return sum, err
		}
		digest := fnv.New64a()
		_, _ = fmt.Fprint(digest, cells...)
		sum.rows++
		sum.sum += digest.Sum64()
	}
	return sum, rows.Err()
}

// unchanged fails for every table that was written since.
func (h *house) unchanged(before map[string]table) {
	h.t.Helper()
	after := h.written()
	for name, was := range before {
		if is := after[name]; is != was {
			h.t.Errorf("%s was written: %d rows before, %d after", name, was.rows, is.rows)
		}
	}
}
