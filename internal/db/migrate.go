package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// GoMigration is a migration that SQL files cannot express alike, such as the
// append-only triggers of the ledger.
type GoMigration func(ctx context.Context, tx *sql.Tx, d Dialect) error

//nolint:gochecknoglobals // filled by init of the packages that own the tables
var goMigrations = struct {
	sync.Mutex
	byVersion map[int64]GoMigration
}{byVersion: map[int64]GoMigration{}}

// RegisterGoMigration adds a migration written in Go to the one numbering. It
// is called from init of the package that owns the tables.
func RegisterGoMigration(version int64, up GoMigration) {
	goMigrations.Lock()
	defer goMigrations.Unlock()
	if _, twice := goMigrations.byVersion[version]; twice {
		panic(fmt.Sprintf("db: migration %d is registered twice", version))
	}
	goMigrations.byVersion[version] = up
}

// Migrate brings the schema to the newest version. Forward only; two processes
// that start together wait for each other.
func (d *DB) Migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations/"+string(d.dialect))
	if err != nil {
		return fmt.Errorf("db: migrations: %w", err)
	}
	pool, err := d.write.DB()
	if err != nil {
		return fmt.Errorf("db: migrations: %w", err)
	}
	opts := []goose.ProviderOption{goose.WithGoMigrations(d.registered()...), goose.WithSlog(d.log), goose.WithVerbose(false)}
	dialect := database.DialectSQLite3
	if d.dialect == MySQL {
		dialect = database.DialectMySQL
		locker, err := lock.NewMySQLTableLocker()
		if err != nil {
			return fmt.Errorf("db: migrations: %w", err)
		}
		opts = append(opts, goose.WithLocker(locker))
	}
	p, err := goose.NewProvider(dialect, pool, files, opts...)
	if err != nil {
		return fmt.Errorf("db: migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("db: migrate: %w", err)
	}
	return nil
}

func (d *DB) registered() []*goose.Migration {
	goMigrations.Lock()
	defer goMigrations.Unlock()
	var ms []*goose.Migration
	for version, up := range goMigrations.byVersion {
		ms = append(ms, goose.NewGoMigration(version, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			return up(ctx, tx, d.dialect)
		}}, nil))
	}
	return ms
}
