package money

import "math/bits"

// Retract is how much of each credit c[i] is taken back, into a, once r of
// Σc has been taken back in total: the Webster (Sainte-Laguë) apportionment of
// r by the weights c, ties to the lower index. It serves every later partial
// move of what Split fixed: a refund, the release of cash that came in, a
// recovery. Going from r₁ to r₂ posts Retract(r₂) − Retract(r₁).
//
// Domain: 0 ≤ r ≤ MaxFen, c[i] ≥ 0, Σc ≤ MaxWeight, Σc > 0 unless r is 0,
// len(a) = len(c), a and c not overlapping; it panics otherwise.
//
// Σa = r; a depends on r and c alone, never on the steps that led to r; no
// part shrinks when r grows; Retract(Σc) = c, and a[i] ≤ c[i] for r ≤ Σc. It
// equals awarding r fen one by one, but starts from all seats at divisor Σc/r,
// so that at most n/2 single fen remain: O(n) + at most n/2 scans, and no
// allocation (ledger.md §3).
func Retract(r int64, c, a []int64) {
	sum := domain(r, c, a)
	if r == 0 {
		clear(a)
		return
	}
	given := int64(0)
	for i, x := range c {
		hi, lo := bits.Mul64(uint64(2*x), uint64(r)) // hi < sum, so Div64 cannot panic
		q, _ := bits.Div64(hi, lo, sum)
		a[i] = int64((q + 1) / 2)
		given += a[i]
	}
	for ; given < r; given++ {
		a[next(c, a)]++
	}
	for ; given > r; given-- {
		a[last(c, a)]--
	}
}

// next is the part the next fen goes to: the largest c/(2a+1), lowest index.
func next(c, a []int64) int {
	best := -1
	for i, x := range c {
		if x > 0 && (best < 0 || greater(x, 2*a[i]+1, c[best], 2*a[best]+1)) {
			best = i
		}
	}
	return best
}

// last is the part that got the latest fen: the smallest c/(2a-1), highest index.
func last(c, a []int64) int {
	best := -1
	for i, x := range c {
		if a[i] > 0 && (best < 0 || !greater(x, 2*a[i]-1, c[best], 2*a[best]-1)) {
			best = i
		}
	}
	return best
}

// greater reports x/p > y/q for x, y ≥ 0 and p, q > 0.
func greater(x, p, y, q int64) bool {
	h1, l1 := bits.Mul64(uint64(x), uint64(q))
	h2, l2 := bits.Mul64(uint64(y), uint64(p))
	return h1 > h2 || h1 == h2 && l1 > l2
}
