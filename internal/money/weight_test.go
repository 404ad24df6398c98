package money

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestByWeight(t *testing.T) {
	for _, c := range []struct {
		grams     int64
		perKG     Fen
		half, low Fen
	}{
		{1000, 1234, 1234, 1234},
		{1, 499, 0, 0},
		{1, 500, 1, 0},
		{3, 500, 2, 1},
		{2500, 333, 833, 832},
		{0, 999, 0, 0},
		{1_000_000_000_000, 10_000, 10_000_000_000_000, 10_000_000_000_000},
	} {
		if got := ByWeight(c.grams, c.perKG); got != c.half {
			t.Errorf("ByWeight(%d, %d) = %d, want %d", c.grams, c.perKG, got, c.half)
		}
		if got := FeeByWeight(c.grams, c.perKG); got != c.low {
			t.Errorf("FeeByWeight(%d, %d) = %d, want %d", c.grams, c.perKG, got, c.low)
		}
	}
}

func TestFeeByRate(t *testing.T) {
	for _, c := range []struct {
		amount Fen
		bp     int64
		want   Fen
	}{{10_000, 500, 500}, {99, 300, 2}, {100, 300, 3}, {33, 300, 0}, {MaxFen, 10_000, MaxFen}} {
		if got := FeeByRate(c.amount, c.bp); got != c.want {
			t.Errorf("FeeByRate(%d, %d) = %d, want %d", c.amount, c.bp, got, c.want)
		}
	}
}

// TestPoolMonotone is P12: what remains for the households never shrinks when
// the gross grows by a fen, because the rates are summed before rounding.
func TestPoolMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gross := Fen(rapid.Int64Range(0, int64(MaxFen)-1).Draw(t, "gross"))
		bp := rapid.Int64Range(0, 10_000).Draw(t, "bp")
		fixed := FeeByWeight(rapid.Int64Range(0, 1_000_000).Draw(t, "grams"), Fen(rapid.Int64Range(0, 10_000).Draw(t, "perKG")))
		pool := func(g Fen) Fen { return g - FeeByRate(g, bp) - fixed }
		if pool(gross+1) < pool(gross) {
			t.Fatalf("pool shrinks from %d to %d", pool(gross), pool(gross+1))
		}
	})
}

func TestPerUnitRoundsHalfUp(t *testing.T) {
	if got := PerKG(1990, 2500); got != 796 {
		t.Errorf("PerKG = %d, want 796", got)
	}
	if got := PerJin(1990, 2500); got != 398 {
		t.Errorf("PerJin = %d, want 398", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		price := rapid.Int64Range(0, int64(MaxFen)).Draw(t, "price")
		grams := rapid.Int64Range(1, 1_000_000_000).Draw(t, "grams")
		for unit, got := range map[int64]Fen{gramsPerKG: PerKG(Fen(price), grams), gramsPerJin: PerJin(Fen(price), grams)} {
			exact := new(big.Int).Mul(big.NewInt(price), big.NewInt(unit))
			if want := halfUp(exact, big.NewInt(grams)); want.Int64() != int64(got) {
				t.Fatalf("%d fen for %d g makes %d for %d g, want %s", price, grams, got, unit, want)
			}
		}
	})
}

// TestWideProducts is P14 for the products: 128 bits give what big.Int gives.
func TestWideProducts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		grams := rapid.Int64Range(0, 1_000_000_000_000).Draw(t, "grams")
		perKG := rapid.Int64Range(0, 1_000_000_000).Draw(t, "perKG")
		exact := new(big.Int).Mul(big.NewInt(grams), big.NewInt(perKG))
		if got, want := ByWeight(grams, Fen(perKG)), halfUp(exact, big.NewInt(gramsPerKG)); want.Int64() != int64(got) {
			t.Fatalf("ByWeight(%d, %d) = %d, want %s", grams, perKG, got, want)
		}
	})
}

// halfUp is ⌊(2n + d)/(2d)⌋.
func halfUp(n, d *big.Int) *big.Int {
	two := big.NewInt(2)
	n = new(big.Int).Add(new(big.Int).Mul(two, n), d)
	return n.Quo(n, new(big.Int).Mul(two, d))
}

func TestProductsOutOfRangePanic(t *testing.T) {
	for name, f := range map[string]func(){
		"negative weight": func() { ByWeight(-1, 100) },
		"negative price":  func() { FeeByWeight(1, -100) },
		"negative rate":   func() { FeeByRate(100, -1) },
		"no grams":        func() { PerKG(100, 0) },
		"beyond an int64": func() { ByWeight(1<<62, 1<<62) },
		"just beyond":     func() { FeeByRate(1<<62, 20_000) },
	} {
		mustPanic(t, name, f)
	}
}

func mustPanic(t *testing.T, name string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", name)
		}
	}()
	f()
}
