package bench

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func reporting(t *testing.T, names ...string) (*bench, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	return &bench{Options: Options{Names: names, Out: &out, JSON: filepath.Join(t.TempDir(), "bench.json")}}, &out
}

func TestMedian(t *testing.T) {
	for _, tc := range []struct {
		of   []float64
		want float64
	}{
		{[]float64{7}, 7}, {[]float64{9, 1, 5}, 5}, {[]float64{3, 3, 100}, 3}, {[]float64{5, 4, 3, 2, 1}, 3},
	} {
		given := slices.Clone(tc.of)
		if got := median(given); got != tc.want || !slices.Equal(given, tc.of) {
			t.Errorf("median of %v is %v, and leaves %v", tc.of, got, given)
		}
	}
}

func TestAGoalHoldsAtItsBound(t *testing.T) {
	for _, tc := range []struct {
		g     goal
		ratio float64
		met   bool
	}{
		{atLeast(0.7), 0.699, false},
		{atLeast(0.7), 0.7, true},
		{atLeast(0.7), 1.4, true},
		{atMost(5), 4.999, true},
		{atMost(5), 5, true},
		{atMost(5), 5.001, false},
	} {
		if tc.g.met(tc.ratio) != tc.met {
			t.Errorf("%v at %v: met is %v", tc.g, tc.ratio, !tc.met)
		}
	}
	if got := []string{atLeast(0.7).String(), atMost(5).String()}; !slices.Equal(got, []string{">= 0.70", "<= 5.00"}) {
		t.Errorf("goals read %q", got)
	}
}

// TestTheReportSaysTheSameTwice: as a table for people and as a file of one
// object a line.
func TestTheReportSaysTheSameTwice(t *testing.T) {
	b, out := reporting(t)
	b.add(readList, 700.00049, "1/s", 1000, atLeast(0.70))
	b.add(startLine, 60, "ms", 10, atMost(5))
	b.printTable()
	if err := b.writeJSON(); err != nil {
		t.Fatal(err)
	}
	want := []Line{
		{Name: readList, Value: 700, Unit: "1/s", Ceiling: 1000, Ratio: 0.7, Goal: ">= 0.70", Pass: true},
		{Name: startLine, Value: 60, Unit: "ms", Ceiling: 10, Ratio: 6, Goal: "<= 5.00"},
	}
	rows := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, fields := range [][]string{
		{"name", "value", "unit", "ceiling", "ratio", "goal", "pass"},
		{readList, "700.0", "1/s", "1000.0", "0.70", ">=", "0.70", "yes"},
		{startLine, "60.0", "ms", "10.0", "6.00", "<=", "5.00", "no"},
	} {
		if i >= len(rows) || !slices.Equal(strings.Fields(rows[i]), fields) {
			t.Errorf("row %d of the table is not %v:\n%s", i, fields, out)
		}
	}
	file, err := os.ReadFile(b.JSON)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(file), []byte("\n"))
	if len(lines) != len(want) || !bytes.Contains(lines[0], []byte(`"goal":">= 0.70"`)) {
		t.Fatalf("the file says\n%s", file)
	}
	for i, raw := range lines {
		var got Line
		if err := json.Unmarshal(raw, &got); err != nil || got != want[i] {
			t.Errorf("line %d is %+v, not %+v: %v", i, got, want[i], err)
		}
	}
}

func TestOnlyWhatWasAskedForIsMeasured(t *testing.T) {
	b, _ := reporting(t, "read", startLine)
	for _, name := range []string{readList, readProduct, memoryIdle, orderSQLite, startLine} {
		b.add(name, 1, "1/s", 1, atLeast(1))
	}
	var kept []string
	for _, l := range b.lines {
		kept = append(kept, l.Name)
	}
	if !slices.Equal(kept, []string{readList, readProduct, startLine}) {
		t.Errorf("kept %v", kept)
	}
	if err := b.checkNames(); err != nil {
		t.Error(err)
	}
	b.Names = append(b.Names, "reed")
	if err := b.checkNames(); err == nil || !strings.Contains(err.Error(), `"reed"`) || !strings.Contains(err.Error(), readList) {
		t.Errorf("a misspelt name: %v", err)
	}
}
