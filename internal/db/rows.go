package db

import (
	"slices"
	"strings"

	"gorm.io/gorm"
)

// rowsAtOnce bounds the rows of one multi-row statement; with up to 32 columns
// it stays below the 32,766 values SQLite takes.
const rowsAtOnce = 1_000

// Placeholders returns "(?,?,?),(?,?,?)" for rows of width columns.
func Placeholders(rows, width int) string {
	row := "(" + strings.Repeat("?,", width-1) + "?)"
	return strings.Repeat(row+",", rows-1) + row
}

// InsertRows runs head + "(?,…),(?,…)" + tail for the values in args, width a
// row, in as few statements as fit. It goes past gorm's builder, because a batch
// may have thousands of values; errors are gorm's all the same (IsDuplicate).
func (tx *Tx) InsertRows(head string, width int, args []any, tail string) error {
	for chunk := range slices.Chunk(args, rowsAtOnce*width) {
		done, err := tx.sql.Statement.ConnPool.ExecContext(tx.ctx, head+Placeholders(len(chunk)/width, width)+tail, chunk...)
		if err != nil {
			return translated(tx.sql, err)
		}
		if n, err := done.RowsAffected(); err == nil {
			tx.wrote += n
		}
	}
	return nil
}

func translated(sql *gorm.DB, err error) error {
	if t, ok := sql.Dialector.(gorm.ErrorTranslator); ok {
		return t.Translate(err)
	}
	return err
}
