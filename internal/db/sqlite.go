package db

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"

	"github.com/libtnb/sqlite"
	"gorm.io/gorm"
	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// FileName is the embedded database inside the data directory.
const FileName = "yigou.db"

// openSQLite opens one writer and a pool of readers on the same file. One
// writer means that Go's fair queue, not SQLite's busy handler, orders writes.
func openSQLite(ctx context.Context, o Options) (write, read *gorm.DB, err error) {
	if err := os.MkdirAll(o.DataDir, 0o700); err != nil {
		return nil, nil, wrapOpen("data directory", err)
	}
	path := filepath.Join(o.DataDir, FileName)
	if write, err = openSQLitePool(ctx, o, sqliteDSN(path, true), 1); err != nil {
		return nil, nil, err
	}
	readers := o.MaxConns
	if readers == 0 {
		readers = 4
	}
	if read, err = openSQLitePool(ctx, o, sqliteDSN(path, false), readers); err != nil {
		return nil, nil, errors.Join(err, closePool(write))
	}
	return write, read, nil
}

func sqliteDSN(path string, writer bool) string {
	q := url.Values{}
	q.Add("_pragma", "busy_timeout(5000)")
	q.Add("_pragma", "foreign_keys(1)")
	q.Add("_pragma", "cache_size(-32000)")
	q.Set("_timezone", "UTC")
	if writer {
		q.Add("_pragma", "journal_mode(WAL)")
		q.Add("_pragma", "synchronous(FULL)")
		q.Set("_txlock", "immediate")
	} else {
		q.Add("_pragma", "query_only(1)")
	}
	return "file:" + path + "?" + q.Encode()
}

func openSQLitePool(ctx context.Context, o Options, dsn string, conns int) (*gorm.DB, error) {
	g, err := gorm.Open(sqlite.Open(dsn), gormConfig(o.Log, o.Clock))
	if err != nil {
		return nil, wrapOpen("sqlite", err)
	}
	pool, err := g.DB()
	if err != nil {
		return nil, wrapOpen("sqlite", err)
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	if err := pool.PingContext(ctx); err != nil {
		return nil, wrapOpen("sqlite", errors.Join(err, pool.Close()))
	}
	return g, nil
}

func sqliteBusy(err error) bool {
	var e *driver.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return true
	}
	return false
}

// snapshotOptions: SQLite's readers always see a snapshot; MySQL does under
// REPEATABLE READ.
func snapshotOptions(d Dialect) *sql.TxOptions {
	if d == MySQL {
		return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	return &sql.TxOptions{}
}
