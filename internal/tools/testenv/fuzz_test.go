package main

import "testing"

func TestOnlyTheEndOfTimeIsForgiven(t *testing.T) {
	for said, forgiven := range map[string]bool{
		"fuzz: elapsed: 21s, execs: 2170 (0/sec), new interesting: 1 (total: 126)\n--- FAIL: FuzzSheet (21.06s)\n    context deadline exceeded\nFAIL\nexit status 1\n":                 true,
		"--- FAIL: FuzzSheet (3.10s)\n    --- FAIL: FuzzSheet (0.00s)\n        read_test.go:389: line 2 after 3\n    \n    Failing input written to testdata/fuzz/FuzzSheet/1\nFAIL\n": false,
		"--- FAIL: FuzzSheet (3.10s)\n    fuzzing process hung or terminated unexpectedly: exit status 2\n    Failing input written to testdata/fuzz/FuzzSheet/1\nFAIL\n":              false,
		"--- FAIL: FuzzSheet (0.10s)\n    --- FAIL: FuzzSheet/seed#0 (0.10s)\n        read_test.go:399: an error without a sentence: context deadline exceeded\nFAIL\n":                false,
	} {
		if onlyTimeUp(said) != forgiven {
			t.Errorf("onlyTimeUp = %v for\n%s", !forgiven, said)
		}
	}
}
