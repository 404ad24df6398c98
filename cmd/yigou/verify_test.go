package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// The whole way on the command line: make a key, take the chain out, check it.
func TestVerifyAnExport(t *testing.T) {
	d := newDesk(t)
	run := func(do func() error) string {
		t.Helper()
		d.out.Reset()
		if err := do(); err != nil {
			t.Fatal(err)
		}
		return d.out.String()
	}
	public := strings.TrimSpace(run(func() error { return logkey(t.Context(), d.e, nil) }))
	if !strings.HasPrefix(public, "test.example/books+") {
		t.Fatalf("the public key is %q", public)
	}
	dir := filepath.Join(t.TempDir(), "chain")
	run(func() error { return export(t.Context(), d.e, []string{"--format", "chain", dir}) })
	got := run(func() error { return verify(t.Context(), d.e, []string{dir, "--key", public}) })
	if !strings.HasPrefix(got, "0 张凭证、0 个区块、0 个校验点") {
		t.Error(got)
	}
	if made := run(func() error { return logkey(t.Context(), d.e, []string{"new", "a.example/b"}) }); !strings.Contains(made, "YIGOU_LOG_KEY=PRIVATE+KEY+a.example/b+") {
		t.Error(made)
	}
	e := env{out: &bytes.Buffer{}}
	for _, args := range [][]string{nil, {dir}, {"--key", public}, {dir, "--key", "nonsense"}, {"/nowhere", "--key", public}} {
		if err := verify(t.Context(), e, args); err == nil {
			t.Errorf("verify %v is accepted", args)
		}
	}
}
