package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

func testSession(t *testing.T) (*session, *strings.Builder) {
	t.Helper()
	said := &strings.Builder{}
	return &session{root: t.TempDir(), logs: t.TempDir(), tmp: t.TempDir(), screen: &screen{w: said}, programs: newPrograms()}, said
}

func ends(counted tally, err error) func(context.Context, *task) (tally, error) {
	return func(context.Context, *task) (tally, error) { return counted, err }
}

func names(stages []stage) []string {
	var all []string
	for _, st := range stages {
		all = append(all, st.name)
	}
	return all
}

func TestChooseBringsWhatIsNeeded(t *testing.T) {
	chosen, err := choose(stages(), []string{"lint", "browser"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"programs", "go modules", "npm packages", "pages", "linter", "binary", "lint", "browser"}
	if got := names(chosen); !slices.Equal(got, want) {
		t.Errorf("chose %v, want %v", got, want)
	}
	if _, err := choose(stages(), []string{"brwoser"}); err == nil {
		t.Error("an unknown stage was chosen")
	}
}

// The table is read by people: every name in it must mean something.
func TestTable(t *testing.T) {
	table := stages()
	known := names(table)
	wave := map[string]int{}
	for i, st := range table {
		wave[st.name] = st.wave
		if i > 0 && st.wave < table[i-1].wave {
			t.Errorf("%s stands after a later wave", st.name)
		}
		for _, need := range st.needs {
			if before, ok := wave[need]; !ok || before >= st.wave {
				t.Errorf("%s needs %s, which does not run before it", st.name, need)
			}
		}
		for _, name := range append(st.uses, st.helps...) {
			if !slices.ContainsFunc(knownPrograms(), func(p program) bool { return p.name == name }) {
				t.Errorf("%s uses %s, which nobody knows", st.name, name)
			}
		}
	}
	for command, targets := range commands() {
		for _, target := range targets {
			if !slices.Contains(known, target) {
				t.Errorf("%s wants %s, which is no stage", command, target)
			}
		}
	}
	for _, st := range table {
		if !st.prep && !slices.Contains(commands()["test"], st.name) {
			t.Errorf("the whole run leaves out %s", st.name)
		}
	}
}

func TestStageAfterFailureIsNotRun(t *testing.T) {
	s, said := testSession(t)
	ran := false
	results := s.runStages(t.Context(), []stage{
		{wave: 1, name: "first", run: ends(tally{}, errors.New("no such file"))},
		{wave: 1, name: "beside", run: ends(tally{Passed: 3}, nil)},
		{wave: 2, name: "second", needs: []string{"first"}, run: func(context.Context, *task) (tally, error) {
			ran = true
			return tally{}, nil
		}},
	})
	if code := s.summary(results); code != 1 || ran {
		t.Errorf("exit code %d, second stage ran: %v", code, ran)
	}
	if !strings.HasSuffix(said.String(), "\n3 passed, 1 failed, 1 skipped\n") {
		t.Errorf("closing lines:\n%s", said)
	}
	if !strings.Contains(said.String(), "no such file") {
		t.Errorf("the failure's reason is lost:\n%s", said)
	}
}

func TestMissingProgram(t *testing.T) {
	table := []stage{
		{wave: 1, name: "go", run: ends(tally{Passed: 5}, nil)},
		{wave: 2, name: "browser", uses: []string{chromium}, run: ends(tally{Passed: 5}, nil)},
		{wave: 3, name: "race", helps: []string{compiler}, run: ends(tally{Passed: 5}, nil)},
	}
	for _, c := range []struct {
		strict bool
		code   int
		last   string
	}{
		{strict: false, code: 0, last: "\n10 passed, 0 failed, 2 skipped\n"},
		{strict: true, code: 1, last: "\n10 passed, 2 failed\n"},
	} {
		s, said := testSession(t)
		s.strict = c.strict
		if code := s.summary(s.runStages(t.Context(), table)); code != c.code {
			t.Errorf("strict %v: exit code %d, want %d", c.strict, code, c.code)
		}
		if !strings.HasSuffix(said.String(), c.last) || !strings.Contains(said.String(), "every page in a browser") {
			t.Errorf("strict %v, said:\n%s", c.strict, said)
		}
	}
}

func TestInterruptedStageFails(t *testing.T) {
	s, said := testSession(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	results := s.runStages(ctx, []stage{{wave: 1, name: "go", run: ends(tally{Passed: 1}, nil)}})
	if code := s.summary(results); code != 1 {
		t.Errorf("exit code %d, said:\n%s", code, said)
	}
}

func TestNothingTestedIsNoSuccess(t *testing.T) {
	s, _ := testSession(t)
	results := s.runStages(t.Context(), []stage{{wave: 1, name: "prepare", prep: true, run: ends(tally{}, nil)}})
	if code := s.summary(results); code != 1 {
		t.Errorf("exit code %d for a run without a test", code)
	}
}

func TestFailedTestsFailTheStage(t *testing.T) {
	s, _ := testSession(t)
	s.screen.w = io.Discard
	results := s.runStages(t.Context(), []stage{{wave: 1, name: "go", run: ends(tally{Passed: 1, Failed: 2}, nil)}})
	if results[0].word() != "FAIL" {
		t.Errorf("two failed tests ended as %q", results[0].word())
	}
}
