package money

import (
	"errors"
	"math/big"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Fen
		err  error
	}{
		{"0", 0, nil},
		{"12", 1200, nil},
		{"12.3", 1230, nil},
		{"12.34", 1234, nil},
		{"0.05", 5, nil},
		{"007.50", 750, nil},
		{"100000000000", MaxFen, nil},
		{"100000000000.00", MaxFen, nil},
		{"100000000000.01", 0, ErrRange},
		{"100000000001", 0, ErrRange},
		{"99999999999999999999999999", 0, ErrRange},
		{strings.Repeat("0", 1000) + "1", 100, nil},
		{"1.234", 0, ErrPrecision},
		{"1.000", 0, ErrPrecision},
		{"", 0, ErrSyntax},
		{".", 0, ErrSyntax},
		{".5", 0, ErrSyntax},
		{"5.", 0, ErrSyntax},
		{"1.2.3", 0, ErrSyntax},
		{"-1", 0, ErrSyntax},
		{"+1", 0, ErrSyntax},
		{"1e3", 0, ErrSyntax},
		{"0x10", 0, ErrSyntax},
		{"1,000", 0, ErrSyntax},
		{" 1", 0, ErrSyntax},
		{"1 ", 0, ErrSyntax},
		{"12.3元", 0, ErrSyntax},
		{"１２", 0, ErrSyntax},
		{"NaN", 0, ErrSyntax},
		{"1.-5", 0, ErrSyntax},
	} {
		got, err := Parse(c.in)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("Parse(%q) = %d, %v; want %d, %v", c.in, got, err, c.want, c.err)
		}
	}
}

// FuzzParse compares Parse with exact rational arithmetic: what it accepts is
// what the text says, to the fen, and inside the range.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "0", "12.34", "12.3", "1.", ".1", "-1", "1e9", "00.00", "100000000000.01", "9223372036854775807", "１"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Parse(s)
		if err != nil {
			if got != 0 {
				t.Fatalf("Parse(%q) = %d beside an error", s, got)
			}
			return
		}
		want, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatalf("Parse accepted %q", s)
		}
		want.Mul(want, big.NewRat(fenPerYuan, 1))
		if want.Cmp(new(big.Rat).SetInt64(int64(got))) != 0 || got < 0 || got > MaxFen {
			t.Fatalf("Parse(%q) = %d, want %s", s, got, want)
		}
	})
}
