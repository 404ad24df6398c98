package money

import "math/bits"

const (
	gramsPerKG  = 1000
	gramsPerJin = 500
	basisPoints = 10_000
)

// ByWeight is the price of grams at perKG fen a kilogram, rounded half up to
// the fen: the line amount of domain.md §2 base types. Both ≥ 0.
func ByWeight(grams int64, perKG Fen) Fen {
	return Fen(mulDiv(grams, int64(perKG), gramsPerKG, gramsPerKG/2))
}

// FeeByWeight is a fixed fee of perKG fen a kilogram on grams, rounded down:
// ⌊perKG·grams/1000⌋ (decisions 13). Both ≥ 0.
func FeeByWeight(grams int64, perKG Fen) Fen {
	return Fen(mulDiv(grams, int64(perKG), gramsPerKG, 0))
}

// FeeByRate is bp basis points of the amount, rounded down: ⌊f·bp/10⁴⌋
// (ledger.md §3, rule 2: once over the sum of the rates, never rate by rate).
// Both ≥ 0.
func FeeByRate(f Fen, bp int64) Fen {
	return Fen(mulDiv(int64(f), bp, basisPoints, 0))
}

// PerKG is what price for grams makes a kilogram, rounded half up, for display
// only. price ≥ 0, grams > 0.
func PerKG(price Fen, grams int64) Fen {
	return Fen(mulDiv(int64(price), gramsPerKG, grams, grams/2))
}

// PerJin is what price for grams makes a jin of 500 g, rounded half up, for
// display only. price ≥ 0, grams > 0.
func PerJin(price Fen, grams int64) Fen {
	return Fen(mulDiv(int64(price), gramsPerJin, grams, grams/2))
}

// mulDiv is ⌊(a·b + up)/c⌋ with the product in 128 bits. It panics when a
// factor is negative, c is not positive or the result exceeds an int64.
func mulDiv(a, b, c, up int64) int64 {
	if a < 0 || b < 0 || c <= 0 {
		panic("money: negative factor or empty divisor")
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	lo, carry := bits.Add64(lo, uint64(up), 0)
	hi += carry
	if hi >= uint64(c) {
		panic("money: product out of range")
	}
	q, _ := bits.Div64(hi, lo, uint64(c))
	if q > 1<<63-1 {
		panic("money: product out of range")
	}
	return int64(q)
}
