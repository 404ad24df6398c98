package doctor_test

import (
	"slices"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/trade"
)

// TestSM3 changes the books to SM3 at a checkpoint: they stay healthy, and I6
// sees a flipped byte in a block of either algorithm.
func TestSM3(t *testing.T) {
	w := story(t)
	key, _, err := ledger.NewSigningKey("world.example/books")
	if err != nil {
		t.Fatal(err)
	}
	sm3, err := ledger.NewLog(ledger.LogOptions{DB: w.DB, Key: key, Before: []string{w.Log.PublicKey()}, Alg: ledger.SM3})
	if err != nil {
		t.Fatal(err)
	}
	w.Log = sm3
	checkpoint(t, w)
	w.Pay(w.MustCheckout(w.Buyer(), trade.Item{SkuID: w.Honey.Sku, Qty: 1}))
	if err := w.Ledger.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	var algs []int
	w.View(func(tx *db.Tx) error {
		return tx.SQL().Raw(`SELECT alg FROM ledger_block ORDER BY height`).Scan(&algs).Error
	})
	if n := len(algs); algs[0] != 1 || algs[n-2] != 1 || algs[n-1] != 2 {
		t.Fatalf("the blocks are made with %v", algs)
	}
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Errorf("%v", ids)
	}
	dropTriggers(t, w)
	for _, id := range []string{"MIN(id)", "MAX(id)"} {
		flip := `UPDATE ledger_journal SET effective_us = effective_us + 1 WHERE id = (SELECT x.id FROM (SELECT ` + id + ` AS id FROM ledger_journal) x)`
		if ids, lines := afterMutation(t, w, []string{flip}); !slices.Equal(ids, []string{"I6"}) {
			t.Errorf("%s: %v", id, lines)
		}
	}
}

// TestAnUnsignedChangeOfAlgorithm: a lane that changes with nobody's signature
// chains well, and is named all the same.
func TestAnUnsignedChangeOfAlgorithm(t *testing.T) {
	w := story(t)
	execSQL(t, w, `UPDATE ledger_lane SET alg = 2`)
	w.Pay(w.MustCheckout(w.Buyer(), trade.Item{SkuID: w.Honey.Sku, Qty: 1}))
	if err := w.Ledger.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if ids := broken(examine(t, w)); !slices.Equal(ids, []string{"I6"}) {
		t.Errorf("%v", ids)
	}
}
