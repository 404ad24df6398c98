package money

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestString(t *testing.T) {
	for _, c := range []struct {
		fen          Fen
		string, yuan string
	}{
		{0, "0.00", "¥0.00"},
		{5, "0.05", "¥0.05"},
		{-5, "-0.05", "-¥0.05"},
		{1234, "12.34", "¥12.34"},
		{99_999, "999.99", "¥999.99"},
		{100_000, "1000.00", "¥1,000.00"},
		{-123_456_789, "-1234567.89", "-¥1,234,567.89"},
		{MaxFen, "100000000000.00", "¥100,000,000,000.00"},
		{math.MinInt64, "-92233720368547758.08", "-¥92,233,720,368,547,758.08"},
		{math.MaxInt64, "92233720368547758.07", "¥92,233,720,368,547,758.07"},
	} {
		if got := c.fen.String(); got != c.string {
			t.Errorf("Fen(%d).String() = %q, want %q", int64(c.fen), got, c.string)
		}
		if got := c.fen.Yuan(); got != c.yuan {
			t.Errorf("Fen(%d).Yuan() = %q, want %q", int64(c.fen), got, c.yuan)
		}
	}
}

func TestParseReadsWhatStringWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(0, int64(MaxFen)).Draw(t, "fen"))
		got, err := Parse(f.String())
		if err != nil || got != f {
			t.Fatalf("Parse(%q) = %d, %v; want %d", f.String(), got, err, f)
		}
	})
}
