package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"
)

// fuzzTarget is one FuzzXxx function.
type fuzzTarget struct {
	pkg  goPackage
	name string
}

var fuzzFunc = regexp.MustCompile(`(?m)^func (Fuzz\w+)\(\w+ \*testing\.F\)`)

// fuzzTargets reads them off the sources, without compiling anything.
func (s *session) fuzzTargets(ctx context.Context) ([]fuzzTarget, error) {
	all, err := s.testedPackages(ctx)
	if err != nil {
		return nil, err
	}
	var targets []fuzzTarget
	for _, p := range all {
		for _, file := range p.tests {
			source, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			for _, match := range fuzzFunc.FindAllSubmatch(source, -1) {
				targets = append(targets, fuzzTarget{p, string(match[1])})
			}
		}
	}
	return targets, nil
}

// testFuzz gives each target its time; a finding stays in the package's
// testdata, where the next plain test run meets it again.
func testFuzz(ctx context.Context, t *task) (tally, error) {
	targets, err := t.fuzzTargets(ctx)
	if err != nil {
		return tally{}, err
	}
	var total tally
	var findings []error
	for _, target := range targets {
		if err := t.fuzz(ctx, target, t.options.fuzzTime); err != nil {
			findings = append(findings, err)
			total.Failed++
		} else {
			total.Passed++
		}
	}
	return total, errors.Join(findings...)
}

func (t *task) fuzz(ctx context.Context, target fuzzTarget, long time.Duration) error {
	start := time.Now()
	// Two seconds to make an interesting input smaller, not the usual minute,
	// which on a slow target would eat the time there is for finding any.
	err := t.exec(ctx, t.root, t.plainGo(ctx), "go", "test", "-run=^$", "-fuzz=^"+target.name+"$",
		fmt.Sprintf("-fuzztime=%s", long), "-fuzzminimizetime=2s", target.pkg.path)
	if err != nil && onlyTimeUp(err.Error()) {
		err = nil
	}
	t.screen.linef("      %-4s  %s %s, %.1f s", word(err), target.pkg.short(), target.name, time.Since(start).Seconds())
	return err
}

// timeUp is the whole complaint of a target whose time ran out.
var timeUp = regexp.MustCompile(`(?m)^--- FAIL: Fuzz\w+ \([\d.]+s\)\n    context deadline exceeded\nFAIL$`)

// onlyTimeUp: Go before 1.27 now and then reports the end of -fuzztime itself
// as a failure (go.dev/issue/75804). A finding says more: the input's file, a
// failed test, or a process that hung.
func onlyTimeUp(said string) bool {
	return timeUp.MatchString(said) && !strings.Contains(said, "Failing input written to")
}

func word(err error) string {
	if err != nil {
		return "fail"
	}
	return "pass"
}
