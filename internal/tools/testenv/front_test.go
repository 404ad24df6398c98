package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestReadClosing(t *testing.T) {
	for _, c := range []struct {
		said string
		want tally
		ok   bool
	}{
		{"a page\n12 passed, 0 failed\n", tally{Passed: 12}, true},
		{"1 passed, 0 failed\nagain\n3 passed, 2 failed, 1 skipped\n", tally{3, 2, 1}, true},
		{"Error: no browser\n", tally{}, false},
		{"so far 3 passed, 0 failed\n", tally{}, false},
	} {
		got, err := readClosing(c.said)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("%q: %v, %v", c.said, got, err)
		}
	}
}

func TestReadVitest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "vitest.json")
	report := `{"numTotalTests":9,"numPassedTests":5,"numFailedTests":1,"numPendingTests":2,"numTodoTests":1,"success":false}`
	if err := os.WriteFile(path, []byte(report), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := readVitest(path)
	if want := (tally{5, 1, 3}); err != nil || got != want {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}
