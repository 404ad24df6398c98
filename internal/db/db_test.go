package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/yigoutest"
)

// The tests write to id_node, the one table this package owns: node is a key,
// until_us a counter.
func count(t *testing.T, d *db.DB, where string) (n int64) {
	t.Helper()
	err := d.View(t.Context(), func(tx *db.Tx) error {
		return tx.SQL().Raw("SELECT COUNT(*) FROM id_node WHERE " + where).Scan(&n).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func insertNode(tx *db.Tx, node int) error {
	return tx.SQL().Exec("INSERT INTO id_node (node, owner, until_us) VALUES (?, '', 0)", node).Error
}

var errRefused = errors.New("refused")

func TestUpdateCommitsOrLeavesNothing(t *testing.T) {
	d := yigoutest.DB(t)
	hooks := 0
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		tx.OnCommit(func() { hooks++ })
		return errors.Join(insertNode(tx, 1), errRefused)
	})
	if !errors.Is(err, errRefused) || hooks != 0 || count(t, d, "1=1") != 0 {
		t.Fatalf("a refused update: err %v, %d hooks, %d rows", err, hooks, count(t, d, "1=1"))
	}
	err = d.Update(t.Context(), func(tx *db.Tx) error {
		tx.OnCommit(func() { hooks++ })
		return insertNode(tx, 1)
	})
	if err != nil || hooks != 1 || count(t, d, "1=1") != 1 {
		t.Fatalf("an update: err %v, %d hooks, %d rows", err, hooks, count(t, d, "1=1"))
	}
	err = d.Update(t.Context(), func(tx *db.Tx) error { return insertNode(tx, 1) })
	if !db.IsDuplicate(err) {
		t.Fatalf("a second row of one key: %v", err)
	}
}

func TestViewCannotWriteOnSQLite(t *testing.T) {
	d := yigoutest.SQLite(t, clock.NewFake(yigoutest.Start))
	if err := d.View(t.Context(), func(tx *db.Tx) error { return insertNode(tx, 1) }); err == nil {
		t.Fatal("a view wrote a row")
	}
}

// A row queued where nothing is written would be lost without a word.
func TestViewQueuesNothing(t *testing.T) {
	d := yigoutest.DB(t)
	defer func() {
		if recover() == nil {
			t.Fatal("a view queued a row")
		}
	}()
	_ = d.View(t.Context(), func(tx *db.Tx) error { tx.Queue("id_node (node)", 1); return nil })
}

// Every caller of a batch gets its own answer: the refused leave nothing, the
// rest are committed, and each accepted function's hooks run exactly once.
func TestBatchAnswersEachCaller(t *testing.T) {
	d := yigoutest.DB(t)
	const callers = 300
	var hooks atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, callers)
	for i := range callers {
		wg.Go(func() {
			errs[i] = d.Batch(t.Context(), "one", func(tx *db.Tx) error {
				tx.OnCommit(func() { hooks.Add(1) })
				if err := insertNode(tx, i); err != nil {
					return err
				}
				if i%3 == 0 {
					return fmt.Errorf("caller %d: %w", i, errRefused)
				}
				return nil
			})
		})
	}
	wg.Wait()
	for i, err := range errs {
		if want := i%3 == 0; want != errors.Is(err, errRefused) || (!want && err != nil) {
			t.Errorf("caller %d: %v", i, err)
		}
	}
	if n := count(t, d, "1=1"); n != callers*2/3 || hooks.Load() != n {
		t.Fatalf("%d rows and %d hooks, want %d", n, hooks.Load(), callers*2/3)
	}
	if n := count(t, d, "node % 3 = 0"); n != 0 {
		t.Fatalf("%d refused functions left rows", n)
	}
}

// Queued rows of all callers are written together; a refused caller's are
// dropped, a duplicate key and a panic are their caller's alone.
func TestBatchWritesQueuedRows(t *testing.T) {
	d := yigoutest.DB(t)
	const callers = 120
	var wg sync.WaitGroup
	errs := make([]error, callers)
	for i := range callers {
		wg.Go(func() {
			errs[i] = d.Batch(t.Context(), "one", func(tx *db.Tx) error {
				tx.Queue("id_node (node, owner, until_us)", i/2, "", i)
				switch i % 6 {
				case 4:
					return errRefused
				case 5:
					panic("a bug")
				}
				return nil
			})
		})
	}
	wg.Wait()
	written, doubled := 0, 0
	for i, err := range errs {
		switch {
		case i%6 == 4 && errors.Is(err, errRefused), i%6 == 5 && err != nil && !db.IsDuplicate(err):
		case i%6 < 4 && err == nil:
			written++
		case i%6 < 4 && db.IsDuplicate(err):
			doubled++
		default:
			t.Errorf("caller %d: %v", i, err)
		}
	}
	if want := callers / 3; written != want || doubled != want || count(t, d, "1=1") != int64(want) {
		t.Fatalf("%d written, %d doubled, %d rows, want %d each", written, doubled, count(t, d, "1=1"), want)
	}
}

// The counter is read in one statement and written in the next: without the
// writer's lock taken first, increments are lost.
func TestBatchAndUpdateSerialiseOnOneRow(t *testing.T) {
	d := yigoutest.DB(t)
	if err := d.Update(t.Context(), func(tx *db.Tx) error { return insertNode(tx, 0) }); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 200 {
		run := d.Update
		if i%2 == 0 {
			run = func(ctx context.Context, fn func(*db.Tx) error) error { return d.Batch(ctx, "row", fn) }
		}
		wg.Go(func() {
			err := run(t.Context(), func(tx *db.Tx) error {
				return tx.SQL().Exec("UPDATE id_node SET until_us = until_us + 1 WHERE node = 0").Error
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := count(t, d, "until_us = 200"); n != 1 {
		t.Fatal("increments were lost")
	}
}

func TestLeaseNodeGivesEachProcessItsOwn(t *testing.T) {
	d := yigoutest.DB(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if err := d.LeaseNode(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	first := d.NewID()
	if err := d.LeaseNode(ctx, "b"); err != nil {
		t.Fatal(err)
	}
	if second := d.NewID(); first>>12&1023 == second>>12&1023 {
		t.Fatalf("both processes hold node %d", first>>12&1023)
	}
	// A process that died: its lease runs out and its number is free again, and
	// no id is minted that it could have minted.
	yigoutest.Clock(t, d).Advance(2 * 60_000_000_000)
	if err := d.LeaseNode(ctx, "c"); err != nil {
		t.Fatal(err)
	}
	third := d.NewID()
	if first>>12&1023 != third>>12&1023 || third <= first {
		t.Fatalf("ids %d and %d", first, third)
	}
}
