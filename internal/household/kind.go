package household

import (
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

// StatusOn tells of which kind households were on a day: a report counts by the
// kind of its own day. A household that was not yet registered is missing.
func StatusOn(tx *db.Tx, householdIDs []int64, day clock.Day) (map[int64]Status, error) {
	rows, err := kindsOn(tx, householdIDs, day)
	if err != nil {
		return nil, err
	}
	m := make(map[int64]Status, len(rows))
	for _, r := range rows {
		m[r.HouseholdID] = Status{Kind: r.Kind, Monitor: r.Monitor, RiskCleared: r.RiskCleared}
	}
	return m, nil
}

// Span is a kind with the days it held.
type Span struct {
	Status
	From clock.Day
	To   clock.Day // 0 while it holds
}

// Kinds returns what a household has been, today's first. A row that was closed
// before it began never held and is left out. The caller has checked scope.
func Kinds(tx *db.Tx, householdID int64) ([]Span, error) {
	rows, err := kindsOf(tx, householdID)
	if err != nil {
		return nil, err
	}
	var spans []Span
	for _, r := range rows {
		if r.ToDay == 0 || r.FromDay <= r.ToDay {
			spans = append(spans, Span{
				Status: Status{Kind: r.Kind, Monitor: r.Monitor, RiskCleared: r.RiskCleared}, From: r.FromDay, To: r.ToDay,
			})
		}
	}
	return spans, nil
}
