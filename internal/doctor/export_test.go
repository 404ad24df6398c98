package doctor

import (
	"slices"
	"strconv"

	"github.com/yigou/yigou/internal/db"
)

// CheckIn lets a test look at what a transaction sees before it is undone.
var CheckIn = checkIn

// QuickIn makes a quick pass over what a transaction sees and keeps nothing.
func QuickIn(tx *db.Tx, o Options) (ids, accused []string, err error) {
	q, err := quickIn(tx, o, usual)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range q.lines(q.ids()) {
		if !l.OK {
			ids = append(ids, l.ID)
		}
	}
	for _, c := range q.accused {
		accused = append(accused, strconv.FormatInt(int64(c.account), 10))
	}
	slices.Sort(accused)
	return ids, accused, nil
}

// DeleteMarks makes the next pass begin at the beginning.
var DeleteMarks = deleteMarks

// Narrow makes passes short: so many new journals, old journals and old rows.
func (w *Watch) Narrow(fresh, again, rows int) { w.bounds = bounds{fresh, again, rows} }
