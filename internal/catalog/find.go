package catalog

import (
	"slices"

	"github.com/yigou/yigou/internal/db"
)

// condition is one thing a list asks of a product, said twice: as the products
// that have it, which an index answers, and as a test of a product p, written
// so that no index tempts the planner.
type condition struct {
	ids       string // SELECT … AS product_id …
	idsArgs   []any
	holds     string
	holdsArgs []any
}

// Where a search starts decides what it costs. From a condition that few
// products meet: fetch them all and sort. From the shelf in its order, when
// every condition is common: the page fills soon. When it does not fill within
// the window (two common words that never meet), the first way remains.
const (
	few       = 2000   // so many products are quickly fetched and sorted
	window    = 3000   // so many products of the shelf are looked at in its order
	countMost = 50_000 // counting stops here
)

// find returns a page of products that meet every condition, and one more.
func find(tx *db.Tx, q ListQuery, at cursor, conds []condition) ([]Card, error) {
	if len(conds) == 0 {
		return selectShelf(tx, q, at, cursor{}, nil)
	}
	conds, least, err := rarestFirst(tx, conds, few)
	if err != nil {
		return nil, err
	}
	if least < few {
		return selectFrom(tx, q, at, conds)
	}
	end, err := selectWindow(tx, q, at, window)
	if err != nil {
		return nil, err
	}
	cards, err := selectShelf(tx, q, at, end, conds)
	if err != nil || len(cards) > q.Limit || end.id == 0 {
		return cards, err
	}
	if conds, _, err = rarestFirst(tx, conds, countMost); err != nil {
		return nil, err
	}
	return selectFrom(tx, q, at, conds)
}

// rarestFirst orders conditions by how many products meet each, and returns the
// least of these numbers; counting stops at most.
func rarestFirst(tx *db.Tx, conds []condition, most int) ([]condition, int, error) {
	counts, err := countEach(tx, conds, most)
	if err != nil {
		return nil, 0, err
	}
	order := make([]int, len(conds))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return counts[a] - counts[b] })
	out := make([]condition, len(conds))
	for i, at := range order {
		out[i] = conds[at]
	}
	return out, counts[order[0]], nil
}
