package db

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/id"
)

// Dialect names the SQL spoken. SQL that differs asks Tx.Dialect.
type Dialect string

// The two dialects.
const (
	SQLite Dialect = "sqlite"
	MySQL  Dialect = "mysql"
)

// Options says which database to open. The zero value of DSN is the embedded
// SQLite file in DataDir.
type Options struct {
	DSN      string // "" or mysql://user:password@host:port/database
	DataDir  string // where the SQLite file lives
	Clock    clock.Clock
	Node     int  // node of identifiers until LeaseNode is called
	MaxConns int  // MySQL pool, or SQLite readers; 0 means 24 (MySQL) or 4
	Scratch  bool // a database that is built anew when building it is cut short: SQLite's commits wait for no disk until Close
	Log      *slog.Logger
}

// DB is an open database. Close it when done.
type DB struct {
	dialect Dialect
	write   *gorm.DB
	read    *gorm.DB // SQLite: the readers' pool; MySQL: the same pool as write
	clock   clock.Clock
	log     *slog.Logger
	scratch bool

	idMu sync.RWMutex
	ids  *id.Source

	batches    batches
	local      sync.Map      // values other packages keep per database
	generation atomic.Uint64 // of what everybody reads
}

// Open connects; it does not migrate.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Clock == nil {
		o.Clock = clock.System
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	d := &DB{clock: o.Clock, log: o.Log, scratch: o.Scratch, ids: id.NewSource(o.Clock, o.Node, 0)}
	var err error
	if o.DSN == "" {
		d.dialect = SQLite
		d.write, d.read, err = openSQLite(ctx, o)
	} else {
		d.dialect = MySQL
		d.write, err = openMySQL(ctx, o)
		d.read = d.write
	}
	if err == nil {
		err = countWrites(d.write)
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Close closes every connection.
func (d *DB) Close() error {
	var err error
	if d.scratch && d.dialect == SQLite {
		err = settleSQLite(d.write)
	}
	err = errors.Join(err, closePool(d.write))
	if d.read != d.write {
		err = errors.Join(err, closePool(d.read))
	}
	return err
}

func closePool(g *gorm.DB) error {
	pool, err := g.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// Ping answers whether the database can be reached.
func (d *DB) Ping(ctx context.Context) error {
	pool, err := d.read.DB()
	if err != nil {
		return err
	}
	return pool.PingContext(ctx)
}

// Dialect returns the dialect spoken.
func (d *DB) Dialect() Dialect { return d.dialect }

// Clock returns the clock that every transaction reads.
func (d *DB) Clock() clock.Clock { return d.clock }

// NewID mints an identifier.
func (d *DB) NewID() int64 {
	d.idMu.RLock()
	defer d.idMu.RUnlock()
	return d.ids.New()
}

// Tx is one transaction, or one reader's view. It is used by one goroutine.
type Tx struct {
	db    *DB
	sql   *gorm.DB
	ctx   context.Context
	nowUS int64
	hooks []func()

	queued *rows // to be written at the end; nil where nothing is written
	wrote  int64 // rows that statements changed so far

	generation uint64 // when it began
	changed    bool   // it raises the generation
	reader     bool   // sees committed rows only
}

func (d *DB) newReader(ctx context.Context, sql *gorm.DB) *Tx {
	tx := d.newTx(ctx, sql)
	tx.reader = true
	return tx
}

func (d *DB) newWriter(ctx context.Context, sql *gorm.DB) *Tx {
	tx := d.newTx(ctx, sql)
	tx.queued = &rows{}
	return tx
}

func (d *DB) newTx(ctx context.Context, sql *gorm.DB) *Tx {
	tx := &Tx{db: d, ctx: ctx, nowUS: clock.US(d.clock.Now()), generation: d.Generation()}
	tx.sql = sql.WithContext(context.WithValue(ctx, txKey{}, tx))
	return tx
}

type txKey struct{}

// countWrites tells each transaction how many rows its statements changed.
func countWrites(g *gorm.DB) error {
	count := func(done *gorm.DB) {
		if tx, ok := done.Statement.Context.Value(txKey{}).(*Tx); ok && done.RowsAffected > 0 {
			tx.wrote += done.RowsAffected
		}
	}
	err := g.Callback().Raw().After("gorm:raw").Register("yigou:count", count)
	return errors.Join(err, g.Callback().Create().After("gorm:create").Register("yigou:count", count))
}

// SQL gives the statement builder. Only store*.go files may call it.
func (tx *Tx) SQL() *gorm.DB { return tx.sql }

// Context returns the caller's context.
func (tx *Tx) Context() context.Context { return tx.ctx }

// NowUS is the instant the transaction started, in microseconds.
func (tx *Tx) NowUS() int64 { return tx.nowUS }

// Today is the business day of NowUS.
func (tx *Tx) Today() clock.Day { return clock.DayOf(tx.nowUS) }

// NewID mints an identifier.
func (tx *Tx) NewID() int64 { return tx.db.NewID() }

// Dialect returns the dialect spoken.
func (tx *Tx) Dialect() Dialect { return tx.db.dialect }

// OnCommit runs f once, after the transaction has committed; never when it
// rolls back. In a View it never runs.
func (tx *Tx) OnCommit(f func()) { tx.hooks = append(tx.hooks, f) }

func (tx *Tx) committed() {
	for _, f := range tx.hooks {
		f()
	}
}

// View runs fn over committed rows. On SQLite it sees one snapshot; on MySQL
// each statement sees the newest commit (READ COMMITTED).
func (d *DB) View(ctx context.Context, fn func(*Tx) error) error {
	if d.dialect == MySQL {
		return fn(d.newReader(ctx, d.read))
	}
	return d.read.WithContext(ctx).Transaction(func(sql *gorm.DB) error {
		return fn(d.newReader(ctx, sql))
	})
}

// Snapshot runs fn over one unchanging state of the database on both engines:
// what reconciles many tables (doctor) reads through it.
func (d *DB) Snapshot(ctx context.Context, fn func(*Tx) error) error {
	return d.read.WithContext(ctx).Transaction(func(sql *gorm.DB) error {
		return fn(d.newTx(ctx, sql))
	}, snapshotOptions(d.dialect))
}

const maxTries = 3

// Update runs fn in a writing transaction and commits when it returns nil. On a
// deadlock or a busy database fn runs again, three times at most.
func (d *DB) Update(ctx context.Context, fn func(*Tx) error) error {
	for try := 1; ; try++ {
		var tx *Tx
		err := d.write.WithContext(ctx).Transaction(func(sql *gorm.DB) error {
			tx = d.newWriter(ctx, sql)
			if err := fn(tx); err != nil {
				return err
			}
			return tx.flush()
		})
		if err == nil {
			tx.committed()
			return nil
		}
		if try == maxTries || !retryable(err) || ctx.Err() != nil {
			return err
		}
	}
}

// IsDuplicate reports whether err is a refused duplicate key.
func IsDuplicate(err error) bool { return errors.Is(err, gorm.ErrDuplicatedKey) }

// NotFound reports whether err says that no row was found.
func NotFound(err error) bool { return errors.Is(err, gorm.ErrRecordNotFound) }

// Pool reports how many connections are open and in use, for metrics.
func (d *DB) Pool() (open, inUse int) {
	pool, err := d.write.DB()
	if err != nil {
		return 0, 0
	}
	s := pool.Stats()
	return s.OpenConnections, s.InUse
}

func gormConfig(log *slog.Logger, now clock.Clock) *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction:   true,
		TranslateError:           true,
		DisableNestedTransaction: true,
		Logger:                   gormLog{log},
		NowFunc:                  now.Now,
	}
}

func wrapOpen(what string, err error) error { return fmt.Errorf("db: open %s: %w", what, err) }
