package doctor_test

import (
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// ceiling is how much of a core the quick passes may take, in percent.
const ceiling = 5.0

// BenchmarkQuickPass measures one pass beside what it may take of ten seconds:
// idle, when only old rows are read again, and busy, when all journals of 60
// orders from payment to sign-off are new. full is what a pass at its bound of
// 4,000 new journals would take.
func BenchmarkQuickPass(b *testing.B) {
	w := world.New(b)
	w.Stock(w.Honey, 100)
	buyer := w.Buyer()
	for range 60 {
		c := w.MustCheckout(buyer, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
		w.Pay(c)
		w.Drain()
		w.Deliver(buyer, c.Orders[0])
		w.Drain()
	}
	var journals int64
	w.View(func(tx *db.Tx) error {
		return tx.SQL().Raw(`SELECT COUNT(*) FROM ledger_journal`).Scan(&journals).Error
	})
	by := watch(w, "a")
	quick := func(b *testing.B) time.Duration {
		start := time.Now()
		if done, more, err := by.Quick(b.Context()); err != nil || !done || more {
			b.Fatal(done, more, err)
		}
		return time.Since(start)
	}
	share := func(b *testing.B, one time.Duration, name string) {
		percent := 100 * one.Seconds() / doctor.Every.Seconds()
		b.ReportMetric(percent, name)
		if percent > ceiling {
			b.Errorf("%s is %.2f, may be %.0f", name, percent, ceiling)
		}
	}
	b.Run("idle", func(b *testing.B) {
		quick(b)
		var sum time.Duration
		for b.Loop() {
			sum += quick(b)
		}
		share(b, sum/time.Duration(b.N), "%core")
	})
	b.Run("busy", func(b *testing.B) {
		var sum time.Duration
		for b.Loop() {
			w.Update(func(tx *db.Tx) error { return doctor.DeleteMarks(tx) })
			sum += quick(b)
		}
		one := sum / time.Duration(b.N)
		b.ReportMetric(float64(journals), "journals")
		share(b, one, "%core")
		share(b, one*4_000/time.Duration(journals), "%core-full")
	})
}
