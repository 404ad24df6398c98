package doctor

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
)

// Result is the last word on one invariant.
type Result struct {
	Line
	AtUS     int64 // when it was last looked at
	Full     bool  // by a full examination, else by a quick pass
	BrokenUS int64 // since when it is known to be broken; 0 = it holds
}

// Results are what examinations last said, in the order of the ids. An invariant
// that nobody has looked at yet is absent. Where it is broken, the examination
// that says so speaks, whichever is newer.
func Results(tx *db.Tx) ([]Result, error) {
	by, err := selectResults(tx)
	if err != nil {
		return nil, fmt.Errorf("doctor: results: %w", err)
	}
	var all []Result
	for _, t := range titles {
		quick, full := by[passQuick][t.id], by[passFull][t.id]
		r := quick
		if full.BrokenUS > 0 || full.AtUS > quick.AtUS && quick.BrokenUS == 0 {
			r = full
		}
		if r.AtUS == 0 {
			continue
		}
		line := Line{ID: t.id, Title: t.title, OK: r.BrokenUS == 0, Figure: r.Figure, Detail: r.Detail}
		all = append(all, Result{line, r.AtUS, r.Pass == passFull, r.BrokenUS})
	}
	return all, nil
}

// putResults keeps lines and returns those that have just broken. What a quick
// pass found broken stays so, because the next one looks at other rows: only a
// full examination clears it.
//
// Where that happens the books were put right behind the marks, and the doctor's
// own sums may hold what was wrong: they begin anew.
func putResults(tx *db.Tx, pass string, lines []Line) (alarms []Line, err error) {
	by, err := selectResults(tx)
	if err != nil {
		return nil, err
	}
	forget := false
	for _, l := range lines {
		was := by[pass][l.ID]
		r := resultRow{l.ID, pass, l.Figure, l.Detail, tx.NowUS(), was.BrokenUS}
		switch {
		case !l.OK && was.BrokenUS == 0:
			r.BrokenUS = tx.NowUS()
			alarms = append(alarms, l)
		case l.OK && pass == passFull:
			r.BrokenUS = 0
			forget = forget || by[passQuick][l.ID].BrokenUS > 0
			if err := clearQuick(tx, by[passQuick][l.ID]); err != nil {
				return nil, err
			}
		case l.OK && was.BrokenUS > 0:
			r.Detail = was.Detail
		}
		if err := putResult(tx, r); err != nil {
			return nil, err
		}
	}
	if forget {
		return alarms, deleteMarks(tx)
	}
	return alarms, nil
}

func clearQuick(tx *db.Tx, r resultRow) error {
	if r.BrokenUS == 0 {
		return nil
	}
	r.BrokenUS, r.Detail = 0, ""
	return putResult(tx, r)
}
