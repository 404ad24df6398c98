package yigoutest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	_ "github.com/go-sql-driver/mysql" // the lease below speaks to the server itself

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

// schemas is how many migrated schemas all test processes share.
const schemas = 8

// mysqlDB opens a leased schema of the server.
func mysqlDB(t testing.TB, server string, c clock.Clock) *db.DB {
	t.Helper()
	d, err := db.Open(context.WithoutCancel(t.Context()), db.Options{DSN: mysqlSchema(t, server), Clock: c, Node: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// mysqlSchema leases one schema of the server for the length of the test,
// migrates it when it is behind, and empties it. It returns its DSN.
func mysqlSchema(t testing.TB, server string) string {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("YIGOU_TEST_MYSQL: %v", err)
	}
	password, _ := u.User.Password()
	admin, err := sql.Open("mysql", fmt.Sprintf("%s:%s@tcp(%s)/", u.User.Username(), password, u.Host))
	if err != nil {
		t.Fatal(err)
	}
	conn, err := admin.Conn(ctx) // the lock lives as long as this connection
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = conn.Close()
		_ = admin.Close()
	})
	name := lease(t, ctx, conn)
	u.Path = "/" + name
	if err := migrateSchema(ctx, u.String()); err != nil { // left by another state of the source: start over
		exec(t, ctx, conn, "DROP DATABASE "+name)
		create(t, ctx, conn, name)
		if err := migrateSchema(ctx, u.String()); err != nil {
			t.Fatal(err)
		}
	}
	empty(t, ctx, conn, name)
	return u.String()
}

func migrateSchema(ctx context.Context, dsn string) error {
	d, err := db.Open(ctx, db.Options{DSN: dsn})
	if err != nil {
		return err
	}
	return errors.Join(d.Migrate(ctx), d.Close())
}

// lease takes a named lock of the server, so that test processes side by side
// never share a schema.
func lease(t testing.TB, ctx context.Context, conn *sql.Conn) string {
	t.Helper()
	deadline := time.Now().Add(20 * time.Minute) // whole packages may stand in line on a slow machine
	for try := 0; time.Now().Before(deadline); try++ {
		name := fmt.Sprintf("yigou_t%d", try%schemas)
		wait := 0
		if try >= schemas {
			wait = 1 // all were taken: queue for one, a second at a time
		}
		var got sql.NullInt64
		if err := conn.QueryRowContext(ctx, "SELECT GET_LOCK(?, ?)", name, wait).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got.Int64 == 1 {
			create(t, ctx, conn, name)
			return name
		}
	}
	t.Fatal("yigoutest: no test schema became free")
	return ""
}

func create(t testing.TB, ctx context.Context, conn *sql.Conn, name string) {
	t.Helper()
	exec(t, ctx, conn, "CREATE DATABASE IF NOT EXISTS "+name+" CHARACTER SET utf8mb4")
}

func empty(t testing.TB, ctx context.Context, conn *sql.Conn, schema string) {
	t.Helper()
	var names []string
	rows, err := conn.QueryContext(ctx, `SELECT table_name FROM information_schema.tables
		WHERE table_schema = ? AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'goose%'`, schema)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, n := range filled(t, ctx, conn, schema, names) {
		exec(t, ctx, conn, "TRUNCATE TABLE "+schema+"."+n)
	}
}

// filled finds the tables that hold rows with one question for all of them.
func filled(t testing.TB, ctx context.Context, conn *sql.Conn, schema string, names []string) []string {
	t.Helper()
	if len(names) == 0 {
		return nil
	}
	ask := make([]string, len(names))
	for i, n := range names {
		ask[i] = fmt.Sprintf("SELECT '%s' FROM DUAL WHERE EXISTS (SELECT 1 FROM %s.%s)", n, schema, n)
	}
	rows, err := conn.QueryContext(ctx, strings.Join(ask, " UNION ALL "))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var full []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		full = append(full, n)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return full
}

func exec(t testing.TB, ctx context.Context, conn *sql.Conn, q string) {
	t.Helper()
	if _, err := conn.ExecContext(ctx, q); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}
