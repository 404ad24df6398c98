package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
	if write, err = openSQLitePool(ctx, o, sqliteDSN(path, o.writerSync()), 1); err != nil {
		return nil, nil, err
	}
	readers := o.MaxConns
	if readers == 0 {
		readers = 4
	}
	if read, err = openSQLitePool(ctx, o, sqliteDSN(path, ""), readers); err != nil {
		return nil, nil, errors.Join(err, closePool(write))
	}
	return write, read, nil
}

// writerSync is how long a commit waits: for the disk, unless nothing is lost
// when the machine stops.
func (o Options) writerSync() string {
	if o.Scratch {
		return "OFF"
	}
	return "FULL"
}

// settleSQLite brings everything written so far to the disk.
func settleSQLite(write *gorm.DB) error {
	for _, pragma := range []string{"PRAGMA synchronous = FULL", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if err := write.Exec(pragma).Error; err != nil {
			return fmt.Errorf("db: settle: %w", err)
		}
	}
	return nil
}

// sqliteDSN is the address of a file: of its writer, who waits as sync says, or
// of a reader.
func sqliteDSN(path, sync string) string {
	q := url.Values{}
	q.Add("_pragma", "busy_timeout(5000)")
	q.Add("_pragma", "foreign_keys(1)")
	q.Add("_pragma", "cache_size(-32000)")
	q.Set("_timezone", "UTC")
	q.Set("_texttotime", "1") // goose's own table has a timestamp
	if sync != "" {
		q.Add("_pragma", "journal_mode(WAL)")
		q.Add("_pragma", "synchronous("+sync+")")
		q.Set("_txlock", "immediate")
	} else {
		q.Add("_pragma", "query_only(1)")
	}
	return "file:" + path + "?" + q.Encode()
}

func openSQLitePool(ctx context.Context, o Options, dsn string, conns int) (*gorm.DB, error) {
	dial, err := driver.NewConnector(dsn)
	if err != nil {
		return nil, wrapOpen("sqlite", err)
	}
	pool := sql.OpenDB(prepared{dial})
	g, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), gormConfig(o.Log, o.Clock))
	if err != nil {
		return nil, wrapOpen("sqlite", errors.Join(err, pool.Close()))
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
