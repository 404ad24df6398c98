package money

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRetractExamples(t *testing.T) {
	for _, c := range []struct {
		name string
		r    int64
		c    []int64
		want []int64
	}{
		{"ledger.md E6", 1234, []int64{300, 189, 11, 3420, 2993, 2137}, []int64{41, 26, 2, 466, 408, 291}},
		{"ledger.md E9 cash over households", 3420, []int64{3420, 2993, 2137}, []int64{1368, 1197, 855}},
		{"ties to the lower index", 1, []int64{5, 5}, []int64{1, 0}},
		{"zero credits", 3, []int64{0, 4, 0}, []int64{0, 3, 0}},
		{"beyond the credits", 9, []int64{1, 2}, []int64{3, 6}},
		{"nothing", 0, []int64{0, 0}, []int64{0, 0}},
	} {
		if got := retract(c.r, c.c); !slices.Equal(got, c.want) {
			t.Errorf("%s: Retract(%d, %v) = %v, want %v", c.name, c.r, c.c, got, c.want)
		}
	}
}

// TestRetractIsSequential is P7: the jump start ends where fen by fen ends.
func TestRetractIsSequential(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := weights(onStack, maxWeight).Draw(t, "c")
		r := rapid.Int64Range(0, 500).Draw(t, "r")
		if got, want := retract(r, c), referenceRetract(r, c, make([]int64, len(c))); !slices.Equal(got, want) {
			t.Fatalf("Retract(%d, %v) = %v, want %v", r, c, got, want)
		}
	})
}

// TestRetractLaws holds P1, P2, P8 and P9 of ledger.md §3 over the whole range.
func TestRetractLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := weights(onStack, int64(MaxFen)/onStack).Draw(t, "c")
		r := rapid.Int64Range(0, sum(c)).Draw(t, "r")
		a := retract(r, c)
		if got := sum(a); got != r {
			t.Fatalf("P1: Σ %v = %d, want %d", a, got, r)
		}
		for i := range c {
			if a[i] < 0 || a[i] > c[i] {
				t.Fatalf("P2: %d of %d taken back", a[i], c[i])
			}
		}
		checkNothingReturns(t, a, retract(min(r+1, sum(c)), c))
		checkNothingReturns(t, a, retract(rapid.Int64Range(r, sum(c)).Draw(t, "later"), c))
		if got := retract(sum(c), c); !slices.Equal(got, c) {
			t.Fatalf("P9: Retract(Σc, %v) = %v", c, got)
		}
	})
}

// checkNothingReturns is P8: no part shrinks when the amount grows.
func checkNothingReturns(t *rapid.T, before, after []int64) {
	for i := range before {
		if after[i] < before[i] {
			t.Fatalf("P8: part %d falls from %d to %d", i, before[i], after[i])
		}
	}
}

// TestRetractInAnyPortions is P10: however a total is cut into refunds, and in
// whatever order they come, the moved fen are never negative and add up to the
// same rows.
func TestRetractInAnyPortions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := weights(20, 1_000_000).Draw(t, "c")
		total := rapid.Int64Range(0, sum(c)).Draw(t, "total")
		moved, done := make([]int64, len(c)), int64(0)
		for done < total {
			step := rapid.Int64Range(1, total-done).Draw(t, "step")
			before, after := retract(done, c), retract(done+step, c)
			for i := range moved {
				if after[i] < before[i] {
					t.Fatalf("P10: refund %d→%d gives back %d", done, done+step, before[i]-after[i])
				}
				moved[i] += after[i] - before[i]
			}
			done += step
		}
		if want := retract(total, c); !slices.Equal(moved, want) {
			t.Fatalf("P10: in portions %v, at once %v", moved, want)
		}
	})
}

// TestRetractWide is P14 and P7 for large amounts: the reference starts just
// below the award and goes on fen by fen in big rationals.
func TestRetractWide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := weights(12, maxWeight).Draw(t, "c")
		r := amounts(int64(MaxFen)).Draw(t, "r")
		if got, want := retract(r, c), referenceRetract(r, c, belowWebster(r, c)); !slices.Equal(got, want) {
			t.Fatalf("Retract(%d, %v) = %v, want %v", r, c, got, want)
		}
	})
}

func TestRetractDoesNotAllocate(t *testing.T) {
	for _, n := range []int{1, 3, 10, 64, 200} {
		c, a := make([]int64, n), make([]int64, n)
		for i := range c {
			c[i] = int64(i*i%17 + 1)
		}
		if got := testing.AllocsPerRun(100, func() { Retract(sum(c)/2, c, a) }); got != 0 {
			t.Errorf("Retract over %d parts allocates %v times", n, got)
		}
	}
}

func BenchmarkRetract10(b *testing.B) {
	c, a := []int64{4000, 3500, 2500, 6100, 700, 1200, 9000, 3300, 1800, 5400}, make([]int64, 10)
	b.ReportAllocs()
	for b.Loop() {
		Retract(12_345, c, a)
	}
}

func BenchmarkRetract64(b *testing.B) {
	c, a := make([]int64, 64), make([]int64, 64)
	for i := range c {
		c[i] = int64(i*7919%1009 + 1)
	}
	b.ReportAllocs()
	for b.Loop() {
		Retract(12_345, c, a)
	}
}
