// Package yigoutest gives tests a real, migrated, private database and the
// fixtures that real use would have made.
//
// DB(t) is SQLite unless YIGOU_TEST_MYSQL names a server
// (mysql://root@127.0.0.1:port); then the same test runs on MySQL or MariaDB.
package yigoutest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	_ "github.com/yigou/yigou/internal/ledger" // its triggers are a migration written in Go
)

// Start is the instant every test's clock shows at first: 2026-11-23 10:00 in
// Shanghai.
var Start = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

// DB returns a migrated database of its own on a clock that stands still.
func DB(t testing.TB) *db.DB {
	t.Helper()
	return DBAt(t, clock.NewFake(Start))
}

// DBAt is DB on a clock of the caller's choice.
func DBAt(t testing.TB, c clock.Clock) *db.DB {
	t.Helper()
	if server := os.Getenv("YIGOU_TEST_MYSQL"); server != "" {
		return mysqlDB(t, server, c)
	}
	return SQLite(t, c)
}

// Clock returns the fake clock of a database made by DB.
func Clock(t testing.TB, d *db.DB) *clock.Fake {
	t.Helper()
	f, ok := d.Clock().(*clock.Fake)
	if !ok {
		t.Fatal("yigoutest: the database does not run on a fake clock")
	}
	return f
}

// DSN returns where a whole app can keep a migrated, private, empty database:
// "" for the embedded one in the app's own data directory.
func DSN(t testing.TB) string {
	t.Helper()
	if server := os.Getenv("YIGOU_TEST_MYSQL"); server != "" {
		return mysqlSchema(t, server)
	}
	return ""
}

// SQLite returns a private SQLite database, whatever the environment says.
func SQLite(t testing.TB, c clock.Clock) *db.DB {
	t.Helper()
	dir := t.TempDir()
	file, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, db.FileName), file, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), db.Options{DataDir: dir, Clock: c, Node: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// migratedFile migrates once per test binary; every test copies the result.
var migratedFile = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "yigoutest")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx := context.Background()
	d, err := db.Open(ctx, db.Options{DataDir: dir})
	if err != nil {
		return nil, err
	}
	if err := d.Migrate(ctx); err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil { // the last connection folds the WAL into the file
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, db.FileName))
})
