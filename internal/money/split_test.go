package money

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

const maxWeight = 1_000_000_000_000

func TestSplitExamples(t *testing.T) {
	for _, c := range []struct {
		name   string
		amount int64
		w      []int64
		want   []int64
	}{
		{"ledger.md §2 worked order", 8550, []int64{40, 35, 25}, []int64{3420, 2993, 2137}},
		{"ledger.md E12", 600_000, []int64{3, 2, 2}, []int64{257_143, 171_429, 171_428}},
		{"Alabama at 11", 11, []int64{9, 5, 9}, []int64{4, 3, 4}},
		{"Alabama at 12", 12, []int64{9, 5, 9}, []int64{5, 2, 5}},
		{"ties to the lower index", 2, []int64{1, 1, 1}, []int64{1, 1, 0}},
		{"one part", 7, []int64{3}, []int64{7}},
		{"zero weights", 5, []int64{0, 1, 0}, []int64{0, 5, 0}},
		{"nothing among nobody", 0, []int64{0, 0}, []int64{0, 0}},
		{"no parts", 0, nil, nil},
	} {
		if got := split(c.amount, c.w); !slices.Equal(got, c.want) {
			t.Errorf("%s: Split(%d, %v) = %v, want %v", c.name, c.amount, c.w, got, c.want)
		}
	}
}

// TestSplitLaws holds P1–P6 of ledger.md §3 and the equality with big.Int (P14).
func TestSplitLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := weights(onStack, maxWeight).Draw(t, "w")
		amount := amounts(int64(MaxFen)).Draw(t, "amount")
		out := split(amount, w)
		if got := sum(out); got != amount {
			t.Fatalf("P1: Σ %v = %d, want %d", out, got, amount)
		}
		checkQuota(t, amount, w, out)
		checkWeightOrder(t, w, out)
		if want := referenceSplit(amount, w); !slices.Equal(out, want) {
			t.Fatalf("P14: Split(%d, %v) = %v, want %v", amount, w, out, want)
		}
		k := rapid.Int64Range(1, MaxWeight/sum(w)).Draw(t, "k")
		scaled := make([]int64, len(w))
		for i := range w {
			scaled[i] = w[i] * k
		}
		if got := split(amount, scaled); !slices.Equal(got, out) {
			t.Fatalf("P6: weights × %d give %v, want %v", k, got, out)
		}
	})
}

// checkQuota is P2 and P3: 0 ≤ part, zero weight gets zero, |part − exact| < 1.
func checkQuota(t *rapid.T, amount int64, w, out []int64) {
	total := big.NewInt(sum(w))
	for i := range w {
		if out[i] < 0 || w[i] == 0 && out[i] != 0 {
			t.Fatalf("P2: part %d of weight %d", out[i], w[i])
		}
		exact := new(big.Int).Mul(big.NewInt(amount), big.NewInt(w[i]))
		diff := new(big.Int).Sub(new(big.Int).Mul(big.NewInt(out[i]), total), exact)
		if diff.CmpAbs(total) >= 0 {
			t.Fatalf("P3: part %d is a fen or more off %s/%s", out[i], exact, total)
		}
	}
}

// checkWeightOrder is P4: a heavier part never gets less.
func checkWeightOrder(t *rapid.T, w, out []int64) {
	for i := range w {
		for j := range w {
			if w[i] > w[j] && out[i] < out[j] {
				t.Fatalf("P4: weight %d gets %d, weight %d gets %d", w[i], out[i], w[j], out[j])
			}
		}
	}
}

// TestSplitPermutes is P5. Order decides only between equal remainders, so
// permuting the parts permutes the result wherever no remainder is tied, and
// with ties it permutes the parts of each weight among themselves.
func TestSplitPermutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := weights(onStack, maxWeight).Draw(t, "w")
		amount := amounts(int64(MaxFen)).Draw(t, "amount")
		p := permutation(rapid.Uint64().Draw(t, "seed"), len(w))
		shuffled := make([]int64, len(w))
		for i, j := range p {
			shuffled[i] = w[j]
		}
		out, got := split(amount, w), split(amount, shuffled)
		tied := hasTies(amount, w)
		for i, j := range p {
			if !tied && got[i] != out[j] || got[i]-out[j] > 1 || out[j]-got[i] > 1 {
				t.Fatalf("P5: part of weight %d moves from %d to %d", w[j], out[j], got[i])
			}
		}
	})
}

func hasTies(amount int64, w []int64) bool {
	seen := map[string]bool{}
	for _, x := range w {
		r := new(big.Int).Mul(big.NewInt(amount), big.NewInt(x))
		key := r.Rem(r, big.NewInt(sum(w))).String()
		if key != "0" && seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}

func TestSplitManyParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(onStack+1, 500).Draw(t, "n")
		w := rapid.SliceOfN(rapid.Int64Range(1, 1000), n, n).Draw(t, "w")
		amount := amounts(int64(MaxFen)).Draw(t, "amount")
		if got, want := split(amount, w), referenceSplit(amount, w); !slices.Equal(got, want) {
			t.Fatalf("Split(%d, %v) = %v, want %v", amount, w, got, want)
		}
	})
}

func TestSplitDoesNotAllocate(t *testing.T) {
	for _, n := range []int{1, 3, 10, onStack} {
		w, out := make([]int64, n), make([]int64, n)
		for i := range w {
			w[i] = int64(i*i%17 + 1)
		}
		if got := testing.AllocsPerRun(100, func() { Split(999_983, w, out) }); got != 0 {
			t.Errorf("Split into %d parts allocates %v times", n, got)
		}
	}
}

func TestOutsideTheDomainPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"negative amount":   func() { split(-1, []int64{1}) },
		"amount too large":  func() { split(int64(MaxFen)+1, []int64{1}) },
		"negative weight":   func() { split(1, []int64{2, -1}) },
		"weights too large": func() { split(1, []int64{MaxWeight, 1}) },
		"weights wrap":      func() { split(1, []int64{1<<63 - 1, 1<<63 - 1, 3}) },
		"nobody":            func() { split(1, []int64{0, 0}) },
		"no parts":          func() { split(1, nil) },
		"lengths":           func() { Split(1, []int64{1, 2}, make([]int64, 1)) },
		"negative retract":  func() { retract(-1, []int64{1}) },
		"retract of zeros":  func() { retract(1, []int64{0}) },
	} {
		mustPanic(t, name, f)
	}
}

func BenchmarkSplit10(b *testing.B) {
	w, out := []int64{40, 35, 25, 61, 7, 12, 90, 33, 18, 54}, make([]int64, 10)
	b.ReportAllocs()
	for b.Loop() {
		Split(855_001, w, out)
	}
}

func BenchmarkSplit64(b *testing.B) {
	w, out := make([]int64, 64), make([]int64, 64)
	for i := range w {
		w[i] = int64(i*7919%1009 + 1)
	}
	b.ReportAllocs()
	for b.Loop() {
		Split(855_001, w, out)
	}
}
