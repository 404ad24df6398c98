package app

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The witness of a fork is kept beside the first one; what was written stays.
func TestWitnessesAreWrittenOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checkpoints", "000001.note")
	for _, text := range []string{"one", "one", "another", "one", "another"} {
		if err := writeOnce(path, text); err != nil {
			t.Fatal(err)
		}
	}
	names, err := filepath.Glob(path + "*")
	if err != nil || !slices.Equal(names, []string{path, path + ".1"}) {
		t.Fatalf("%v %v", names, err)
	}
	for i, want := range []string{"one", "another"} {
		if raw, err := os.ReadFile(names[i]); err != nil || string(raw) != want {
			t.Errorf("%s holds %q, %v", names[i], raw, err)
		}
	}
	key := filepath.Join(t.TempDir(), "checkpoint.key")
	for _, text := range []string{"PRIVATE+KEY+a", "PRIVATE+KEY+b"} {
		if err := writeOnce(key, text); err != nil {
			t.Fatal(err)
		}
	}
	if raw, err := os.ReadFile(key); err != nil || string(raw) != "PRIVATE+KEY+a" {
		t.Errorf("the key is %q, %v", raw, err)
	}
	if info, err := os.Stat(key); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file is %v, %v", info.Mode(), err)
	}
}
