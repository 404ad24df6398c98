package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: testenv COMMAND [FLAG…], see the package's documentation")
		os.Exit(2)
	}
	code, err := do(ctx, os.Args[1], os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "testenv:", err)
	}
	os.Exit(code)
}

// do opens a session, runs the command in it and closes it whatever happened.
func do(ctx context.Context, name string, args []string) (code int, err error) {
	o := options{}
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.StringVar(&o.redisStop, "redis-stop", "", "half: stop Redis in the middle of the MariaDB stage")
	flags.DurationVar(&o.fuzzTime, "fuzz-time", 20*time.Second, "time for each fuzz target")
	flags.StringVar(&o.part, "part", "", "regular expression over the parts of prove")
	if err := flags.Parse(args); err != nil {
		return 2, nil // the flag package has said it
	}
	if o.redisStop != "" && o.redisStop != "half" {
		return 2, fmt.Errorf("-redis-stop=%s: the one moment known is half", o.redisStop)
	}
	s, err := openSession(name, o)
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	switch targets, isTests := commands()[name]; {
	case isTests:
		chosen, err := choose(stages(), targets)
		if err != nil {
			return 2, err
		}
		s.screen.linef("%s", s.machine(ctx))
		return s.summary(s.runStages(ctx, chosen)), nil
	case name == "prove":
		results, err := s.prove(ctx)
		return s.summary(results), err
	case name == "beside" && flags.NArg() > 0:
		if err := s.beside(ctx, flags.Args()); err != nil {
			return exitCode(err), err
		}
		return 0, nil
	}
	return 2, fmt.Errorf("no command %q", name)
}

// machine is the first line: where and with what this ran.
func (s *session) machine(ctx context.Context) string {
	goVersion, err := output(ctx, s.root, "go", "env", "GOVERSION")
	if err != nil {
		goVersion = "no Go"
	}
	node := "no Node"
	if path, err := exec.LookPath("node"); err == nil {
		if version, err := output(ctx, s.root, path, "--version"); err == nil {
			node = "node " + version
		}
	}
	return fmt.Sprintf("%s/%s, %d cores, %s, %s; logs in %s",
		runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), goVersion, node, strings.TrimPrefix(s.logs, s.root+"/"))
}

// summary prints every stage once more, what went untested, and as the very
// last line the sum of all tests. It returns the exit code.
func (s *session) summary(results []result) int {
	s.screen.linef("")
	var total tally
	var took time.Duration
	for _, r := range results {
		total = total.plus(r.tally)
		took += r.took
		s.screen.linef("%6s  %-22s %-28s %7.1f s", r.word(), r.stage.name, r.tally, r.took.Seconds())
	}
	untested := slices.DeleteFunc(slices.Clone(results), func(r result) bool { return r.word() != "skip" })
	for _, r := range untested {
		s.screen.linef("        %s: %v", r.stage.name, r.err)
	}
	s.screen.linef("")
	s.screen.linef("%s", total)
	if total.Failed > 0 || total.Passed == 0 {
		return 1
	}
	return 0
}
