package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/yigou/yigou/internal/bench"
)

// runBench measures the program beside its ceilings. What it measures runs on
// databases of its own; the configuration of this call is not looked at.
func runBench(ctx context.Context, e env, args []string) error {
	const peerArgs = 4 // peer KIND ADDRESS FILE: the bench's own servers, started by itself
	if len(args) == peerArgs && args[0] == "peer" {
		return bench.Peer(ctx, args[1], args[2], args[3])
	}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.Usage = func() {
		fmt.Fprintln(f.Output(), "yigou bench [flags] [line …]: read.list, order or any beginning of a line's name; without one, all")
		f.PrintDefaults()
	}
	seconds := f.Int("seconds", 15, "length of one run")
	runs := f.Int("runs", 3, "runs; the median counts")
	file := f.String("json", "bench.json", "file that takes one line a figure")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *seconds < 1 || *runs < 1 {
		return errors.New("bench: -seconds and -runs are at least 1")
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	length := time.Duration(*seconds) * time.Second
	return bench.Run(ctx, bench.Options{
		Names: f.Args(), Length: length, WarmUp: length / 3, Runs: *runs, MySQL: benchServer(), Program: program,
		Version: version, JSON: *file, Out: e.out, Log: e.log,
	})
}

// benchServer is a durable MariaDB or MySQL on which databases may be created.
func benchServer() string {
	if s := os.Getenv("YIGOU_BENCH_MYSQL"); s != "" {
		return s
	}
	return os.Getenv("YIGOU_TEST_MYSQL") // what `make bench` starts beside
}
