package doctor_test

import (
	"context"
	"errors"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

var errUndo = errors.New("undo")

// afterMutation runs statements in a transaction, asks the doctor what it thinks
// of the result and undoes everything. The salt keys are read anew.
func afterMutation(t *testing.T, w *world.World, statements []string, witnessed ...string) (ids []string, lines []doctor.Line) {
	t.Helper()
	err := w.DB.Update(t.Context(), func(tx *db.Tx) (err error) {
		for _, s := range statements {
			res := tx.SQL().Exec(s)
			if res.Error != nil {
				return res.Error
			}
			if res.RowsAffected == 0 {
				t.Errorf("%s changes nothing", s)
			}
		}
		if lines, err = doctor.CheckIn(tx, whatIsKnown(t, w, witnessed)); err != nil {
			return err
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
	return broken(lines), lines
}

// whatIsKnown is what the doctor brings from outside of the database.
func whatIsKnown(t *testing.T, w *world.World, witnessed []string) doctor.Options {
	signers := w.Log.Verifiers()
	return doctor.Options{Keys: ledger.NewKeys(w.Vault), Signers: &signers, Witnessed: witnessed}
}

type trigger struct{ Name, Verb, Object, Action string }

// dropTriggers removes the triggers that refuse changes, until the test ends. A
// MySQL schema is shared with other tests; a SQLite file is not.
func dropTriggers(t *testing.T, w *world.World) {
	t.Helper()
	var all []trigger
	query := `SELECT name FROM sqlite_master WHERE type = 'trigger'`
	if w.DB.Dialect() == db.MySQL {
		query = `SELECT trigger_name AS name, event_manipulation AS verb, event_object_table AS object, action_statement AS action
			FROM information_schema.triggers WHERE trigger_schema = DATABASE()`
	}
	w.View(func(tx *db.Tx) error { return tx.SQL().Raw(query).Scan(&all).Error })
	if len(all) < 6 {
		t.Fatalf("%d triggers guard the books", len(all))
	}
	for _, x := range all {
		execSQL(t, w, "DROP TRIGGER "+x.Name)
	}
	t.Cleanup(func() {
		if w.DB.Dialect() == db.SQLite {
			return
		}
		for _, x := range all {
			execSQL(t, w, "CREATE TRIGGER "+x.Name+" BEFORE "+x.Verb+" ON "+x.Object+" FOR EACH ROW "+x.Action)
		}
	})
}

func execSQL(t *testing.T, w *world.World, statement string) {
	t.Helper()
	err := w.DB.Update(context.WithoutCancel(t.Context()), func(tx *db.Tx) error { return tx.SQL().Exec(statement).Error })
	if err != nil {
		t.Fatal(err)
	}
}

// quickAfter is afterMutation for a quick pass.
func quickAfter(t *testing.T, w *world.World, statements []string) (ids, accused []string) {
	t.Helper()
	err := w.DB.Update(t.Context(), func(tx *db.Tx) (err error) {
		for _, s := range statements {
			if err := tx.SQL().Exec(s).Error; err != nil {
				return err
			}
		}
		if ids, accused, err = doctor.QuickIn(tx, whatIsKnown(t, w, nil)); err != nil {
			return err
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
	return ids, accused
}
