package db_test

import (
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/yigoutest"
)

type recentKey struct{}

// recentNodes reads the counters of nodes 1 and 2, and counts how often the
// database was asked.
func recentNodes(tx *db.Tx, reads *int) (map[int]int64, error) {
	return db.Recent(tx, recentKey{}, []int{1, 2}, func(missing []int) (map[int]int64, error) {
		*reads++
		var rows []struct {
			Node    int
			UntilUS int64
		}
		err := tx.SQL().Raw("SELECT node, until_us FROM id_node WHERE node IN ?", missing).Scan(&rows).Error
		found := map[int]int64{}
		for _, r := range rows {
			found[r.Node] = r.UntilUS
		}
		return found, err
	})
}

func TestRecentSeesEveryChangeOfItsProcess(t *testing.T) {
	d := yigoutest.DB(t)
	set := func(tx *db.Tx, us int64) error {
		db.Changed(tx)
		return tx.SQL().Exec("UPDATE id_node SET until_us = ? WHERE node = 1", us).Error
	}
	reads := 0
	wants := func(tx *db.Tx, us int64, wantReads int) error {
		found, err := recentNodes(tx, &reads)
		if _, other := found[2]; found[1] != us || other || reads != wantReads {
			t.Errorf("read %v in %d reads, want %d in %d", found, reads, us, wantReads)
		}
		return err
	}
	sees := func(us int64, wantReads int) {
		t.Helper()
		if err := d.View(t.Context(), func(tx *db.Tx) error { return wants(tx, us, wantReads) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Update(t.Context(), func(tx *db.Tx) error { return insertNode(tx, 1) }); err != nil {
		t.Fatal(err)
	}
	sees(0, 1)
	sees(0, 2) // node 1 is remembered, node 2 is asked for again: it may have come
	before := d.Generation()
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		if err := set(tx, 7); err != nil {
			return err
		}
		return wants(tx, 7, 3) // its own change, which nobody else sees
	})
	if err != nil {
		t.Fatal(err)
	}
	if d.Generation() != before+1 {
		t.Errorf("the generation went from %d to %d", before, d.Generation())
	}
	sees(7, 4)
}

// What began before a change may not bring back what was there before it.
func TestRecentForgetsWhatWasReadBeforeAChange(t *testing.T) {
	d := yigoutest.DB(t)
	reads := 0
	err := d.View(t.Context(), func(old *db.Tx) error {
		if err := d.Update(t.Context(), func(tx *db.Tx) error { db.Changed(tx); return insertNode(tx, 1) }); err != nil {
			return err
		}
		_, err := recentNodes(old, &reads)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var found map[int]int64
	err = d.View(t.Context(), func(tx *db.Tx) (err error) {
		found, err = recentNodes(tx, &reads)
		return err
	})
	if _, seen := found[1]; err != nil || !seen || reads != 2 {
		t.Fatalf("after the change: %v in %d reads, %v", found, reads, err)
	}
}

// Another process's change is seen after a second.
func TestRecentLastsASecond(t *testing.T) {
	d := yigoutest.DB(t)
	reads := 0
	ask := func() {
		err := d.View(t.Context(), func(tx *db.Tx) error {
			_, err := db.Recent(tx, recentKey{}, []string{"one"}, func([]string) (map[string]int, error) {
				reads++
				return map[string]int{"one": 1}, nil
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	ask()
	yigoutest.Clock(t, d).Advance(999 * time.Millisecond)
	ask()
	if reads != 1 {
		t.Fatalf("%d reads within a second", reads)
	}
	yigoutest.Clock(t, d).Advance(time.Millisecond)
	ask()
	if reads != 2 {
		t.Fatalf("%d reads after a second", reads)
	}
}
