package trade

import (
	"sync"
	"time"
)

// soldOut remembers for a moment which SKUs were found without stock, so that
// the crowd behind the last unit is turned away without a transaction. It only
// refuses; what sells is decided by the guard.
type soldOut struct{ until sync.Map } // sku id → time.Time

// soldOutFor bounds how long new stock may stay unseen.
const soldOutFor = time.Second

func (s *soldOut) has(items []Item, now time.Time) bool {
	for _, it := range items {
		if v, ok := s.until.Load(it.SkuID); ok {
			if until, _ := v.(time.Time); now.Before(until) {
				return true
			}
			s.until.Delete(it.SkuID)
		}
	}
	return false
}

func (s *soldOut) remember(q Quote, now time.Time) {
	for _, g := range q.Groups {
		for _, l := range g.Lines {
			if l.Problem != nil && l.Left == 0 && l.Sku.OnSale() {
				s.until.Store(l.Sku.SkuID, now.Add(soldOutFor))
			}
		}
	}
}
