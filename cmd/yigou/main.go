// Command yigou is the marketplace: the shop, its worker and its tools in one
// binary.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/yigou/yigou/internal/config"
)

// version is set by the build.
var version = "dev"

// command is one subcommand: its flags are read by run itself.
type command struct {
	name, does string
	run        func(ctx context.Context, e env, args []string) error
}

// env is what every subcommand is given.
type env struct {
	out io.Writer
	log *slog.Logger
	cfg config.Config
}

var commands = []command{
	{"serve", "answer on the configured address, with the worker inside", serve},
	{"worker", "run jobs and post journals, without answering", work},
	{"migrate", "bring the database to the newest version", migrate},
	{"staff", "give a person a role and print a first password", staff},
	{"seed", "build the demo (--demo) in an empty database", seed},
	{"import", "import households from a spreadsheet", importFile},
	{"health", "ask the running serve whether it is ready; exit 1 when it is not", health},
	{"bench", "measure this machine's figures beside their ceilings", runBench},
	{"logkey", "print the public key of checkpoints; logkey new NAME makes a pair", logkey},
	{"export", "take a book out for hledger or beancount, or the chain for others to check", export},
	{"verify", "check a proof or an exported chain, offline: FILE|DIR --key KEY", verify},
	{"doctor", "check what is new in the books, --full all of it; exit 1 when an invariant breaks", diagnose},
}

// errUsage says that the command line was not understood; usage was printed.
var errUsage = errors.New("usage")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(exitCode(run(ctx, os.Stdout, os.Stderr, os.Args[1:])))
}

func exitCode(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage) || errors.Is(err, flag.ErrHelp):
		return 2
	case errors.Is(err, errSick):
		return 1
	}
	fmt.Fprintln(os.Stderr, "yigou:", err)
	return 1
}

func run(ctx context.Context, out, errOut io.Writer, args []string) error {
	if len(args) == 0 {
		return usage(errOut)
	}
	if args[0] == "version" {
		_, err := fmt.Fprintln(out, version)
		return err
	}
	for _, c := range commands {
		if c.name != args[0] {
			continue
		}
		cfg, err := config.Load(os.Getenv("YIGOU_CONFIG"), os.LookupEnv)
		if err != nil {
			return err
		}
		return c.run(ctx, env{out: out, log: newLog(errOut, cfg), cfg: cfg}, args[1:])
	}
	return usage(errOut)
}

func usage(w io.Writer) error {
	fmt.Fprintln(w, "yigou "+version+", settings: YIGOU_CONFIG names a file, see configs/yigou.example.yaml")
	for _, c := range commands {
		fmt.Fprintf(w, "  yigou %-8s %s\n", c.name, c.does)
	}
	fmt.Fprintf(w, "  yigou %-8s %s\n", "version", "print the version")
	return errUsage
}

func newLog(w io.Writer, cfg config.Config) *slog.Logger {
	opts := &slog.HandlerOptions{Level: cfg.Log.Level}
	if cfg.Log.JSON {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}
