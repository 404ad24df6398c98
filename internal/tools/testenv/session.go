package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// session is one run of this program.
type session struct {
	root     string // the repository
	logs     string // a log file per stage, kept after the run
	tmp      string // servers' data, removed at the end
	screen   *screen
	strict   bool // a missing program is a failure: CI must not grow silently blind
	programs *programs
	wanted   []string // programs that the chosen stages use
	// generated is what generated files were before this run; one stage writes, a later one reads.
	generated map[string][sha256.Size]byte
	servers   []*server // in the order they were started
	options   options
}

// options are what the command line may change.
type options struct {
	redisStop string        // "half": stop Redis in the middle of the MariaDB stage
	fuzzTime  time.Duration // for each fuzz target
	part      string        // regular expression over the parts of prove
}

func openSession(name string, o options) (*session, error) {
	root, err := findRoot()
	if err != nil {
		return nil, err
	}
	logs := filepath.Join(root, "build", "test", name)
	if err := os.RemoveAll(logs); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(logs, 0o755); err != nil {
		return nil, err
	}
	tmp, err := os.MkdirTemp("", "yigou-test-")
	if err != nil {
		return nil, err
	}
	return &session{
		root: root, logs: logs, tmp: tmp,
		screen:   &screen{w: os.Stdout},
		strict:   os.Getenv("CI") != "",
		programs: newPrograms(),
		options:  o,
	}, nil
}

// close stops the servers, newest first, and removes their data.
func (s *session) close() error {
	var errs []error
	for len(s.servers) > 0 {
		last := len(s.servers) - 1
		errs = append(errs, s.servers[last].stop())
		s.servers = s.servers[:last]
	}
	return errors.Join(append(errs, os.RemoveAll(s.tmp))...)
}

// path is a file of the repository.
func (s *session) path(elem ...string) string {
	return filepath.Join(append([]string{s.root}, elem...)...)
}

// built is a program under build/.
func (s *session) built(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return s.path("build", name)
}

// findRoot walks up to the directory whose go.mod is the product's own.
func findRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && bytes.HasPrefix(mod, []byte("module github.com/yigou/yigou\n")) {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("run this inside the repository: no go.mod of github.com/yigou/yigou above the working directory")
		}
		dir = up
	}
}
