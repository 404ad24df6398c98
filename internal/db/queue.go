package db

// Queue writes a row when the transaction commits, in one statement with all
// rows queued for the same place, also by the other functions of a Batch. into
// names the table and its columns: "lot (id, no)". The transaction itself does
// not see the row before; a refused duplicate key is the error of Update or
// Batch. In a View it panics: the row would be lost.
func (tx *Tx) Queue(into string, row ...any) {
	tx.queued.add(into, row)
}

// rows are what is to be written, each place's together, in the order of the
// first row of each.
type rows struct {
	places []string
	rows   map[string][][]any
}

func (r *rows) add(into string, row ...[]any) {
	if r.rows == nil {
		r.rows = map[string][][]any{}
	}
	if _, known := r.rows[into]; !known {
		r.places = append(r.places, into)
	}
	r.rows[into] = append(r.rows[into], row...)
}

// join takes over what another transaction of the same batch has queued.
func (r *rows) join(others *rows) {
	for _, into := range others.places {
		r.add(into, others.rows[into]...)
	}
}

func (tx *Tx) flush() error {
	for _, into := range tx.queued.places {
		waiting := tx.queued.rows[into]
		width := len(waiting[0])
		args := make([]any, 0, len(waiting)*width)
		for _, row := range waiting {
			args = append(args, row...)
		}
		if err := tx.InsertRows("INSERT INTO "+into+" VALUES ", width, args, ""); err != nil {
			return err
		}
	}
	return nil
}
