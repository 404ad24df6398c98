package money

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"sort"

	"pgregory.net/rapid"
)

// The reference forms of Split and Retract: big.Int, no cleverness, written
// from the definitions and not from the code under test.

func referenceSplit(amount int64, w []int64) []int64 {
	total := big.NewInt(sum(w))
	out, rests, order := make([]int64, len(w)), make([]*big.Int, len(w)), make([]int, len(w))
	left := amount
	for i, x := range w {
		q, r := new(big.Int).QuoRem(new(big.Int).Mul(big.NewInt(amount), big.NewInt(x)), total, new(big.Int))
		out[i], rests[i], order[i] = q.Int64(), r, i
		left -= out[i]
	}
	sort.SliceStable(order, func(a, b int) bool { return rests[order[a]].Cmp(rests[order[b]]) > 0 })
	for _, i := range order[:left] {
		out[i]++
	}
	return out
}

// referenceRetract awards fen one by one, each to the largest c/(2a+1), from
// start until r are given.
func referenceRetract(r int64, c, start []int64) []int64 {
	a := slices.Clone(start)
	given := int64(0)
	for _, x := range a {
		given += x
	}
	for ; given < r; given++ {
		best := -1
		for i := range c {
			if c[i] == 0 {
				continue
			}
			if best < 0 || quotient(c[i], a[i]).Cmp(quotient(c[best], a[best])) > 0 {
				best = i
			}
		}
		a[best]++
	}
	return a
}

func quotient(c, a int64) *big.Rat { return big.NewRat(c, 2*a+1) }

// belowWebster is a start for referenceRetract at large r that no Webster award
// falls below: the award is at least c/D − ½ at a divisor D with Σc/D ≥ r − n/2.
func belowWebster(r int64, c []int64) []int64 {
	start := make([]int64, len(c))
	less, total := r-int64(len(c)), big.NewInt(sum(c))
	if less <= 0 {
		return start
	}
	for i, x := range c {
		share := new(big.Int).Mul(big.NewInt(x), big.NewInt(less))
		start[i] = max(0, share.Quo(share, total).Int64()-1)
	}
	return start
}

// weights draws 1…n weights up to limit, some of them zero, some equal, with a
// positive sum.
func weights(n int, limit int64) *rapid.Generator[[]int64] {
	one := rapid.OneOf(rapid.Just[int64](0), rapid.Int64Range(0, 9), rapid.Int64Range(0, 100_000), rapid.Int64Range(0, limit))
	return rapid.Custom(func(t *rapid.T) []int64 {
		k := rapid.IntRange(1, n).Draw(t, "n")
		return rapid.SliceOfN(one, k, k).Draw(t, "weights")
	}).Filter(func(w []int64) bool { return slices.Max(w) > 0 })
}

// amounts draws amounts of every size up to limit.
func amounts(limit int64) *rapid.Generator[int64] {
	return rapid.OneOf(rapid.Int64Range(0, 100), rapid.Int64Range(0, 1_000_000), rapid.Int64Range(0, limit))
}

func sum(x []int64) int64 {
	s := int64(0)
	for _, v := range x {
		s += v
	}
	return s
}

func split(amount int64, w []int64) []int64 {
	out := make([]int64, len(w))
	Split(amount, w, out)
	return out
}

func retract(r int64, c []int64) []int64 {
	a := make([]int64, len(c))
	Retract(r, c, a)
	return a
}

func permutation(seed uint64, n int) []int {
	return rand.New(rand.NewPCG(seed, 1)).Perm(n)
}
