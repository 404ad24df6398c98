package report_test

import (
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

const (
	town    = "500155130"
	other   = "500155201"
	big     = town + "200"
	small   = town + "201"
	smaller = town + "202"
	far     = other + "202"
)

// market is a district whose orders are signed in the villages a test names.
type market struct{ *world.World }

// sell signs one order in a village, credited to the given households.
func (m market) sell(village string, from, to int) {
	m.T.Helper()
	shop := m.Honey
	shop.Households = shop.Households[from:to]
	m.Stock(shop, 1)
	b := m.Buyer()
	c := m.MustCheckout(b, trade.Item{SkuID: shop.Sku, Qty: int64(to - from)})
	m.Pay(c)
	m.Deliver(b, c.Orders[0])
	m.Update(func(tx *db.Tx) error {
		return tx.SQL().Exec("UPDATE orders SET region = ? WHERE id = ?", village, c.Orders[0].ID).Error
	})
}

func (m market) disclosure() (d report.Disclosure) {
	m.T.Helper()
	m.View(func(tx *db.Tx) (err error) {
		d, err = report.DisclosureOf(tx)
		return err
	})
	return d
}

// TestAVillageOfFourIsNotShown: five households make a village's own figures.
func TestAVillageOfFourIsNotShown(t *testing.T) {
	m := market{world.New(t)}
	m.sell(small, 0, 4)
	m.sell(far, 0, 6)
	if got := m.disclosure().Shown(small); got != report.District {
		t.Errorf("four households of a village and its town are shown as %q", got)
	}
	m.sell(small, 4, 5)
	d := m.disclosure()
	if got, n := d.Shown(small), d.Households(small); got != small || n != 5 {
		t.Errorf("a village of %d households is shown as %q", n, got)
	}
	if got := d.Shown(small + "01"); got != small {
		t.Errorf("a group of a shown village is shown as %q", got)
	}
	if got := d.Shown(smaller); got != town {
		t.Errorf("a village without sales is shown as %q", got)
	}
}

// TestSubtractionTellsNothing: whatever is shown inside a town, the rest of the
// town is the money of nobody or of five households.
func TestSubtractionTellsNothing(t *testing.T) {
	for name, tc := range map[string]struct {
		sales map[string][2]int // village: its households, from, to
		shown map[string]string
	}{
		"one small village hides the next larger one too": {
			map[string][2]int{big: {0, 6}, small: {0, 1}},
			map[string]string{big: town, small: town},
		},
		"two small villages hide behind one another": {
			map[string][2]int{big: {0, 6}, small: {0, 3}, smaller: {3, 6}},
			map[string]string{big: big, small: town, smaller: town},
		},
		"the same three households in both do not": {
			map[string][2]int{big: {0, 6}, small: {0, 3}, smaller: {0, 3}},
			map[string]string{big: town, small: town, smaller: town},
		},
		"a small town hides the next larger one with its villages": {
			map[string][2]int{big: {0, 6}, far: {0, 4}},
			map[string]string{big: report.District, town: report.District, far: report.District, other: report.District},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := market{world.New(t)}
			for village, who := range tc.sales {
				m.sell(village, who[0], who[1])
			}
			d := m.disclosure()
			for region, want := range tc.shown {
				if got := d.Shown(region); got != want {
					t.Errorf("%s is shown as %q, not %q", region, got, want)
				}
			}
			m.subtract(d, report.District, town, other)
			m.subtract(d, town, big, small, smaller)
		})
	}
}

// subtract takes from a region's money what is shown of its parts; what is left
// must be nobody's, or enough households'.
func (m market) subtract(d report.Disclosure, region string, parts ...string) {
	m.T.Helper()
	if d.Shown(region) != region {
		return
	}
	left, hidden := m.credited(region), map[int64]bool{}
	for _, part := range parts {
		if d.Shown(part) == part {
			left -= m.credited(part)
			continue
		}
		for _, e := range m.earners(part) {
			hidden[e.HouseholdID] = true
		}
	}
	if n := len(hidden); (left != 0) != (n != 0) || (n > 0 && n < report.Fewest) {
		m.T.Errorf("%q less what is shown in it is %s of %d households", region, left, n)
	}
}

func (m market) credited(region string) (sum money.Fen) {
	for _, e := range m.earners(region) {
		sum += e.Credited
	}
	return sum
}

func (m market) earners(region string) (list []report.Earner) {
	m.T.Helper()
	m.View(func(tx *db.Tx) (err error) {
		list, err = report.EarnersOf(tx, report.Scope{Region: region}, report.Earner{}, 100)
		return err
	})
	return list
}
