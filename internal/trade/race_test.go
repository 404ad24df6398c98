package trade_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// race lets buyers compete for units that one household handed in. What broken
// looks like: take "AND available >= ?" out of stock's reserve and more buyers
// win than there are units, or the CHECK of the table answers with an error
// that is no refusal.
func race(t *testing.T, buyers, units int) {
	w := world.New(t)
	one := w.Honey
	one.Households = one.Households[:1]
	w.Stock(one, int64(units))
	people := make([]world.Buyer, buyers)
	for i := range people {
		people[i] = w.Buyer()
	}
	item := trade.Item{SkuID: w.Honey.Sku, Qty: 1}
	total := w.Quote(item).Total
	var won, refused atomic.Int64
	var start, wg sync.WaitGroup
	start.Add(1)
	for _, b := range people {
		wg.Go(func() {
			start.Wait()
			_, err := w.CheckoutAt(b, total, item)
			switch {
			case err == nil:
				won.Add(1)
			case errors.Is(err, stock.ErrShort):
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	start.Done()
	wg.Wait()
	l := w.Level(w.Honey)
	if won.Load() != int64(units) || refused.Load() != int64(buyers-units) || l.Available != 0 || l.Reserved != int64(units) {
		t.Fatalf("%d won, %d refused, stock %+v; want %d winners", won.Load(), refused.Load(), l, units)
	}
	w.Drain()
	w.Healthy()
}

func TestTwentyBuyersForTheLastUnit(t *testing.T) { race(t, 20, 1) }

func TestFiveHundredBuyersForAHundredUnits(t *testing.T) { race(t, 500, 100) }

// Baskets of two things race for the few of one of them: who is refused has not
// kept the other either. What broken looks like: let db.Batch commit a function
// that refused after it wrote, and honey stays reserved for nobody.
func TestRefusedBasketsReserveNothing(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 100)
	few := w.Rice
	few.Households = few.Households[:1]
	w.Stock(few, 100_000)
	basket := []trade.Item{{SkuID: w.Honey.Sku, Qty: 1}, {SkuID: w.Rice.Sku, Qty: 1}}
	q := w.Quote(basket...)
	units := q.Groups[1].Lines[0].Left
	var won atomic.Int64
	var start, wg sync.WaitGroup
	start.Add(1)
	for range 5 * units {
		b := w.Buyer()
		wg.Go(func() {
			start.Wait()
			_, err := w.CheckoutAt(b, q.Total, basket...)
			if err == nil {
				won.Add(1)
			} else if !errors.Is(err, stock.ErrShort) {
				t.Error(err)
			}
		})
	}
	start.Done()
	wg.Wait()
	honey, rice := w.Level(w.Honey), w.Level(w.Rice)
	if units == 0 || won.Load() != units || honey.Reserved != units || rice.Available >= q.Groups[1].Lines[0].Sku.Quantity {
		t.Fatalf("%d won of %d units, honey %+v, rice %+v", won.Load(), units, honey, rice)
	}
	w.Healthy()
}

// Ten phones of one station press 打包 on one order: it is packed once.
func TestPackingRacesForTheSameLot(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 2)
	b := w.Buyer()
	c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
	w.Pay(c)
	var wg sync.WaitGroup
	var packed atomic.Int64
	for range 10 {
		key := w.Key()
		wg.Go(func() {
			err := w.Desk.Pack(t.Context(), w.Honey.Operator, key, trade.PackInput{OrderID: c.Orders[0].ID})
			switch {
			case err == nil:
				packed.Add(1)
			case !errors.Is(err, trade.ErrState):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if packed.Load() != 1 {
		t.Fatalf("one order was packed %d times", packed.Load())
	}
	w.Drain()
	w.Healthy()
}
