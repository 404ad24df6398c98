package catalog

import (
	"testing"

	"github.com/yigou/yigou/internal/db"
)

// findBeyondTheWindow asks for common conditions that seldom or never meet: the
// window does not fill, and the list must come out whole all the same.
func (w *world) findBeyondTheWindow(t *testing.T, count func(func(Product) bool) int) {
	t.Helper()
	in := func(p Product, from, to string) bool { return p.Region >= from && p.Region < to }
	low, high, overlap := "500155101", "500155117", "500155116"
	for name, c := range map[string]struct {
		conds []condition
		want  int
	}{
		"never meet":  {[]condition{between("region", low, high), between("region", high, "5001552")}, 0},
		"seldom meet": {[]condition{between("region", low, high), between("region", overlap, "5001552")}, count(func(p Product) bool { return in(p, overlap, high) })},
		"one of them": {[]condition{between("region", low, high)}, count(func(p Product) bool { return in(p, low, high) })},
	} {
		for _, sort := range []Sort{BySales, ByPrice} {
			q, at, seen := ListQuery{Sort: sort, Limit: 100}, cursor{sort: sort}, []Card(nil)
			for more := true; more; {
				w.view(func(tx *db.Tx) error {
					cards, err := find(tx, q, at, c.conds)
					more = len(cards) > q.Limit
					seen = append(seen, cards[:min(len(cards), q.Limit)]...)
					return err
				})
				if more {
					last := seen[len(seen)-1]
					at = cursor{sort: sort, value: last.key(sort), id: last.ID}
				}
			}
			if len(seen) != c.want || distinctCards(seen) != c.want {
				t.Errorf("%s by %s: %d cards, want %d", name, sort, len(seen), c.want)
			}
		}
	}
}
