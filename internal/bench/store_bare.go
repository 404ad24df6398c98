package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	mysql "github.com/go-sql-driver/mysql"
	_ "modernc.org/sqlite" // the bare transactions on SQLite
)

// The bare order transaction: an order, its two lines, four ledger rows, and
// the guarded UPDATE of the stock as the last statement before the commit.
const bareStock = 200 // as many stock rows as the district has goods

var bareTables = []string{
	`CREATE TABLE bare_stock (id BIGINT PRIMARY KEY, available BIGINT NOT NULL, CHECK (available >= 0))`,
	`CREATE TABLE bare_order (id BIGINT PRIMARY KEY, user_id BIGINT NOT NULL, no VARCHAR(24) NOT NULL, state VARCHAR(24) NOT NULL,
		total_fen BIGINT NOT NULL, created_us BIGINT NOT NULL)`,
	`CREATE TABLE bare_line (id BIGINT PRIMARY KEY, order_id BIGINT NOT NULL, sku_id BIGINT NOT NULL, qty BIGINT NOT NULL, fen BIGINT NOT NULL)`,
	`CREATE TABLE bare_entry (order_id BIGINT, ord SMALLINT, account_id BIGINT NOT NULL, amount BIGINT NOT NULL, PRIMARY KEY (order_id, ord))`,
	`CREATE INDEX bare_order_user ON bare_order (user_id)`,
	`CREATE INDEX bare_line_order ON bare_line (order_id)`,
	`CREATE INDEX bare_entry_account ON bare_entry (account_id)`,
}

type bareShop struct {
	pool *sql.DB
	id   atomic.Int64
}

func openBare(ctx context.Context, pool *sql.DB, conns int) (*bareShop, error) {
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	for _, table := range bareTables {
		if _, err := pool.ExecContext(ctx, table); err != nil {
			return nil, errors.Join(err, pool.Close())
		}
	}
	for i := range bareStock {
		if _, err := pool.ExecContext(ctx, `INSERT INTO bare_stock VALUES (?, 1000000000)`, i); err != nil {
			return nil, errors.Join(err, pool.Close())
		}
	}
	return &bareShop{pool: pool}, nil
}

// rate repeats the transaction with as many callers as there are shoppers.
func (s *bareShop) rate(ctx context.Context, d time.Duration) (float64, error) {
	hands := make([]func() error, shoppers)
	for i := range hands {
		hands[i] = func() error { return s.order(ctx) }
	}
	return load(ctx, d, hands)
}

func (s *bareShop) order(ctx context.Context) error {
	tx, err := s.pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	n := s.id.Add(1)
	for _, q := range []struct {
		text string
		args []any
	}{
		{`INSERT INTO bare_order VALUES (?, ?, ?, 'created', 3600, ?)`, []any{n, n % 512, fmt.Sprint("Y", n), time.Now().UnixMicro()}},
		{`INSERT INTO bare_line VALUES (?, ?, 1, 1, 3000), (?, ?, 2, 1, 600)`, []any{2 * n, n, 2*n + 1, n}},
		{`INSERT INTO bare_entry VALUES (?, 1, 1, 3600), (?, 2, 2, -3600), (?, 3, 3, 3600), (?, 4, 4, -3600)`, []any{n, n, n, n}},
		{`UPDATE bare_stock SET available = available - 1 WHERE id = ? AND available >= 1`, []any{n % bareStock}},
	} {
		if _, err := tx.ExecContext(ctx, q.text, q.args...); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// openBareMySQL prepares the bare transaction with one connection a caller.
func (b *bench) openBareMySQL(ctx context.Context) (rate, func() error, error) {
	dsn, drop, err := b.createSchema(ctx, "bare")
	if err != nil {
		return nil, nil, err
	}
	pool, err := openMySQL(dsn)
	if err != nil {
		return nil, nil, errors.Join(err, drop())
	}
	s, err := openBare(ctx, pool, shoppers)
	if err != nil {
		return nil, nil, errors.Join(err, drop())
	}
	return s.rate, func() error { return errors.Join(pool.Close(), drop()) }, nil
}

// openBareSQLite prepares the bare transaction on SQLite with full durability:
// its writer is one, however many call.
func (b *bench) openBareSQLite(ctx context.Context) (rate, func() error, error) {
	pool, err := sql.Open("sqlite", sqliteURL(filepath.Join(b.dir, "bare.db")))
	if err != nil {
		return nil, nil, err
	}
	s, err := openBare(ctx, pool, 1)
	if err != nil {
		return nil, nil, err
	}
	return s.rate, pool.Close, nil
}

func sqliteURL(path string) string {
	return "file:" + path + "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate"
}

// openHello opens an SQLite file with one row in it, which the answer reads.
func openHello(ctx context.Context, path string) (func(context.Context) (string, error), error) {
	pool, err := sql.Open("sqlite", sqliteURL(path))
	if err != nil {
		return nil, err
	}
	for _, q := range []string{`CREATE TABLE IF NOT EXISTS hello (text TEXT PRIMARY KEY)`, `INSERT OR IGNORE INTO hello VALUES ('hello')`} {
		if _, err := pool.ExecContext(ctx, q); err != nil {
			return nil, errors.Join(err, pool.Close())
		}
	}
	return func(ctx context.Context) (text string, err error) {
		err = pool.QueryRowContext(ctx, `SELECT text FROM hello`).Scan(&text)
		return text, err
	}, nil
}

// createSchema makes a database of this run on the server and returns its
// address, in the form that serve is configured with, and its end.
func (b *bench) createSchema(ctx context.Context, what string) (dsn string, drop func() error, err error) {
	u, err := url.Parse(b.MySQL)
	if err != nil {
		return "", nil, err
	}
	name := fmt.Sprintf("yigou_bench_%s_%d", what, os.Getpid())
	if err := b.onServer(ctx, "CREATE DATABASE "+name); err != nil {
		return "", nil, err
	}
	u.Path = "/" + name
	return u.String(), func() error { return b.onServer(context.WithoutCancel(ctx), "DROP DATABASE "+name) }, nil
}

func (b *bench) onServer(ctx context.Context, statement string) error {
	pool, err := openMySQL(b.MySQL)
	if err != nil {
		return err
	}
	defer pool.Close()
	_, err = pool.ExecContext(ctx, statement)
	return err
}

func openMySQL(address string) (*sql.DB, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "mysql" {
		return nil, errors.New("the address must read mysql://user:password@host:port/")
	}
	c := mysql.NewConfig()
	c.User = u.User.Username()
	c.Passwd, _ = u.User.Password()
	c.Net, c.Addr, c.DBName = "tcp", u.Host, strings.Trim(u.Path, "/")
	c.InterpolateParams, c.ClientFoundRows = true, true
	dial, err := mysql.NewConnector(c)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(dial), nil
}

// engineVersions names the databases, and how durable the server is.
func engineVersions(ctx context.Context, address string) ([]string, error) {
	lite, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer lite.Close()
	var v string
	if err := lite.QueryRowContext(ctx, `SELECT sqlite_version()`).Scan(&v); err != nil {
		return nil, err
	}
	lines := []string{"SQLite " + v + ", synchronous=FULL"}
	if address == "" {
		return lines, nil
	}
	pool, err := openMySQL(address)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	var flush, double string
	err = pool.QueryRowContext(ctx, `SELECT VERSION(), @@innodb_flush_log_at_trx_commit, @@innodb_doublewrite`).Scan(&v, &flush, &double)
	return append(lines, fmt.Sprintf("MySQL protocol: %s, innodb_flush_log_at_trx_commit=%s, innodb_doublewrite=%s", v, flush, double)), err
}
