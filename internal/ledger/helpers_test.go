package ledger_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/vault"
)

var devVault = vault.Dev()

func contextOf(t testing.TB) (context.Context, context.CancelFunc) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	return ctx, stop
}

// until waits for a condition that another goroutine or process brings about.
func until(t testing.TB, cond func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.NewTimer(30 * time.Second)
	defer deadline.Stop()
	for !cond() {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatal("the condition did not come true")
		}
	}
}

// sabotage makes one kind of statement fail, as a full disk or a broken page
// would: "INSERT ledger_entry".
func sabotage(t testing.TB, d *db.DB, at string) {
	t.Helper()
	verb, table, _ := strings.Cut(at, " ")
	do := "BEGIN SELECT RAISE(ABORT, 'sabotage'); END"
	if d.Dialect() == db.MySQL {
		do = "FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'sabotage'"
	}
	execSQL(t, d, "CREATE TRIGGER sabotage BEFORE "+verb+" ON "+table+" "+do)
	t.Cleanup(func() { repair(t, d) })
}

func repair(t testing.TB, d *db.DB) {
	t.Helper()
	err := d.Update(context.WithoutCancel(t.Context()), func(tx *db.Tx) error {
		return tx.SQL().Exec("DROP TRIGGER IF EXISTS sabotage").Error
	})
	if err != nil {
		t.Fatal(err)
	}
}

func execSQL(t testing.TB, d *db.DB, statement string, args ...any) {
	t.Helper()
	err := d.Update(t.Context(), func(tx *db.Tx) error { return tx.SQL().Exec(statement, args...).Error })
	if err != nil {
		t.Fatal(err)
	}
}
