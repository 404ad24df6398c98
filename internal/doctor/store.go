package doctor

import "github.com/yigou/yigou/internal/db"

// chunk is how many rows one keyset read brings into memory.
const chunk = 1_000

// row is the current row of a result.
type row interface{ Scan(into ...any) error }

// each runs scan on every row of a query. The rows are closed before it returns:
// a connection of MySQL serves one result at a time.
func (e *examination) each(query string, args []any, scan func(row) error) (err error) {
	rows, err := e.tx.SQL().Raw(query, args...).Rows()
	if err != nil {
		return err
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = closed
		}
	}()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one reads a single row of integers.
func (e *examination) one(query string, into ...any) error {
	return e.each(query, nil, func(r row) error { return r.Scan(into...) })
}

// tuples returns the right side of "(a, b) IN …", which the dialects spell
// differently.
func (e *examination) tuples(rows, width int) string { return tuples(e.tx.Dialect(), rows, width) }

func tuples(dialect db.Dialect, rows, width int) string {
	row := make([]byte, 0, 2*width+2)
	row = append(row, '(')
	for i := range width {
		if i > 0 {
			row = append(row, ',')
		}
		row = append(row, '?')
	}
	row = append(row, ')')
	all := make([]byte, 0, rows*(len(row)+1)+10)
	all = append(all, '(')
	if dialect == db.SQLite {
		all = append(all, "VALUES "...)
	}
	for i := range rows {
		if i > 0 {
			all = append(all, ',')
		}
		all = append(all, row...)
	}
	return string(append(all, ')'))
}
