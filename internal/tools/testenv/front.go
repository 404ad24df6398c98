package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// testFront runs the front's unit tests and reads vitest's own report.
func testFront(ctx context.Context, t *task) (tally, error) {
	report := filepath.Join(t.logs, "vitest.json")
	ran := t.exec(ctx, t.path("web"), nil,
		"npm", "test", "--silent", "--", "--reporter=default", "--reporter=json", "--outputFile.json="+report)
	counted, err := readVitest(report)
	if ran != nil {
		return counted, ran
	}
	return counted, err
}

// readVitest reads vitest's JSON report, whose form is Jest's.
func readVitest(path string) (tally, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return tally{}, err
	}
	var report struct {
		Passed  int `json:"numPassedTests"`
		Failed  int `json:"numFailedTests"`
		Pending int `json:"numPendingTests"`
		Todo    int `json:"numTodoTests"`
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		return tally{}, fmt.Errorf("%s: %w", path, err)
	}
	return tally{report.Passed, report.Failed, report.Pending + report.Todo}, nil
}

// closing is the last word of the browser tests.
var closing = regexp.MustCompile(`(?m)^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$`)

// testBrowser drives the built binary with a real Chromium; web/e2e starts and
// stops the binary itself, on ports and in directories of its own.
func testBrowser(ctx context.Context, t *task) (tally, error) {
	var said strings.Builder
	env := []string{
		"YIGOU_TEST_BINARY=" + t.built("yigou"),
		"YIGOU_TEST_CHROMIUM=" + t.programs.path(chromium),
		"YIGOU_TEST_SCREENSHOTS=" + t.path("build", "screenshots"),
	}
	ran := run(command(ctx, t.path("web"), env, "node", "e2e"), io.MultiWriter(t.log, &said))
	counted, err := readClosing(said.String())
	if ran != nil {
		return counted, fmt.Errorf("node web/e2e: %w\n%s", ran, tail(said.String(), 80))
	}
	return counted, err
}

// readClosing reads the last closing line of what a test runner said.
func readClosing(said string) (tally, error) {
	found := closing.FindAllStringSubmatch(said, -1)
	if len(found) == 0 {
		return tally{}, fmt.Errorf("the tests did not come to their closing line:\n%s", tail(said, 40))
	}
	var n [3]int
	for i, digits := range found[len(found)-1][1:] {
		if digits == "" {
			continue
		}
		var err error
		if n[i], err = strconv.Atoi(digits); err != nil {
			return tally{}, err
		}
	}
	return tally{n[0], n[1], n[2]}, nil
}
