package main

import (
	"context"
	"fmt"
	"strings"
)

// plainGo is how everything is compiled that runs without the race detector:
// always the same way, so that the build cache serves one stage after another.
func (s *session) plainGo(ctx context.Context) []string {
	flags, err := output(ctx, s.root, "go", "env", "GOFLAGS")
	if err != nil {
		flags = "" // a go that does not answer will say so when it is asked to build
	}
	return []string{"CGO_ENABLED=0", "GOFLAGS=" + strings.TrimSpace(strings.ReplaceAll(flags, "-trimpath", "")+" -trimpath")}
}

// goFlags are the flags and environment of the Go stages: with the race
// detector wherever there is a C compiler for it.
func (s *session) goFlags(ctx context.Context) (env, flags []string) {
	flags = []string{"-count=1", "-shuffle=on", "-timeout=20m"}
	if s.programs.require(compiler) != nil {
		return s.plainGo(ctx), flags
	}
	return []string{"CGO_ENABLED=1"}, append(flags, "-race")
}

func testSQLite(ctx context.Context, t *task) (tally, error) {
	env, flags := t.goFlags(ctx)
	return t.goTest(ctx, t.root, env, nil, append(flags, "./...")...)
}

// testMariaDB runs the packages that depend on the engine once more, on a
// private MariaDB and Redis. With -redis-stop=half Redis is stopped when half
// of the packages are done, in the middle of the next: nothing may notice.
func testMariaDB(ctx context.Context, t *task) (tally, error) {
	packages, err := t.serverPackages(ctx)
	if err != nil {
		return tally{}, err
	}
	mysql, err := t.startMySQL(ctx, relaxed)
	if err != nil {
		return tally{}, err
	}
	redis, err := t.startRedis(ctx)
	if err != nil {
		return tally{}, err
	}
	var onPackage func(int)
	if t.options.redisStop == "half" {
		onPackage = func(done int) {
			if done == (len(packages)+1)/2 {
				t.screen.block("stopping Redis")
				fmt.Fprintln(t.log, "stopping Redis:", redis.stop())
			}
		}
	}
	env, args := t.goFlags(ctx)
	for _, p := range packages {
		args = append(args, p.path)
	}
	return t.goTest(ctx, t.root, append(env, serverEnv(mysql, redis)...), onPackage, args...)
}
