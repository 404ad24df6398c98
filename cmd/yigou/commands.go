package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/demo"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/place"
)

func serve(ctx context.Context, e env, args []string) error {
	if err := noFlags("serve", args); err != nil {
		return err
	}
	l, err := app.Listen(ctx, e.cfg) // before anything else: a taken port should not cost a migration
	if err != nil {
		return err
	}
	e.cfg.HTTP.Addr = l.Addr().String() // the port that was found for :0
	return withApp(ctx, e, func(a *app.App) error {
		e.log.InfoContext(ctx, "yigou serves", "address", "http://"+l.Addr().String(), "version", version, "config", e.cfg)
		if e.cfg.Env == "demo" {
			fmt.Fprintf(e.out, "\n以购已经开张：http://%s\n%s\n", l.Addr(), demo.Logins)
		}
		return a.Serve(ctx, l)
	})
}

func work(ctx context.Context, e env, args []string) error {
	if err := noFlags("worker", args); err != nil {
		return err
	}
	return withApp(ctx, e, func(a *app.App) error { return a.Work(ctx) })
}

func migrate(ctx context.Context, e env, args []string) error {
	if err := noFlags("migrate", args); err != nil {
		return err
	}
	return withApp(ctx, e, func(*app.App) error {
		_, err := fmt.Fprintln(e.out, "the database is at the newest version")
		return err
	})
}

func seed(ctx context.Context, e env, args []string) error {
	f := flag.NewFlagSet("seed", flag.ContinueOnError)
	isDemo := f.Bool("demo", false, "build the demo district")
	number := f.Uint64("number", 1, "the number everything is drawn from")
	asOf := f.String("as-of", "", "the demo's last day, 2006-01-02; default today")
	if err := f.Parse(args); err != nil {
		return err
	}
	if !*isDemo {
		return errors.New("seed: the only seed is --demo")
	}
	day := clock.DayOf(clock.US(time.Now()))
	if *asOf != "" {
		var err error
		if day, err = clock.ParseDay(*asOf); err != nil {
			return err
		}
	}
	return demo.Seed(ctx, e.cfg, e.log, demo.Options{Number: *number, AsOf: day, Out: e.out})
}

func importFile(ctx context.Context, e env, args []string) error {
	f := flag.NewFlagSet("import", flag.ContinueOnError)
	dry := f.Bool("dry-run", false, "check the file, change nothing")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() != 2 || f.Arg(0) != "households" {
		return errors.New("import: yigou import [--dry-run] households FILE.xlsx")
	}
	file, err := os.Open(f.Arg(1))
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	return withApp(ctx, e, func(a *app.App) error {
		var tree *place.Tree
		err := a.DB.View(ctx, func(tx *db.Tx) (err error) {
			tree, err = place.Read(tx)
			return err
		})
		if err != nil {
			return err
		}
		run, err := a.Register.Import(ctx, a.DB, file, household.ImportInput{
			By: actor.System("import"), FileName: filepath.Base(f.Arg(1)), DryRun: *dry,
			FindVillage: func(town, village string) (code, name string, ok bool) {
				p, ok := tree.FindVillage(town, village)
				return p.Code, p.Short, ok
			},
		})
		if err != nil {
			return err
		}
		return printImport(ctx, e, a, run)
	})
}

// errSick says that the doctor found something; the lines were printed.
var errSick = errors.New("an invariant is broken")

func diagnose(ctx context.Context, e env, args []string) error {
	f := flag.NewFlagSet("doctor", flag.ContinueOnError)
	full := f.Bool("full", false, "examine everything, not only what is new")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("doctor takes no %q", f.Arg(0))
	}
	return withApp(ctx, e, func(a *app.App) error {
		lines, err := a.Examine(ctx, *full)
		if err != nil {
			return err
		}
		sick := false
		for _, l := range lines {
			fmt.Fprintln(e.out, l)
			sick = sick || !l.OK
		}
		if sick {
			return errSick
		}
		return nil
	})
}

func noFlags(name string, args []string) error {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("%s: %q is not understood", name, f.Arg(0))
	}
	return nil
}

func withApp(ctx context.Context, e env, do func(*app.App) error) (err error) {
	a, err := app.New(ctx, e.cfg, e.log, app.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return do(a)
}
