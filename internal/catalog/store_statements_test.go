package catalog

import (
	"testing"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/db"
)

// countStatements counts what a read sends to the database.
func countStatements(t *testing.T, w *world, read func(*db.Tx) error) int {
	t.Helper()
	n := 0
	w.view(func(tx *db.Tx) error {
		count := func(*gorm.DB) { n++ }
		for _, p := range []interface {
			Register(string, func(*gorm.DB)) error
			Remove(string) error
		}{tx.SQL().Callback().Row().Before("gorm:row"), tx.SQL().Callback().Query().Before("gorm:query"), tx.SQL().Callback().Raw().Before("gorm:raw")} {
			if err := p.Register("count", count); err != nil {
				return err
			}
		}
		return read(tx)
	})
	return n
}
