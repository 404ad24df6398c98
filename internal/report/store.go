package report

import (
	"fmt"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// afterDigits sorts behind every digit: x ≤ code < x+afterDigits are the region
// codes that begin with x.
const afterDigits = ":"

func (s Scope) of(tx *db.Tx, view string) *gorm.DB {
	q := tx.SQL().Table(view)
	if s.Region != "" {
		q = q.Where("region >= ? AND region < ?", s.Region, s.Region+afterDigits)
	}
	if s.StationID != 0 {
		q = q.Where("station_id = ?", s.StationID)
	}
	if s.MerchantID != 0 {
		q = q.Where("merchant_id = ?", s.MerchantID)
	}
	if s.FromUS != 0 {
		q = q.Where("signed_us >= ?", s.FromUS)
	}
	return q
}

// sums are the columns of totals over report_sale.
const sums = `COALESCE(SUM(amount), 0) AS gross,
	COALESCE(SUM(CASE WHEN household_id <> 0 THEN amount ELSE 0 END), 0) AS households,
	COUNT(DISTINCT CASE WHEN household_id <> 0 THEN household_id END) AS count,
	COUNT(DISTINCT order_id) AS orders`

func selectTotals(tx *db.Tx, s Scope) (t Totals, err error) {
	if err = s.of(tx, "report_sale").Select(sums).Scan(&t).Error; err != nil {
		err = fmt.Errorf("report: totals: %w", err)
	}
	return t, err
}

func selectParts(tx *db.Tx, s Scope) (parts []Part, err error) {
	err = s.of(tx, "report_sale").Select("role, SUM(amount) AS amount").Group("role").
		Order("amount DESC, role").Scan(&parts).Error
	if err != nil {
		err = fmt.Errorf("report: parts: %w", err)
	}
	return parts, err
}

// dayRow is one day's sum; DayNo counts days since 1970-01-01 in Shanghai.
type dayRow struct {
	DayNo      int64
	Gross      int64
	Households int64
	Orders     int64
}

func selectDays(tx *db.Tx, s Scope) (days []dayRow, err error) {
	err = s.of(tx, "report_sale").Select("day_no, " + sums).Group("day_no").Scan(&days).Error
	if err != nil {
		err = fmt.Errorf("report: days: %w", err)
	}
	return days, err
}

// villageDigits is how much of a region names a village; groups lie inside.
const villageDigits = 12

func selectVillages(tx *db.Tx, s Scope) ([]Village, error) {
	var rows []struct {
		Code       string
		Gross      money.Fen
		Households money.Fen
		Count      int64
		Orders     int64
	}
	code := fmt.Sprintf("SUBSTR(region, 1, %d)", villageDigits)
	err := s.of(tx, "report_sale").Select(code + " AS code, " + sums).Group(code).
		Order("households DESC, code").Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("report: villages: %w", err)
	}
	list := make([]Village, len(rows))
	for i, r := range rows {
		list[i] = Village{Code: r.Code, Totals: Totals{Gross: r.Gross, Households: r.Households, Count: r.Count, Orders: r.Orders}}
	}
	return list, nil
}

// credited is a household and a village it was credited in.
type credited struct {
	Code        string
	HouseholdID int64
}

func selectCredited(tx *db.Tx) (list []credited, err error) {
	code := fmt.Sprintf("SUBSTR(region, 1, %d)", villageDigits)
	err = tx.SQL().Table("report_sale").Where("household_id <> 0").Select(code + " AS code, household_id").
		Group(code + ", household_id").Scan(&list).Error
	if err != nil {
		err = fmt.Errorf("report: who was credited: %w", err)
	}
	return list, err
}

func selectEarners(tx *db.Tx, s Scope, behind Earner, monthUS int64, limit int) ([]Earner, error) {
	q := s.of(tx, "report_sale").Where("household_id <> 0").
		Select(`household_id, SUM(amount) AS credited, SUM(CASE WHEN signed_us >= ? THEN amount ELSE 0 END) AS month,
			COUNT(DISTINCT order_id) AS sales, MAX(signed_us) AS last_us`, monthUS).Group("household_id")
	if behind.HouseholdID != 0 {
		q = q.Having("SUM(amount) < ? OR (SUM(amount) = ? AND household_id > ?)",
			int64(behind.Credited), int64(behind.Credited), behind.HouseholdID)
	}
	var rows []struct {
		HouseholdID int64
		Credited    money.Fen
		Month       money.Fen
		Sales       int64
		LastUS      int64
	}
	if err := q.Order("credited DESC, household_id").Limit(limit).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("report: earners: %w", err)
	}
	list := make([]Earner, len(rows))
	for i, r := range rows {
		list[i] = Earner{HouseholdID: r.HouseholdID, Credited: r.Credited, Month: r.Month, Sales: r.Sales, Last: clock.DayOf(r.LastUS)}
	}
	return list, nil
}

func selectDay(tx *db.Tx, s Scope) (d Day, err error) {
	s.FromUS = 0
	today := tx.Today()
	err = s.of(tx, "report_order").Select(`
		COUNT(CASE WHEN state = 'paid' THEN 1 END) AS to_pack,
		COUNT(CASE WHEN state = 'packed' THEN 1 END) AS to_ship,
		COUNT(CASE WHEN state IN ('paid', 'packed') AND promised_day < ? THEN 1 END) AS late,
		COALESCE(SUM(CASE WHEN paid_us >= ? AND state NOT IN ('created', 'closed', 'cancelled') THEN total_fen ELSE 0 END), 0) AS sold_today`,
		int(today), today.Start()).Scan(&d).Error
	if err != nil {
		err = fmt.Errorf("report: day: %w", err)
	}
	return d, err
}
