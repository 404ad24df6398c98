package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A shell that starts a child of its own, names it and waits for it.
const parent = `sleep 600 & echo $!; wait`

func TestRunLeavesNoGrandchild(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(command(ctx, "", nil, "sh", "-c", parent), writer) }()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	child, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-ended; err == nil {
		t.Error("an interrupted program counts as a success")
	}
	awaitGone(t, child)
}

func TestServerStops(t *testing.T) {
	log := filepath.Join(t.TempDir(), "server.log")
	s, err := startProcess(t.Context(), "sleeper", "127.0.0.1:1", log, []string{"sh", "-c", "echo $$; exec sleep 600"})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.stop(), s.stop()); err != nil {
		t.Fatal(err)
	}
	said, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if pid, err := strconv.Atoi(strings.TrimSpace(string(said))); err == nil {
		awaitGone(t, pid)
	}
}

func TestServerThatEndsWhileStarting(t *testing.T) {
	addr, err := freeAddr(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s, err := startProcess(t.Context(), "quitter", addr, filepath.Join(t.TempDir(), "log"), []string{"false"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.await(t.Context(), redisGreets); err == nil || !strings.Contains(err.Error(), "ended while starting") {
		t.Errorf("awaited a dead server: %v", err)
	}
}

// awaitGone waits until no process has the id: init reaps orphans when it pleases.
func awaitGone(t *testing.T, pid int) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !gone(pid) {
		select {
		case <-deadline:
			t.Fatalf("process %d is still there", pid)
		case <-tick.C:
		}
	}
}

// gone: there is no such process, or it has ended and merely waits to be reaped.
func gone(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return true
	}
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	return err == nil && strings.Contains(string(stat), ") Z ")
}
