package db_test

import (
	"errors"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/yigoutest"
)

type keptKey struct{}

// A row is read once; what a transaction read that did not commit is forgotten.
func TestKeptRemembersCommittedRows(t *testing.T) {
	d := yigoutest.DB(t)
	reads := 0
	read := func(tx *db.Tx) error {
		v, err := db.Kept(tx, keptKey{}, 7, func() (string, error) { reads++; return "seven", nil })
		if err == nil && v != "seven" {
			t.Errorf("kept %q", v)
		}
		return err
	}
	undone := errors.New("undone")
	err := d.Update(t.Context(), func(tx *db.Tx) error { return errors.Join(read(tx), undone) })
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	for range 3 {
		if err := d.Update(t.Context(), read); err != nil {
			t.Fatal(err)
		}
	}
	if reads != 2 {
		t.Fatalf("%d reads, want 2: one undone, one kept", reads)
	}
	if err := d.View(t.Context(), read); err != nil || reads != 2 {
		t.Fatalf("a view read again: %d, %v", reads, err)
	}
}

// What could not be read is not remembered.
func TestKeptForgetsFailures(t *testing.T) {
	d := yigoutest.DB(t)
	failed := errors.New("failed")
	for _, want := range []error{failed, nil} {
		err := d.View(t.Context(), func(tx *db.Tx) error {
			_, err := db.Kept(tx, keptKey{}, 8, func() (int, error) { return 1, want })
			return err
		})
		if !errors.Is(err, want) {
			t.Fatalf("got %v, want %v", err, want)
		}
	}
}
