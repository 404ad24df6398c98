package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// script puts an executable shell script into dir.
func script(t *testing.T, dir, name, body string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFindTakesWhatIsThere(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	want := script(t, bin, "chromium-browser", "exit 0")
	p := newPrograms()
	p.known = []program{{name: chromium, commands: []string{"chromium-of-nowhere", "chromium-browser"}}}
	if err := p.find(t.Context(), []string{chromium}, io.Discard); err != nil {
		t.Fatal(err)
	}
	if got := p.path(chromium); got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestFindFallsBackToImage(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	script(t, bin, "docker", "echo 28.0.0")
	p := newPrograms()
	p.known = []program{
		{name: redis, commands: []string{"redis-of-nowhere"}, image: "redis:7"},
		{name: chromium, commands: []string{"chromium-of-nowhere"}, untested: "every page"},
	}
	if err := p.find(t.Context(), []string{redis, chromium}, io.Discard); err != nil {
		t.Fatal(err)
	}
	if image, ok := p.image(redis); !ok || image != "redis:7" {
		t.Errorf("Redis is to come from %q", p.path(redis))
	}
	err := p.require(chromium)
	if err == nil || !strings.Contains(err.Error(), "every page stays untested") || !strings.Contains(err.Error(), "no apt-get") {
		t.Errorf("a missing Chromium says %v", err)
	}
}

func TestFindSaysWhyNothingHelps(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	script(t, bin, "docker", "exit 1")
	p := newPrograms()
	p.known = []program{{name: redis, commands: []string{"redis-of-nowhere"}, image: "redis:7", untested: "the cache"}}
	if err := p.find(t.Context(), []string{redis}, io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := p.require(redis); err == nil || !strings.Contains(err.Error(), "Docker engine does not answer") {
		t.Errorf("a missing Redis says %v", err)
	}
}

func TestContainer(t *testing.T) {
	bin := t.TempDir()
	calls := filepath.Join(bin, "calls")
	script(t, bin, "docker", `echo "$@" >>`+calls+`
case "$1" in
run) echo 4f5e ;;
port) echo 127.0.0.1:49153 ;;
wait) while ! grep -q '^rm ' `+calls+`; do sleep 0.02; done ;;
esac`)
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	s, err := startContainer(t.Context(), redis, "redis:7", "6379", []string{"A=b"}, "--save", "")
	if err != nil {
		t.Fatal(err)
	}
	if s.addr != "127.0.0.1:49153" {
		t.Errorf("address %q", s.addr)
	}
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	said, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"--publish 127.0.0.1::6379 --env A=b redis:7 --save", "rm --force --volumes yigou-test-"} {
		if !strings.Contains(string(said), want) {
			t.Errorf("docker was not told %q but:\n%s", want, said)
		}
	}
}
