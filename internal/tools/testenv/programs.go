package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// program is something the tests need besides Go and Node.
type program struct {
	name     string
	commands []string // any of these on the path will do
	files    []string // or any file matching these patterns
	debian   []string // packages that bring it, none of which starts a service
	image    string   // container image that can stand in for it
	untested string   // what stays untested without it
}

const (
	mariaDB  = "MariaDB"
	redis    = "Redis"
	chromium = "Chromium"
	compiler = "C compiler"
	cjkFonts = "Chinese fonts"
	hledger  = "hledger"
)

// knownPrograms lists every program a stage may name in its uses.
//
// Debian's redis-tools holds the server's binary, which looks at the name it
// is started by; the package redis-server only adds a running service, and a
// test has no business starting one on a developer's machine. For the same
// reason it is mariadb-server-core here and not mariadb-server.
func knownPrograms() []program {
	return []program{
		{
			name: mariaDB, commands: []string{"mariadbd"}, image: "mysql:8.4.5",
			debian:   []string{"mariadb-server-core", "mariadb-client-core"},
			untested: "every package on MySQL or MariaDB",
		},
		{
			name: redis, commands: []string{"redis-server", "valkey-server", "redis-check-rdb"}, image: "redis:7.2.7-alpine",
			debian:   []string{"redis-tools"},
			untested: "cache, limits and wake-ups through Redis",
		},
		{
			name: chromium, commands: []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"},
			files:    []string{"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"},
			debian:   []string{"chromium"},
			untested: "every page in a browser",
		},
		{
			name: compiler, commands: []string{"gcc", "clang"}, debian: []string{"gcc", "libc6-dev"},
			untested: "data races: the race detector needs cgo",
		},
		{
			name: cjkFonts, debian: []string{"fonts-noto-cjk"},
			files:    []string{"/usr/share/fonts/*/noto/NotoSansCJK*", "/usr/share/fonts/*/NotoSansCJK*", "/System/Library/Fonts/PingFang.ttc"},
			untested: "how Chinese looks on screenshots",
		},
		{
			name: hledger, commands: []string{"hledger"}, debian: []string{"hledger"},
			untested: "a second opinion on the books",
		},
	}
}

// programs knows where each program is.
type programs struct {
	known []program
	paths map[string]string // by name; for a program run from an image the image
	why   map[string]string // by name: why it could not be had
}

func newPrograms() *programs {
	return &programs{known: knownPrograms(), paths: map[string]string{}, why: map[string]string{}}
}

func (p *programs) path(name string) string { return p.paths[name] }

// require answers nil when the program is there.
func (p *programs) require(name string) error {
	if p.paths[name] != "" {
		return nil
	}
	i := slices.IndexFunc(p.known, func(k program) bool { return k.name == name })
	return missing{name, p.known[i].untested + " stays untested: " + p.why[name]}
}

// find looks for the named programs and installs what it may.
func (p *programs) find(ctx context.Context, names []string, log io.Writer) error {
	absent := p.look(names)
	if len(absent) == 0 {
		return nil
	}
	refusal := p.install(ctx, absent, log)
	absent = p.look(names)
	if len(absent) == 0 {
		return nil
	}
	docker := dockerAnswers(ctx)
	for _, k := range absent {
		switch {
		case k.image != "" && docker == nil:
			p.paths[k.name] = imagePrefix + k.image
		case k.image != "":
			p.why[k.name] = fmt.Sprintf("%v; %v", refusal, docker)
		default:
			p.why[k.name] = refusal.Error()
		}
	}
	return ctx.Err()
}

// look returns the programs among names that are not on this machine.
func (p *programs) look(names []string) []program {
	var absent []program
	for _, k := range p.known {
		if !slices.Contains(names, k.name) || p.paths[k.name] != "" {
			continue
		}
		if found := k.locate(); found != "" {
			p.paths[k.name] = found
		} else {
			absent = append(absent, k)
		}
	}
	return absent
}

// locate also looks where servers live, which is not on everybody's path.
func (k program) locate() string {
	for _, command := range k.commands {
		for _, dir := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/local/sbin", "/usr/sbin", "/usr/libexec") {
			if path, err := exec.LookPath(filepath.Join(dir, command)); err == nil {
				return path
			}
		}
	}
	for _, pattern := range k.files {
		if found, err := filepath.Glob(pattern); err == nil && len(found) > 0 {
			return found[0]
		}
	}
	return ""
}

// install asks apt for the absent programs. It never lets apt remove anything,
// and says in its error why it did not install.
func (p *programs) install(ctx context.Context, absent []program, log io.Writer) error {
	var packages []string
	for _, k := range absent {
		packages = append(packages, k.debian...)
	}
	by := "apt-get install " + strings.Join(packages, " ")
	if _, err := exec.LookPath("apt-get"); err != nil {
		return errors.New("it is not installed, and this system has no apt-get")
	}
	if os.Getuid() != 0 {
		return fmt.Errorf("it is not installed, and only root may: %s", by)
	}
	quiet := []string{"DEBIAN_FRONTEND=noninteractive"}
	wait := "DPkg::Lock::Timeout=300"
	if err := run(command(ctx, "", quiet, "apt-get", "-o", wait, "update"), log); err != nil {
		return fmt.Errorf("apt-get update: %w", err)
	}
	args := append([]string{"-o", wait, "install", "-y", "--no-remove", "--no-install-recommends"}, packages...)
	if err := run(command(ctx, "", quiet, "apt-get", args...), log); err != nil {
		return fmt.Errorf("%s: %w", by, err)
	}
	return errors.New("apt-get installed its packages, yet it is not found")
}
