package household_test

import (
	"errors"
	"testing"

	"github.com/yigou/yigou/internal/household"
)

const today = 20261123

func TestParseIDNo(t *testing.T) {
	for _, c := range []struct {
		in, want string
		err      error
	}{
		{"11010519491231002X", "11010519491231002X", nil}, // the standard's own examples
		{"440524188001010014", "", household.ErrIDNoDate}, // right, but nobody is that old
		{"11010519491231002x", "11010519491231002X", nil},
		{" 11010519491231002X ", "11010519491231002X", nil},
		{"１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", nil},
		{"11010519491231002X43", "11010519491231002X", nil}, // disability card: the mark is cut off
		{"11010519491231002X43B1", "11010519491231002X", nil},
		{"110105194912310021", "", household.ErrIDNoCheck},
		{"110105194912310", "", household.ErrIDNoForm}, // first generation
		{"1101051949123100", "", household.ErrIDNoForm},
		{"", "", household.ErrIDNoForm},
		{"11010519491331002X", "", household.ErrIDNoDate},
		{"11010520991231002X", "", household.ErrIDNoDate},
		{"01010519491231002X", "", household.ErrIDNoArea},
		{"1101051949123100XX", "", household.ErrIDNoForm},
		{"一二三四五六", "", household.ErrIDNoForm},
	} {
		got, err := household.ParseIDNo(c.in, today)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%q: %q, %v; want %q, %v", c.in, got, err, c.want, c.err)
		}
	}
	if !household.ValidIDNo(idNo(1), today) || household.ValidIDNo("x", today) {
		t.Error("ValidIDNo disagrees")
	}
}

// The check character notices every single wrong digit and every swap of
// neighbours (ISO 7064 MOD 11-2).
func TestIDNoCheckNoticesSlips(t *testing.T) {
	right := idNo(123)
	for i := range 17 {
		for d := byte('0'); d <= '9'; d++ {
			wrong := []byte(right)
			wrong[i] = d
			if string(wrong) != right && household.ValidIDNo(string(wrong), today) {
				t.Errorf("%s passes for %s", wrong, right)
			}
		}
		if i < 16 && right[i] != right[i+1] {
			wrong := []byte(right)
			wrong[i], wrong[i+1] = wrong[i+1], wrong[i]
			if household.ValidIDNo(string(wrong), today) {
				t.Errorf("%s passes for %s", wrong, right)
			}
		}
	}
}

func TestParsePhone(t *testing.T) {
	for in, want := range map[string]string{
		"13800138000": "13800138000", "138-0013-8000": "13800138000", "+8613800138000": "13800138000",
		" 138 0013 8000 ": "13800138000", "023-53221234": "02353221234", "02353221234": "02353221234", "": "",
	} {
		if got, ok := household.ParsePhone(in); got != want || !ok {
			t.Errorf("%q: %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"12345", "1380013800", "138001380001", "无", "53221234"} {
		if got, ok := household.ParsePhone(in); ok {
			t.Errorf("%q is taken for %q", in, got)
		}
	}
}
