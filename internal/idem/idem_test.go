package idem_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/idem"
	"github.com/yigou/yigou/internal/yigoutest"
)

func TestTwentyPressesAreOneAct(t *testing.T) {
	d := yigoutest.DB(t)
	const presses = 20
	ids, replays := make([]int64, presses), make([]bool, presses)
	var wg sync.WaitGroup
	for i := range presses {
		mint := d.NewID()
		wg.Go(func() {
			err := d.Update(t.Context(), func(tx *db.Tx) (err error) {
				ids[i], replays[i], err = idem.Once(tx, "order", "key-1", map[string]int{"qty": 2}, mint)
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	first := 0
	for i := range presses {
		if ids[i] != ids[0] {
			t.Errorf("press %d got id %d, another %d", i, ids[i], ids[0])
		}
		if !replays[i] {
			first++
		}
	}
	if first != 1 {
		t.Fatalf("%d presses were the first", first)
	}
}

func TestOtherInputUnderOneKeyIsRefused(t *testing.T) {
	d := yigoutest.DB(t)
	once := func(qty int) error {
		return d.Update(t.Context(), func(tx *db.Tx) error {
			_, _, err := idem.Once(tx, "order", "key-1", qty, tx.NewID())
			return err
		})
	}
	if err := once(2); err != nil {
		t.Fatal(err)
	}
	if err := once(3); !errors.Is(err, idem.ErrMismatch) {
		t.Fatalf("another input: %v", err)
	}
	yigoutest.Clock(t, d).Advance(idem.Keep + time.Second)
	if err := d.Update(t.Context(), idem.Sweep); err != nil {
		t.Fatal(err)
	}
	if err := once(3); err != nil {
		t.Fatalf("a forgotten key is still refused: %v", err)
	}
}

// A crowd's key is written at the end; whoever fails on it asks what it made.
func TestFirstTellsWhatAKeyMade(t *testing.T) {
	d := yigoutest.DB(t)
	remember := func(qty int, id int64) error {
		return d.Batch(t.Context(), "crowd", func(tx *db.Tx) error { return idem.Remember(tx, "order", "key-1", qty, id) })
	}
	first := func(qty int) (id int64, err error) {
		err = d.View(t.Context(), func(tx *db.Tx) error {
			id, err = idem.First(tx, "order", "key-1", qty)
			return err
		})
		return id, err
	}
	if _, err := first(2); !errors.Is(err, idem.ErrUnused) {
		t.Fatalf("an unused key: %v", err)
	}
	if err := remember(2, 41); err != nil {
		t.Fatal(err)
	}
	if err := remember(2, 42); !db.IsDuplicate(err) {
		t.Fatalf("the key again: %v", err)
	}
	if id, err := first(2); id != 41 || err != nil {
		t.Fatalf("the key made %d, %v", id, err)
	}
	if _, err := first(3); !errors.Is(err, idem.ErrMismatch) {
		t.Fatalf("another input: %v", err)
	}
}
