package money

import (
	"cmp"
	"math/bits"
	"slices"
)

// onStack is the number of parts up to which Split needs no allocation.
const onStack = 64

// remainder is what is left of part i after its whole fen.
type remainder struct {
	rest uint64
	i    int
}

// Split cuts amount by the weights w into out, once, by the largest remainder
// (Hamilton, 最大余额法): out[i] = ⌊amount·w[i]/Σw⌋, and each fen left over goes to
// the largest remainder, of equal ones to the lowest index. Callers put the
// parts into a canonical order first (ledger.md §3).
//
// Domain: 0 ≤ amount ≤ MaxFen, w[i] ≥ 0, Σw ≤ MaxWeight, Σw > 0 unless amount
// is 0, len(out) = len(w), out and w not overlapping; it panics otherwise.
//
// Σout = amount; every part is within one fen of its exact share; weight 0
// gets 0; a heavier part never gets less. A larger amount may make a part
// smaller: for partial moves of what was split use Retract. O(n log n), no
// allocation for up to 64 parts.
func Split(amount int64, w, out []int64) {
	sum := domain(amount, w, out)
	if amount == 0 {
		clear(out)
		return
	}
	var buf [onStack]remainder
	rest := buf[:0]
	if len(w) > onStack {
		rest = make([]remainder, 0, len(w))
	}
	left := amount
	for i, x := range w {
		hi, lo := bits.Mul64(uint64(amount), uint64(x)) // hi < sum, so Div64 cannot panic
		q, r := bits.Div64(hi, lo, sum)
		out[i] = int64(q)
		left -= int64(q)
		rest = append(rest, remainder{r, i})
	}
	slices.SortFunc(rest, largestFirst)
	for _, r := range rest[:left] {
		out[r.i]++
	}
}

func largestFirst(a, b remainder) int {
	if c := cmp.Compare(b.rest, a.rest); c != 0 {
		return c
	}
	return cmp.Compare(a.i, b.i)
}

// domain checks the arguments of Split and Retract and returns Σw.
func domain(amount int64, w, out []int64) uint64 {
	if len(w) != len(out) {
		panic("money: the number of parts is not the number of weights")
	}
	if amount < 0 || amount > int64(MaxFen) {
		panic("money: amount out of range")
	}
	var sum uint64
	for _, x := range w {
		if x < 0 {
			panic("money: negative weight")
		}
		if sum += uint64(x); sum > uint64(MaxWeight) {
			panic("money: weights out of range")
		}
	}
	if sum == 0 && amount > 0 {
		panic("money: nobody to give the amount to")
	}
	return sum
}
