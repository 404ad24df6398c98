package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// A stage is one step of the whole run. Stages of one wave run side by side,
// waves one after another.
type stage struct {
	wave  int
	name  string
	needs []string // stages that must have passed before this one makes sense
	uses  []string // programs it cannot do without
	helps []string // programs without which it shows less
	prep  bool     // prepares others: counted only when it fails
	run   func(context.Context, *task) (tally, error)
}

// choose returns the stages named in targets and all that they need, in the
// order of the table. An unknown target is an error of the caller.
func choose(table []stage, targets []string) ([]stage, error) {
	byName := map[string]stage{}
	for _, st := range table {
		byName[st.name] = st
	}
	wanted := map[string]bool{}
	for len(targets) > 0 {
		name := targets[0]
		targets = targets[1:]
		st, ok := byName[name]
		if !ok {
			return nil, fmt.Errorf("no stage %q", name)
		}
		if !wanted[name] {
			wanted[name] = true
			targets = append(targets, st.needs...)
		}
	}
	var chosen []stage
	for _, st := range table {
		if wanted[st.name] {
			chosen = append(chosen, st)
		}
	}
	return chosen, nil
}

// missing says that a program is not to be had and what stays untested for it.
type missing struct{ program, why string }

func (m missing) Error() string { return fmt.Sprintf("not tested: no %s (%s)", m.program, m.why) }

// task is what a running stage works with.
type task struct {
	*session
	log io.Writer // the stage's log file
}

// exec runs a program with its output in the stage's log; when it fails the
// error carries the end of what it said.
func (t *task) exec(ctx context.Context, dir string, env []string, argv ...string) error {
	var said strings.Builder
	err := run(command(ctx, dir, env, argv[0], argv[1:]...), io.MultiWriter(t.log, &said))
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(argv, " "), err, tail(said.String(), 60))
	}
	return nil
}

// result is how a stage ended.
type result struct {
	stage stage
	tally tally
	took  time.Duration
	err   error
}

func (r result) word() string {
	if r.err == nil {
		return "ok"
	}
	if _, ok := errors.AsType[missing](r.err); ok {
		return "skip"
	}
	return "FAIL"
}

// runStages runs the chosen stages and returns how each ended. A stage whose
// needs did not pass is not run and says so.
func (s *session) runStages(ctx context.Context, stages []stage) []result {
	for _, st := range stages {
		s.wanted = append(append(s.wanted, st.uses...), st.helps...)
	}
	ended := map[string]result{}
	var results []result
	for len(stages) > 0 {
		var wave []stage
		for len(stages) > 0 && (len(wave) == 0 || stages[0].wave == wave[0].wave) {
			wave, stages = append(wave, stages[0]), stages[1:]
		}
		for _, r := range s.runWave(ctx, wave, ended) {
			ended[r.stage.name] = r
			results = append(results, r)
		}
	}
	return results
}

func (s *session) runWave(ctx context.Context, wave []stage, ended map[string]result) []result {
	results := make([]result, len(wave))
	var wg sync.WaitGroup
	for i, st := range wave {
		wg.Go(func() {
			results[i] = s.runStage(ctx, st, ended)
			s.report(results[i])
		})
	}
	wg.Wait()
	return results
}

func (s *session) runStage(ctx context.Context, st stage, ended map[string]result) result {
	if err := ctx.Err(); err != nil {
		return s.settle(result{stage: st, err: errors.New("not run: interrupted")})
	}
	for _, name := range st.needs {
		if need := ended[name]; need.err != nil {
			return s.settle(result{stage: st, err: missing{name, "that stage did not pass"}})
		}
	}
	for _, name := range st.uses {
		if err := s.programs.require(name); err != nil {
			return s.settle(result{stage: st, err: err})
		}
	}
	log, err := os.Create(filepath.Join(s.logs, logName(st.name)))
	if err != nil {
		return s.settle(result{stage: st, err: err})
	}
	defer log.Close()
	s.screen.linef("  …   %s", st.name)
	start := time.Now()
	counted, err := st.run(ctx, &task{session: s, log: log})
	r := result{stage: st, tally: counted, took: time.Since(start), err: err}
	for _, name := range st.helps {
		if lack := s.programs.require(name); lack != nil && r.err == nil {
			r.err = lack
		}
	}
	return s.settle(r)
}

// settle makes sure that every stage counts for something: a failure without
// a failed test counts as one, a success without tests too, and where nothing
// may be missing a missing program is a failure.
func (s *session) settle(r result) result {
	lack, lacking := errors.AsType[missing](r.err)
	switch {
	case lacking && s.strict:
		r.err = errors.New(lack.Error())
		r.tally.Failed++
	case lacking:
		r.tally.Skipped++
	case r.err != nil && r.tally.Failed == 0:
		r.tally.Failed = 1
	case r.err == nil && r.tally.Failed > 0:
		r.err = fmt.Errorf("%d failed", r.tally.Failed)
	case r.err == nil && r.tally == tally{} && !r.stage.prep:
		r.tally.Passed = 1
	}
	return r
}

func (s *session) report(r result) {
	s.screen.linef("%6s  %-22s %-28s %7.1f s", r.word(), r.stage.name, r.tally, r.took.Seconds())
	if r.err != nil {
		s.screen.block(r.err.Error())
	}
}

func logName(stage string) string {
	return strings.NewReplacer(" + ", "-", " ", "-", "/", "-").Replace(strings.ToLower(stage)) + ".log"
}
