package db_test

import (
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/yigoutest"
)

func TestInsertRowsTakesAnyNumber(t *testing.T) {
	d := yigoutest.DB(t)
	insert := func(from, to int) error {
		return d.Update(t.Context(), func(tx *db.Tx) error {
			var args []any
			for node := from; node < to; node++ {
				args = append(args, node, "", node)
			}
			return tx.InsertRows("INSERT INTO id_node (node, owner, until_us) VALUES ", 3, args, "")
		})
	}
	if err := insert(0, 0); err != nil || count(t, d, "1=1") != 0 {
		t.Fatalf("no rows: %v, %d rows", err, count(t, d, "1=1"))
	}
	if err := insert(1, 2_502); err != nil || count(t, d, "node = until_us") != 2_501 {
		t.Fatalf("2,501 rows: %v, %d rows", err, count(t, d, "node = until_us"))
	}
	if err := insert(2_500, 2_600); !db.IsDuplicate(err) || count(t, d, "1=1") != 2_501 {
		t.Fatalf("rows that are there: %v, %d rows", err, count(t, d, "1=1"))
	}
}
