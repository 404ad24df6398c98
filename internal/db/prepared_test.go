package db

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	driver "modernc.org/sqlite"
)

func openPrepared(t *testing.T) *sql.Conn {
	t.Helper()
	dial, err := driver.NewConnector(sqliteDSN(filepath.Join(t.TempDir(), FileName), "FULL"))
	if err != nil {
		t.Fatal(err)
	}
	pool := sql.OpenDB(prepared{dial})
	t.Cleanup(func() { _ = pool.Close() })
	c, err := pool.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func idle(t *testing.T, c *sql.Conn) (n int) {
	t.Helper()
	if err := c.Raw(func(dc any) error { n = len(dc.(*preparedConn).idle); return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func mustExec(t *testing.T, c *sql.Conn, query string, args ...any) {
	t.Helper()
	if _, err := c.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatalf("%.80s: %v", query, err)
	}
}

// A kept statement answers anew each time, also after it failed and after the
// table changed under it.
func TestPreparedStatementsAreUsedAgain(t *testing.T) {
	c := openPrepared(t)
	mustExec(t, c, `CREATE TABLE t (id BIGINT PRIMARY KEY, word TEXT)`)
	const insert = `INSERT INTO t (id, word) VALUES (?, ?)`
	mustExec(t, c, insert, 1, "a")
	if _, err := c.ExecContext(t.Context(), insert, 1, "again"); err == nil {
		t.Fatal("a key was taken twice")
	}
	mustExec(t, c, insert, 2, "b")
	mustExec(t, c, `ALTER TABLE t ADD COLUMN n BIGINT NOT NULL DEFAULT 3`)
	mustExec(t, c, insert, 3, "c")
	var sum int
	for range 2 {
		if err := c.QueryRowContext(t.Context(), `SELECT SUM(n) FROM t`).Scan(&sum); err != nil || sum != 9 {
			t.Fatalf("sum %d, %v", sum, err)
		}
	}
	if n := idle(t, c); n != 4 {
		t.Fatalf("%d statements are kept, want the 4 texts", n)
	}
}

// The same question may be asked while its rows are being read.
func TestPreparedStatementWithinItself(t *testing.T) {
	c := openPrepared(t)
	mustExec(t, c, `CREATE TABLE t (id BIGINT PRIMARY KEY)`)
	mustExec(t, c, `INSERT INTO t VALUES (1), (2), (3)`)
	ids := func(ctx context.Context) *sql.Rows {
		rows, err := c.QueryContext(ctx, `SELECT id FROM t ORDER BY id`)
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	outer := ids(t.Context())
	defer outer.Close()
	pairs := 0
	for outer.Next() {
		pairs += count(t, ids(t.Context())) //nolint:rowserrcheck // count does
	}
	if err := outer.Err(); err != nil || pairs != 9 {
		t.Fatalf("%d pairs, %v", pairs, err)
	}
}

// What is kept is bounded in number and in length.
func TestPreparedStatementsAreBounded(t *testing.T) {
	c := openPrepared(t)
	for i := range maxPrepared + 10 {
		mustExec(t, c, "SELECT 1"+strings.Repeat(" ", i))
	}
	if n := idle(t, c); n > maxPrepared {
		t.Fatalf("%d statements are kept", n)
	}
	before := idle(t, c)
	mustExec(t, c, "SELECT 1"+strings.Repeat(" ", maxPreparedText))
	if n := idle(t, c); n != before {
		t.Fatal("a very long statement was kept")
	}
}

// count reads rows to their end.
func count(t *testing.T, rows *sql.Rows) (n int) {
	t.Helper()
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		n++
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return n
}
