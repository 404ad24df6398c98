package report_test

import (
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

func (m market) flows() (f report.Flows) {
	m.T.Helper()
	m.Post()
	m.View(func(tx *db.Tx) (err error) {
		f, err = report.FlowsOf(tx, int(tx.Today())/100)
		return err
	})
	return f
}

// TestAMonthAddsUp: the leaves of a month are the ledger's sign-offs, to the fen.
func TestAMonthAddsUp(t *testing.T) {
	m := market{world.New(t)}
	m.sell(big, 0, 6)
	m.sell(small, 0, 3)
	m.sell(smaller, 3, 6)
	m.sell(far, 0, 6)
	f := m.flows()
	var booked struct{ Sold, Credited money.Fen }
	m.View(func(tx *db.Tx) error {
		return tx.SQL().Raw(`SELECT SUM(CASE WHEN a.code = 2001 THEN e.amount ELSE 0 END) AS sold,
			-SUM(CASE WHEN a.code = 2010 THEN e.amount ELSE 0 END) AS credited
			FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id JOIN ledger_journal j ON j.id = e.journal_id
			WHERE j.kind = 300`).Scan(&booked).Error
	})
	sold, credited, fees := f.Sum(report.Sold, ""), f.Sum(report.Credited, ""), f.Sum(report.Fees, "")
	if sold == 0 || sold != booked.Sold || credited != booked.Credited || credited+fees != sold {
		t.Errorf("sold %s, credited %s, fees %s; the ledger says %+v", sold, credited, fees, booked)
	}
	for _, l := range f.Leaves {
		if l.Amount != 0 && l.Count < report.Fewest {
			t.Errorf("%+v tells of fewer than five households", l)
		}
	}
	if got := f.Sum(report.Sold, town) + f.Sum(report.Sold, other); got != sold {
		t.Errorf("the towns sum to %s of %s", got, sold)
	}
}

// TestAHiddenVillageOfAMonthIsNotTheRest: when one village alone is hidden, the
// next smallest is hidden with it; otherwise town less villages would tell.
func TestAHiddenVillageOfAMonthIsNotTheRest(t *testing.T) {
	for name, tc := range map[string]struct {
		sales map[string][2]int
		shown map[string]string
	}{
		"one small village hides the next smallest too": {
			map[string][2]int{big: {0, 6}, town + "300": {0, 5}, small: {0, 1}},
			map[string]string{big: big, town + "300": town, small: town, smaller: town},
		},
		"two villages, one small: the town stands for both": {
			map[string][2]int{big: {0, 6}, small: {0, 4}},
			map[string]string{big: town, small: town},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := market{world.New(t)}
			for village, who := range tc.sales {
				m.sell(village, who[0], who[1])
			}
			f := m.flows()
			for region, want := range tc.shown {
				if got := f.Shown(report.Credited, region); got != want {
					t.Errorf("%s is shown as %q, not %q", region, got, want)
				}
			}
			for _, l := range f.Leaves {
				if l.Amount != 0 && l.Count < report.Fewest {
					t.Errorf("%+v tells of fewer than five households", l)
				}
			}
		})
	}
}
