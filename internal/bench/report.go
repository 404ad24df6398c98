package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// Line is one figure beside its ceiling.
type Line struct {
	Name    string  `json:"name"`
	Value   float64 `json:"value"`
	Unit    string  `json:"unit"`
	Ceiling float64 `json:"ceiling"`
	Ratio   float64 `json:"ratio"`
	Goal    string  `json:"goal"`
	Pass    bool    `json:"pass"`
}

// goal is the bound of a ratio.
type goal struct {
	atLeast bool
	ratio   float64
}

func atLeast(r float64) goal { return goal{true, r} }
func atMost(r float64) goal  { return goal{false, r} }

func (g goal) String() string {
	if g.atLeast {
		return fmt.Sprintf(">= %.2f", g.ratio)
	}
	return fmt.Sprintf("<= %.2f", g.ratio)
}

func (g goal) met(ratio float64) bool { return ratio >= g.ratio == g.atLeast || ratio == g.ratio }

// add keeps a line when it was asked for.
func (b *bench) add(name string, value float64, unit string, ceiling float64, g goal) {
	if !b.wants(name) {
		return
	}
	l := Line{Name: name, Value: round(value), Unit: unit, Ceiling: round(ceiling), Ratio: round(value / ceiling), Goal: g.String()}
	l.Pass = g.met(l.Ratio)
	b.lines = append(b.lines, l)
}

// round keeps what a figure is worth: three decimals.
func round(v float64) float64 { return float64(int64(v*1000+0.5)) / 1000 }

func (b *bench) printTable() {
	b.say("\n%-14s %12s %-6s %12s %7s  %-8s %s", "name", "value", "unit", "ceiling", "ratio", "goal", "pass")
	for _, l := range b.lines {
		pass := "no"
		if l.Pass {
			pass = "yes"
		}
		b.say("%-14s %12.1f %-6s %12.1f %7.2f  %-8s %s", l.Name, l.Value, l.Unit, l.Ceiling, l.Ratio, l.Goal, pass)
	}
}

// writeJSON writes one object a line.
func (b *bench) writeJSON() error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, l := range b.lines {
		if err := enc.Encode(l); err != nil {
			return fmt.Errorf("bench: %w", err)
		}
	}
	if err := os.WriteFile(b.JSON, out.Bytes(), 0o644); err != nil { //nolint:gosec // a report for everybody
		return fmt.Errorf("bench: %w", err)
	}
	return nil
}

// printMachine says what the figures hold for: versions, processors, and how
// long this disk takes to keep something.
func (b *bench) printMachine(ctx context.Context) error {
	middle, slow, err := fsyncLatency(b.dir)
	if err != nil {
		return fmt.Errorf("bench: fsync: %w", err)
	}
	b.say("yigou %s, %s %s/%s, %d processors", b.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	b.say("fsync of 4 KiB in %s: median %s, p99 %s", filepath.Dir(b.dir), middle, slow)
	versions, err := engineVersions(ctx, b.MySQL)
	for _, v := range versions {
		b.say("%s", v)
	}
	if b.MySQL == "" {
		b.say("no MariaDB or MySQL: order.uniform and order.hot are not measured")
	}
	b.say("%d runs of %s after %s; the load generator runs beside what it measures\n", b.Runs, b.Length, b.WarmUp)
	return err
}

func fsyncLatency(dir string) (middle, p99 time.Duration, err error) {
	const times = 200
	f, err := os.Create(filepath.Join(dir, "fsync"))
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	block := make([]byte, 4096)
	took := make([]time.Duration, times)
	for i := range took {
		began := time.Now()
		if _, err := f.Write(block); err != nil {
			return 0, 0, err
		}
		if err := f.Sync(); err != nil {
			return 0, 0, err
		}
		took[i] = time.Since(began).Round(time.Microsecond)
	}
	slices.Sort(took)
	return took[times/2], took[times*99/100], nil
}
