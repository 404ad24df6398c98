package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// proveFuzz is how long each fuzz target runs in `make prove`.
const proveFuzz = 10 * time.Minute

// part is one thing to prove: long, alone on the machine, and not repeated
// while the sources stay the same.
type part struct {
	name string
	run  func(context.Context, *task) (tally, error)
}

// proof is a line of build/prove.jsonl: a part that held for these sources.
type proof struct {
	Part    string  `json:"part"`
	Sources string  `json:"sources"`
	Passed  int     `json:"passed"`
	Seconds float64 `json:"seconds"`
}

// prove runs the long forms one after another: each package's tests on SQLite,
// then on durable MariaDB and Redis, the vectors that Go and the web client share,
// then each fuzz target. What held before
// for the same sources is not run again, so that an interrupted proof goes on
// where it stopped.
func (s *session) prove(ctx context.Context) ([]result, error) {
	only, err := regexp.Compile(s.options.part)
	if err != nil {
		return nil, err
	}
	s.wanted = []string{mariaDB, redis, compiler, hledger}
	if err := s.programs.find(ctx, s.wanted, io.Discard); err != nil {
		return nil, err
	}
	parts, err := s.parts(ctx)
	if err != nil {
		return nil, err
	}
	sources, err := hashSources(s.root)
	if err != nil {
		return nil, err
	}
	journal := s.path("build", "prove.jsonl")
	held, err := readProofs(journal, sources)
	if err != nil {
		return nil, err
	}
	var results []result
	for _, p := range parts {
		if !only.MatchString(p.name) {
			continue
		}
		if old, ok := held[p.name]; ok {
			r := result{stage: stage{name: p.name}, tally: tally{Passed: old.Passed}, took: seconds(old.Seconds)}
			s.screen.linef("%6s  %s: held before for these sources (%s)", "ok", p.name, r.tally)
			results = append(results, r)
			continue
		}
		r := s.runStage(ctx, stage{name: p.name, run: p.run}, nil)
		s.report(r)
		results = append(results, r)
		if r.err == nil {
			err := appendProof(journal, proof{p.name, sources, r.tally.Passed, r.took.Seconds()})
			if err != nil {
				return results, err
			}
		}
	}
	return results, nil
}

// parts lists everything there is to prove.
func (s *session) parts(ctx context.Context) ([]part, error) {
	var parts []part
	all, err := s.testedPackages(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		parts = append(parts, part{"sqlite " + p.short(), func(ctx context.Context, t *task) (tally, error) {
			return t.proveGo(ctx, nil, p)
		}})
	}
	dependent, err := s.serverPackages(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range dependent {
		parts = append(parts, part{"mariadb " + p.short(), func(ctx context.Context, t *task) (tally, error) {
			env, err := t.durableServers(ctx)
			if err != nil {
				return tally{}, err
			}
			return t.proveGo(ctx, env, p)
		}})
	}
	parts = append(parts, part{"web split vectors", func(ctx context.Context, t *task) (tally, error) { return t.proveVectors(ctx) }})
	targets, err := s.fuzzTargets(ctx)
	if err != nil {
		return nil, err
	}
	for _, target := range targets {
		parts = append(parts, part{"fuzz " + target.pkg.short() + " " + target.name, func(ctx context.Context, t *task) (tally, error) {
			return tally{}, t.fuzz(ctx, target, proveFuzz)
		}})
	}
	return parts, nil
}

func (t *task) proveGo(ctx context.Context, env []string, p goPackage) (tally, error) {
	how, flags := t.goFlags(ctx)
	env = append(append(how, env...), "YIGOU_PROVE=1")
	return t.goTest(ctx, t.root, env, nil, append(flags, "-timeout=0", p.path)...)
}

// proveVectors is P13 at length: the Go code draws vectors and writes down its
// parts, the web client must find the same.
func (t *task) proveVectors(ctx context.Context) (tally, error) {
	path := filepath.Join(t.logs, "vectors.json")
	env := []string{"YIGOU_GOLDEN=" + path}
	drawn, err := t.goTest(ctx, t.root, env, nil, "-count=1", "-run=^TestGoldenMany$", "./internal/money")
	if err != nil {
		return drawn, err
	}
	return drawn, t.exec(ctx, t.path("web"), env, "npm", "test", "--silent", "--", "src/kit/split.test.ts")
}

// durableServers starts MariaDB and Redis once for all parts and answers their environment.
func (s *session) durableServers(ctx context.Context) ([]string, error) {
	for _, name := range []string{mariaDB, redis} {
		if err := s.programs.require(name); err != nil {
			return nil, err
		}
	}
	if len(s.servers) == 0 {
		if _, err := s.startMySQL(ctx, durable); err != nil {
			return nil, err
		}
		if _, err := s.startRedis(ctx); err != nil {
			return nil, err
		}
	}
	return serverEnv(s.servers[0], s.servers[1]), nil
}

// hashSources names the state of everything a Go test can see.
func hashSources(root string) (string, error) {
	sum := sha256.New()
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if skippedDirs[d.Name()] {
				return filepath.SkipDir
			}
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(sum, "%s\x00%x\n", path, sha256.Sum256(content))
		return err
	})
	return fmt.Sprintf("%x", sum.Sum(nil)), err
}

func readProofs(journal, sources string) (map[string]proof, error) {
	raw, err := os.ReadFile(journal)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	held := map[string]proof{}
	for line := range strings.Lines(string(raw)) {
		var p proof
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			return nil, fmt.Errorf("%s: %w", journal, err)
		}
		if p.Sources == sources {
			held[p.Part] = p
		}
	}
	return held, nil
}

func appendProof(journal string, p proof) error {
	line, err := json.Marshal(p)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(journal, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Close())
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
