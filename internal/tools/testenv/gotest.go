package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
)

// event is a line of `go test -json` (cmd/test2json); build output bears
// ImportPath instead of Package.
type event struct {
	Action, Package, ImportPath, Test, Output, FailedBuild string
	Elapsed                                                float64
}

// testReader follows a `go test -json` stream: it counts the leaves of the
// test tree (a test with subtests is not a test of its own) and keeps what
// failed tests printed.
type testReader struct {
	screen    *screen
	onPackage func(done int) // told after each finished package; may be nil
	done      int
	total     tally
	failures  []string
	packages  map[string]*packageRun
	builds    map[string]*strings.Builder
}

// packageRun is a package whose tests are running.
type packageRun struct {
	verdicts map[string]string // test → pass, fail, skip, or run while it has none
	parents  map[string]bool
	output   map[string]*strings.Builder // "" = the package itself
}

// read reads the stream to its end, copying it to log. Lines that are not
// events (the go command's own complaints) count as output.
func (r *testReader) read(stream io.Reader, log io.Writer) error {
	r.packages, r.builds = map[string]*packageRun{}, map[string]*strings.Builder{}
	lines := bufio.NewReader(stream)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			r.line(line, log)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *testReader) line(line string, log io.Writer) {
	var e event
	if json.Unmarshal([]byte(line), &e) != nil || e.Action == "" {
		fmt.Fprint(log, line)
		r.failures = append(r.failures, strings.TrimRight(line, "\n"))
		return
	}
	fmt.Fprint(log, e.Output)
	switch {
	case e.ImportPath != "":
		r.build(e)
	case e.Test == "":
		r.packageEvent(e)
	default:
		r.testEvent(e)
	}
}

func (r *testReader) build(e event) {
	if r.builds[e.ImportPath] == nil {
		r.builds[e.ImportPath] = &strings.Builder{}
	}
	r.builds[e.ImportPath].WriteString(e.Output)
}

func (r *testReader) pkg(name string) *packageRun {
	p := r.packages[name]
	if p == nil {
		p = &packageRun{verdicts: map[string]string{}, parents: map[string]bool{}, output: map[string]*strings.Builder{}}
		r.packages[name] = p
	}
	return p
}

func (p *packageRun) print(test, text string) {
	if p.output[test] == nil {
		p.output[test] = &strings.Builder{}
	}
	p.output[test].WriteString(text)
}

func (r *testReader) testEvent(e event) {
	p := r.pkg(e.Package)
	switch e.Action {
	case "run":
		p.verdicts[e.Test] = "run"
		for name := range ancestors(e.Test) {
			p.parents[name] = true
		}
	case "output":
		p.print(e.Test, e.Output)
	case "pass", "fail", "skip":
		p.verdicts[e.Test] = e.Action
		if e.Action == "pass" {
			delete(p.output, e.Test)
		}
	}
}

// packageEvent collects what a package as a whole prints, and closes it.
func (r *testReader) packageEvent(e event) {
	p := r.pkg(e.Package)
	switch e.Action {
	case "output":
		p.print("", e.Output)
		return
	case "pass", "fail", "skip":
	default:
		return
	}
	delete(r.packages, e.Package)
	counted := p.count()
	if e.Action == "fail" && counted.Failed == 0 {
		counted.Failed = 1
	}
	if counted.Failed > 0 {
		r.failures = append(r.failures, p.story(e, r.builds[e.FailedBuild]))
	}
	r.total = r.total.plus(counted)
	if counted != (tally{}) {
		r.screen.linef("      %-4s  %-40s %s, %.1f s", e.Action, goPackage{path: e.Package}.short(), counted, e.Elapsed)
	}
	r.done++
	if r.onPackage != nil {
		r.onPackage(r.done)
	}
}

// count counts leaves: a passed test without subtests, a failed test none of
// whose subtests failed. A test that never came to a verdict has failed.
func (p *packageRun) count() tally {
	blamed := map[string]bool{} // ancestors that failed because of a subtest
	for test, verdict := range p.verdicts {
		if verdict == "fail" || verdict == "run" {
			for name := range ancestors(test) {
				blamed[name] = true
			}
		}
	}
	var t tally
	for test, verdict := range p.verdicts {
		switch {
		case verdict == "skip":
			t.Skipped++
		case verdict == "pass" && !p.parents[test]:
			t.Passed++
		case verdict != "pass" && !blamed[test]:
			t.Failed++
		}
	}
	return t
}

// ancestors yields "A/b" and "A" for "A/b/c".
func ancestors(test string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for cut := strings.LastIndexByte(test, '/'); cut >= 0; cut = strings.LastIndexByte(test, '/') {
			test = test[:cut]
			if !yield(test) {
				return
			}
		}
	}
}

// story is what a reader needs to see of a package that failed.
func (p *packageRun) story(e event, build *strings.Builder) string {
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n", e.Package)
	if build != nil {
		b.WriteString(build.String())
	}
	for _, test := range slices.Sorted(maps.Keys(p.output)) {
		if verdict := p.verdicts[test]; verdict == "fail" || verdict == "run" || test == "" {
			b.WriteString(p.output[test].String())
		}
	}
	return tail(b.String(), 120)
}

// goTest runs `go test -json args` in dir and counts it.
func (t *task) goTest(ctx context.Context, dir string, env []string, onPackage func(int), args ...string) (tally, error) {
	reader := testReader{screen: t.screen, onPackage: onPackage}
	stream, in := io.Pipe()
	read := make(chan error, 1)
	go func() { read <- reader.read(stream, t.log) }()
	ran := run(command(ctx, dir, env, "go", append([]string{"test", "-json"}, args...)...), in)
	if err := errors.Join(in.Close(), <-read); err != nil {
		return reader.total, err
	}
	if ran == nil {
		return reader.total, nil
	}
	return reader.total, fmt.Errorf("go test: %w\n%s", ran, strings.Join(reader.failures, "\n"))
}
