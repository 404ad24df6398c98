package ledger_test

import (
	"context"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/yigoutest"
)

// childDir makes this test binary a writer process on the database in it.
const childDir = "YIGOU_TEST_LEDGER_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		writeUntilKilled(dir)
	}
	os.Exit(m.Run())
}

func writeUntilKilled(dir string) {
	ctx := context.Background()
	d, err := db.Open(ctx, db.Options{DataDir: dir, Node: 2})
	if err != nil {
		panic(err)
	}
	if err := writer(d, "child").Run(ctx); err != nil {
		panic(err)
	}
}

// A writer process is killed again and again in the middle of its work; what it
// leaves is whole, and a later writer finishes it. The race over whether a
// statement or a commit was cut is the operating system's.
func TestKilledWritersLeaveWholeBooks(t *testing.T) {
	const rounds, orders = 5, 300
	dir := t.TempDir()
	d := openCopy(t, dir)
	b := openBooks(t, d, 3)
	for round := range int64(rounds) {
		var js []ledger.Journal
		for i := range int64(orders) {
			order := 1 + round*orders + i
			js = append(js, b.pay(order, 1000), b.sign(order, 1000, []int64{300, 300, 0}))
		}
		b.enqueue(js...)
		before := b.backlog().Pending
		child := exec.Command(os.Args[0], "-test.run=^$")
		child.Env = append(os.Environ(), childDir+"="+dir)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		until(t, func() bool { return b.backlog().Pending < before }) // it has begun
		if err := child.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait() // killed
		verify(t, d)
	}
	b.drain()
	b.wantBacklog(0, 0)
	b.wantAmount("escrow", b.escrow, 0)
	b.wantAmount("clearing", b.clearing, rounds*orders*1000)
	verify(t, d)
}

// openCopy puts a migrated SQLite database into dir, where another process can
// open it too.
func openCopy(t *testing.T, dir string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), db.Options{DataDir: dir, Clock: clock.NewFake(yigoutest.Start), Node: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}
