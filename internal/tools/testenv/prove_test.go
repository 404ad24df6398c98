package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestProofsHoldForTheirSourcesAlone(t *testing.T) {
	journal := filepath.Join(t.TempDir(), "prove.jsonl")
	if held, err := readProofs(journal, "s1"); err != nil || len(held) != 0 {
		t.Fatalf("before the first proof: %v, %v", held, err)
	}
	for _, p := range []proof{{"a", "s1", 3, 1.5}, {"b", "s0", 1, 1}} {
		if err := appendProof(journal, p); err != nil {
			t.Fatal(err)
		}
	}
	held, err := readProofs(journal, "s1")
	if err != nil {
		t.Fatal(err)
	}
	if len(held) != 1 || held["a"].Passed != 3 {
		t.Errorf("held: %v", held)
	}
}

func TestHashSources(t *testing.T) {
	root := t.TempDir()
	sum := func() string {
		t.Helper()
		sum, err := hashSources(root)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	write := func(name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.go", "package a")
	first := sum()
	write("build/log", "something")
	if sum() != first {
		t.Error("a file under build counts as a source")
	}
	write("a.go", "package b")
	if sum() == first {
		t.Error("a changed source has the same hash")
	}
}
