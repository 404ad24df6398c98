package money

import "strconv"

// Fen is an amount of renminbi in fen, 1/100 yuan. It may be negative
// (a refund, a credit); |Fen| ≤ MaxFen holds for every amount of the business.
type Fen int64

const (
	// MaxFen is the largest amount the system handles: 10¹³ fen, 100 billion
	// yuan (ledger.md §3, rule 4).
	MaxFen Fen = 10_000_000_000_000
	// MaxWeight is the largest sum of weights Split and Retract accept: 10¹⁵
	// (ledger.md §3, rule 4).
	MaxWeight int64 = 1_000_000_000_000_000

	fenPerYuan = 100
)

// String is the amount in yuan with exactly two decimals and no grouping:
// "12.34", "0.05", "-3.00". Parse reads back every non-negative one.
func (f Fen) String() string {
	return string(f.append(make([]byte, 0, 24), false))
}

// Yuan is the amount as people read it: "¥1,234.50", "-¥0.05".
func (f Fen) Yuan() string {
	b := make([]byte, 0, 32)
	if f < 0 {
		b = append(b, '-')
	}
	b = append(b, "¥"...)
	return string(f.abs().append(b, true))
}

// magnitude is a Fen without its sign, so that the smallest int64 has one too.
type magnitude uint64

func (f Fen) abs() magnitude {
	if f < 0 {
		return -magnitude(f)
	}
	return magnitude(f)
}

func (f Fen) append(b []byte, group bool) []byte {
	if f < 0 {
		b = append(b, '-')
	}
	return f.abs().append(b, group)
}

func (m magnitude) append(b []byte, group bool) []byte {
	start := len(b)
	b = strconv.AppendUint(b, uint64(m/fenPerYuan), 10)
	if group {
		for i := len(b) - 3; i > start; i -= 3 {
			b = append(b, 0)
			copy(b[i+1:], b[i:])
			b[i] = ','
		}
	}
	cents := m % fenPerYuan
	return append(b, '.', '0'+byte(cents/10), '0'+byte(cents%10))
}
