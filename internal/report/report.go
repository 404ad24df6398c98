package report

import (
	"slices"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// Scope bounds what is added up; zero values do not filter. Region is a prefix.
type Scope struct {
	Region     string
	StationID  int64
	MerchantID int64
	FromUS     int64 // signed at or after
}

// Totals of a scope.
type Totals struct {
	Gross      money.Fen // everything buyers paid for signed orders, freight included
	Households money.Fen // of it, credited to households
	Count      int64     // households credited
	Orders     int64
}

// TotalsOf adds up a scope.
func TotalsOf(tx *db.Tx, s Scope) (Totals, error) { return selectTotals(tx, s) }

// Part is the sum of one role's rows.
type Part struct {
	Role   string
	Amount money.Fen
}

// PartsOf tells where the money of a scope went, largest first.
func PartsOf(tx *db.Tx, s Scope) ([]Part, error) { return selectParts(tx, s) }

// Month is one month's figures; Month is yyyymm.
type Month struct {
	Month      int
	Gross      money.Fen
	Households money.Fen
	Orders     int64
}

// MonthsOf returns the last n months up to today's, the empty ones too, oldest
// first.
func MonthsOf(tx *db.Tx, s Scope, n int) ([]Month, error) {
	months := make([]Month, n)
	at := map[int]int{}
	first := firstOfMonth(tx.Today())
	for i := range months {
		m := int(addMonths(first, i-n+1)) / 100
		months[i].Month, at[m] = m, i
	}
	s.FromUS = max(s.FromUS, addMonths(first, 1-n).Start())
	days, err := selectDays(tx, s)
	if err != nil {
		return nil, err
	}
	for _, d := range days {
		day := clock.DayOf(d.DayNo * int64(24*time.Hour/time.Microsecond))
		if i, ok := at[int(day)/100]; ok {
			months[i].Gross += money.Fen(d.Gross)
			months[i].Households += money.Fen(d.Households)
			months[i].Orders += d.Orders
		}
	}
	return months, nil
}

func firstOfMonth(d clock.Day) clock.Day { return d/100*100 + 1 }

func addMonths(first clock.Day, n int) clock.Day {
	m := int(first)/10000*12 + int(first)/100%100 - 1 + n
	return clock.Day(m/12*10000 + (m%12+1)*100 + 1)
}

// Village is one village's totals.
type Village struct {
	Code string // 12 digits
	Totals
}

// VillagesOf returns the villages of a scope with sales, most credited first.
func VillagesOf(tx *db.Tx, s Scope) ([]Village, error) { return selectVillages(tx, s) }

// townDigits is how much of a region names a town.
const townDigits = 9

// TownsOf sums villages into towns, most credited first. A household that sold
// in two villages of a town counts in both.
func TownsOf(vs []Village) []Village {
	at := map[string]int{}
	var towns []Village
	for _, v := range vs {
		code := v.Code[:townDigits]
		i, ok := at[code]
		if !ok {
			i = len(towns)
			at[code] = i
			towns = append(towns, Village{Code: code})
		}
		t := &towns[i]
		t.Gross, t.Households, t.Count, t.Orders = t.Gross+v.Gross, t.Households+v.Households, t.Count+v.Count, t.Orders+v.Orders
	}
	slices.SortStableFunc(towns, func(a, b Village) int { return int(b.Households - a.Households) })
	return towns
}

// Earner is what one household was credited in a scope.
type Earner struct {
	HouseholdID int64
	Credited    money.Fen
	Month       money.Fen // of it, this month
	Sales       int64     // orders it had a share in
	Last        clock.Day
}

// EarnersOf lists households by what they were credited, most first, behind a
// cursor of (amount, household).
func EarnersOf(tx *db.Tx, s Scope, behind Earner, limit int) ([]Earner, error) {
	return selectEarners(tx, s, behind, firstOfMonth(tx.Today()).Start(), limit)
}

// Day is a station's or a district's work at a glance.
type Day struct {
	ToPack    int64
	ToShip    int64
	Late      int64     // past their promised day
	SoldToday money.Fen // paid today
}

// DayOf counts the work of a scope.
func DayOf(tx *db.Tx, s Scope) (Day, error) { return selectDay(tx, s) }
