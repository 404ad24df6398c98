package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/db"
)

// appendOnly are the tables whose rows are written once (decisions 5).
var appendOnly = []string{"ledger_journal", "ledger_entry", "ledger_block"}

// appendOnlyLog are those that came with checkpoints.
var appendOnlyLog = []string{"ledger_checkpoint", "ledger_log", "ledger_log_node"}

//nolint:gochecknoinits // the migrations must be known before anybody migrates
func init() {
	db.RegisterGoMigration(122, guardTables(appendOnly))
	db.RegisterGoMigration(199, guardTables(appendOnlyLog))
}

func guardTables(tables []string) db.GoMigration {
	return func(ctx context.Context, tx *sql.Tx, d db.Dialect) error { return guardAppendOnly(ctx, tx, d, tables) }
}

// guardAppendOnly installs triggers that refuse UPDATE and DELETE. TiDB has no
// triggers: there the chain and the database's own privileges stand alone.
func guardAppendOnly(ctx context.Context, tx *sql.Tx, d db.Dialect, tables []string) error {
	if d == db.MySQL {
		var version string
		if err := tx.QueryRowContext(ctx, "SELECT VERSION()").Scan(&version); err != nil {
			return fmt.Errorf("ledger: server version: %w", err)
		}
		if strings.Contains(version, "TiDB") {
			return nil
		}
	}
	for _, table := range tables {
		for _, verb := range []string{"update", "delete"} {
			if _, err := tx.ExecContext(ctx, triggerDDL(d, table, verb)); err != nil {
				return fmt.Errorf("ledger: trigger on %s: %w", table, err)
			}
		}
	}
	return nil
}

func triggerDDL(d db.Dialect, table, verb string) string {
	name := table + "_no_" + verb
	text := table + " is append only"
	if d == db.MySQL {
		return fmt.Sprintf("CREATE TRIGGER %s BEFORE %s ON %s FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '%s'",
			name, strings.ToUpper(verb), table, text)
	}
	return fmt.Sprintf("CREATE TRIGGER %s BEFORE %s ON %s BEGIN SELECT RAISE(ABORT, '%s'); END",
		name, strings.ToUpper(verb), table, text)
}
