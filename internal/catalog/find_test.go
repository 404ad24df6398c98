package catalog

import (
	"testing"

	"github.com/yigou/yigou/internal/db"
)

// Two common conditions that seldom or never meet: the window does not fill,
// and the page must come out whole all the same.
func TestFindWhenTheWindowDoesNotFill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.fill(filled)
	for name, c := range map[string]struct {
		conds []condition
		want  int
	}{
		"never meet":  {[]condition{towns(101, 117), towns(117, 134)}, 0},
		"seldom meet": {[]condition{towns(101, 117), towns(116, 134)}, 152},
		"one of them": {[]condition{towns(101, 117)}, 2432},
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

// towns are the products of towns from ≤ code < to.
func towns(from, to int) condition {
	code := func(n int) string { return "500155" + string([]byte{byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10)}) }
	return between("region", code(from), code(to))
}
