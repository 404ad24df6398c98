package sheet

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/yigou/yigou/internal/money"
)

func write(t *testing.T, heads []Head, rows ...[]any) *excelize.File {
	t.Helper()
	w, err := NewWriter("台账", heads)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, r := range rows {
		if err := w.Row(r...); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if n, err := w.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("wrote %d of %d bytes, %v", n, b.Len(), err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestWrite(t *testing.T) {
	f := write(t, []Head{{Title: "日期", Width: 20}, {Title: "户编号"}, {Title: "重量(克)"}, {Title: "金额(元)"}, {Title: "已结"}},
		[]any{"2026-11-23", "005002280001", int64(2500), money.Fen(-342_005), true},
		[]any{nil, "", 0, money.Fen(10), false})
	got, err := f.GetRows("台账")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"日期", "户编号", "重量(克)", "金额(元)", "已结"},
		{"2026-11-23", "005002280001", "2500", "-3420.05", "是"},
		{"", "", "0", "0.10", "否"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for at, want := range map[string]excelize.CellType{
		"B2": excelize.CellTypeInlineString, "D2": excelize.CellTypeUnset, "C2": excelize.CellTypeUnset, // unset is a number
	} {
		if got, err := f.GetCellType("台账", at); err != nil || got != want {
			t.Errorf("type of %s is %v, %v; want %v", at, got, err, want)
		}
	}
	if got, _ := f.GetColWidth("台账", "A"); got != 20 {
		t.Errorf("width %v", got)
	}
	if p, err := f.GetPanes("台账"); err != nil || !p.Freeze || p.YSplit != 1 {
		t.Errorf("panes %+v, %v", p, err)
	}
}

func TestAmountsAreWrittenToTheFen(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	all := []money.Fen{0, 1, -1, 10, money.MaxFen, -money.MaxFen, money.MaxFen - 1, money.MaxFen - 99}
	for limit := int64(10); limit <= int64(money.MaxFen); limit *= 10 {
		for range 200 {
			all = append(all, money.Fen(r.Int64N(2*limit)-limit))
		}
	}
	rows := make([][]any, len(all))
	for i, a := range all {
		rows[i] = []any{a}
	}
	got, err := write(t, []Head{{Title: "金额"}}, rows...).GetRows("台账", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range all {
		if want := strings.TrimSuffix(strings.TrimRight(a.String(), "0"), "."); got[i+1][0] != want {
			t.Errorf("%s is written as %s", a, got[i+1][0])
		}
	}
}

func TestNoFormulas(t *testing.T) {
	texts := map[string]string{
		`=HYPERLINK("http://x","y")`: `'=HYPERLINK("http://x","y")`,
		"+1+cmd|'/c calc'!A0":        "'+1+cmd|'/c calc'!A0",
		"-2+3":                       "'-2+3",
		"@SUM(A1)":                   "'@SUM(A1)",
		"\t=1":                       "'\t=1",
		" =1":                        "' =1",
		"＝1":                         "'＝1",
		"-3.5":                       "-3.5",
		"+8613800000000":             "+8613800000000",
		"-":                          "-",
		"李四=张三":                      "李四=张三",
		"":                           "",
	}
	for in, want := range texts {
		f := write(t, []Head{{Title: "=1+1"}}, []any{in})
		if got, _ := f.GetCellValue("台账", "A2"); got != want {
			t.Errorf("%q is written as %q, want %q", in, got, want)
		}
		for _, at := range []string{"A1", "A2"} {
			if formula, _ := f.GetCellFormula("台账", at); formula != "" {
				t.Errorf("%s of %q is the formula %q", at, in, formula)
			}
		}
		if got, _ := f.GetCellValue("台账", "A1"); got != "'=1+1" {
			t.Errorf("the head is %q", got)
		}
	}
}

// TestReadTakesTheGuardOff: what was exported imports as it was.
func TestReadTakesTheGuardOff(t *testing.T) {
	w, err := NewWriter("x", []Head{{Title: "户编号"}, {Title: "姓名"}})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.Row("0012", "=1+1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	got, err := readAll(t, &b, Options{})
	if err != nil || len(got) != 1 || got[0].Code != "0012" || got[0].Name != "=1+1" {
		t.Errorf("read %+v, %v", got, err)
	}
}

func TestWriterRefuses(t *testing.T) {
	w, err := NewWriter("x", []Head{{Title: "a"}})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.Row("a", "b"); err == nil {
		t.Error("two cells under one head")
	}
	if err := w.Row(1.5); err == nil {
		t.Error("a float")
	}
	if _, err := NewWriter("a/b", nil); err == nil {
		t.Error("a title Excel refuses")
	}
}

// TestWriteIsAStream: memory does not grow with the rows.
func TestWriteIsAStream(t *testing.T) {
	w, err := NewWriter("x", []Head{{Title: "a"}, {Title: "b"}, {Title: "c"}})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := range 100_000 {
		if err := w.Row("一条不短的文字", int64(i), money.Fen(i)); err != nil {
			t.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 40<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
}
