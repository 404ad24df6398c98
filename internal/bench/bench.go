package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"
)

// Options say what is measured and for how long.
type Options struct {
	Names   []string      // lines to measure; a prefix names several; none: all
	Length  time.Duration // of one run
	WarmUp  time.Duration // before the first run of a load
	Runs    int           // the median counts
	MySQL   string        // mysql://user:password@host:port/ with durable settings; "" leaves out what needs it
	Program string        // the binary whose serve is measured
	Version string
	Dir     string // for databases, removed at the end; "" = the system's
	JSON    string // file that takes the lines
	Out     io.Writer
	Log     *slog.Logger
}

// measure is one group of lines that share a district and a server.
type measure struct {
	names []string
	run   func(ctx context.Context, b *bench) error
}

func measures() []measure {
	return []measure{
		{[]string{readList, readProduct, memoryIdle, memoryLoad, startLine}, measureReads},
		{[]string{orderUniform, orderHot}, measureMySQL},
		{[]string{orderSQLite}, measureSQLite},
	}
}

// bench is one run of this package.
type bench struct {
	Options
	dir   string
	lines []Line
}

// Run measures the lines that were asked for, prints the table and writes the
// file. A missed goal is a result, not an error; wrong books are an error.
func Run(ctx context.Context, o Options) (err error) {
	dir, err := os.MkdirTemp(o.Dir, "yigou-bench-")
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b := &bench{Options: o, dir: dir}
	if err := b.checkNames(); err != nil {
		return err
	}
	if err := b.printMachine(ctx); err != nil {
		return err
	}
	for _, m := range measures() {
		if !slices.ContainsFunc(m.names, b.wants) {
			continue
		}
		if err := m.run(ctx, b); err != nil {
			return fmt.Errorf("bench: %s: %w", strings.Join(m.names, ", "), err)
		}
	}
	b.printTable()
	return b.writeJSON()
}

// wants reports whether a line was asked for.
func (b *bench) wants(name string) bool {
	return len(b.Names) == 0 || slices.ContainsFunc(b.Names, func(asked string) bool { return strings.HasPrefix(name, asked) })
}

func (b *bench) checkNames() error {
	var all []string
	for _, m := range measures() {
		all = append(all, m.names...)
	}
	for _, asked := range b.Names {
		if !slices.ContainsFunc(all, func(name string) bool { return strings.HasPrefix(name, asked) }) {
			return fmt.Errorf("bench: there is no line %q, there are %s", asked, strings.Join(all, ", "))
		}
	}
	return nil
}

func (b *bench) say(format string, a ...any) { fmt.Fprintf(b.Out, format+"\n", a...) }

// rate is one way of doing a thing, in things per second over one run.
type rate func(ctx context.Context, d time.Duration) (float64, error)

// beside runs ours and its ceiling in turn and returns the median of each, so
// that whatever else the machine does weighs on both.
func (b *bench) beside(ctx context.Context, name string, ours, ceiling rate) (value, best float64, err error) {
	for _, warm := range []rate{ours, ceiling} {
		if _, err := warm(ctx, b.WarmUp); err != nil {
			return 0, 0, err
		}
	}
	var values, bests []float64
	for run := range b.Runs {
		v, err := ours(ctx, b.Length)
		if err != nil {
			return 0, 0, err
		}
		c, err := ceiling(ctx, b.Length)
		if err != nil {
			return 0, 0, err
		}
		b.say("  %-14s run %d: %8.0f/s beside %8.0f/s", name, run+1, v, c)
		values, bests = append(values, v), append(bests, c)
	}
	return median(values), median(bests), nil
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
