package db

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

const defaultMySQLConns = 24 // more only adds contention (quality.md)

func openMySQL(ctx context.Context, o Options) (*gorm.DB, error) {
	cfg, err := mysqlConfig(o.DSN)
	if err != nil {
		return nil, err
	}
	dial, err := driver.NewConnector(cfg)
	if err != nil {
		return nil, wrapOpen("mysql", err)
	}
	pool := sql.OpenDB(readCommitted{dial})
	g, err := gorm.Open(mysql.New(mysql.Config{Conn: pool, SkipInitializeWithVersion: true}), gormConfig(o.Log, o.Clock))
	if err != nil {
		return nil, wrapOpen("mysql", errors.Join(err, pool.Close()))
	}
	conns := o.MaxConns
	if conns == 0 {
		conns = defaultMySQLConns
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	pool.SetConnMaxLifetime(30 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		return nil, wrapOpen("mysql", errors.Join(err, pool.Close()))
	}
	return g, nil
}

// mysqlConfig turns mysql://user:password@host:port/database into a driver
// configuration with the settings the code relies on: UTC, strict mode, and
// UPDATE counting the rows it found, not those it changed.
func mysqlConfig(dsn string) (*driver.Config, error) {
	u, err := url.Parse(dsn)
	if err != nil || u.Scheme != "mysql" || u.Host == "" || strings.Trim(u.Path, "/") == "" {
		return nil, errors.New("db: the DSN must read mysql://user:password@host:port/database, or be empty for the embedded SQLite")
	}
	host := u.Host
	if u.Port() == "" {
		host += ":3306"
	}
	cfg := driver.NewConfig()
	cfg.User = u.User.Username()
	cfg.Passwd, _ = u.User.Password()
	cfg.Net, cfg.Addr = "tcp", host
	if sock := u.Query().Get("socket"); sock != "" {
		cfg.Net, cfg.Addr = "unix", sock
	}
	cfg.DBName = strings.Trim(u.Path, "/")
	cfg.ParseTime = true
	cfg.Loc = time.UTC
	cfg.ClientFoundRows = true
	cfg.InterpolateParams = true // one round trip a statement instead of three
	cfg.Params = map[string]string{
		"sql_mode":                 "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
		"time_zone":                "'+00:00'",
		"innodb_lock_wait_timeout": "10",
	}
	if err := cfg.Apply(driver.Charset("utf8mb4", "utf8mb4_unicode_ci")); err != nil {
		return nil, fmt.Errorf("db: %w", err)
	}
	return cfg, nil
}

// readCommitted sets the isolation level on every new connection. The statement
// is the one form that MySQL, MariaDB and TiDB share; the variable has two names.
type readCommitted struct{ sqldriver.Connector }

func (c readCommitted) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	_, err = conn.(sqldriver.ExecerContext).ExecContext(ctx, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", nil)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// retryable reports whether the same function may succeed when run again:
// MySQL deadlock (1213), lock wait (1205), MariaDB's changed snapshot (1020),
// TiDB's write conflicts (8002, 9007), SQLite busy.
func retryable(err error) bool {
	if e, ok := errors.AsType[*driver.MySQLError](err); ok {
		switch e.Number {
		case 1213, 1205, 1020, 8002, 9007:
			return true
		}
		return false
	}
	return sqliteBusy(err)
}
