package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// grace is how long a program has to stop after being asked to.
const grace = 20 * time.Second

// command is a program in a process group of its own, so that a stop reaches
// its children and a Ctrl-C at the terminal reaches them only through us:
// when ctx ends the group is asked to stop (SIGTERM) and gets grace to do so.
func command(ctx context.Context, dir string, env []string, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return signalGroup(cmd, syscall.SIGTERM) }
	cmd.WaitDelay = grace
	return cmd
}

// run runs cmd to its end and leaves nothing of its process group behind.
func run(cmd *exec.Cmd, out io.Writer) error {
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		return err
	}
	err := cmd.Wait()
	if kill := signalGroup(cmd, syscall.SIGKILL); kill != nil {
		err = errors.Join(err, kill)
	}
	return err
}

// signalGroup signals the process group that cmd leads; one that is gone is no error.
func signalGroup(cmd *exec.Cmd, sig syscall.Signal) error {
	if err := syscall.Kill(-cmd.Process.Pid, sig); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("signal %s: %w", cmd.Path, err)
	}
	return nil
}

// output runs a short query and returns what it printed, trimmed.
func output(ctx context.Context, dir, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, tail(stderr.String(), 5))
	}
	return strings.TrimSpace(string(out)), nil
}
