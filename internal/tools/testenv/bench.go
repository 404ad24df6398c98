package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
)

// beside runs argv in the repository's root with durable servers beside it and
// its output on the screen. A missing server is said, not fatal: what argv
// measures on SQLite it can measure all the same.
func (s *session) beside(ctx context.Context, argv []string) error {
	if err := s.programs.find(ctx, []string{mariaDB, redis}, os.Stderr); err != nil {
		return err
	}
	env, err := s.durableServers(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		s.screen.linef("%v", err)
	}
	cmd := command(ctx, s.root, env, argv[0], argv[1:]...)
	cmd.Stdin = os.Stdin
	return run(cmd, os.Stdout)
}

// exitCode passes on the code of the program that ran.
func exitCode(err error) int {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode()
	}
	return 1
}
