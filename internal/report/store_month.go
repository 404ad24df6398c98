package report

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
)

func selectFlows(tx *db.Tx, month int) (list []flow, err error) {
	code := fmt.Sprintf("SUBSTR(region, 1, %d)", villageDigits)
	err = tx.SQL().Table("report_flow").Where("period = ?", month).
		Select(code + " AS code, item, household_id, SUM(amount) AS amount").
		Group(code + ", item, household_id").Scan(&list).Error
	if err != nil {
		err = fmt.Errorf("report: flows of %d: %w", month, err)
	}
	return list, err
}

func selectFlowMonths(tx *db.Tx) (months []int, err error) {
	err = tx.SQL().Table("report_flow").Distinct("period").Order("period DESC").Scan(&months).Error
	if err != nil {
		err = fmt.Errorf("report: months: %w", err)
	}
	return months, err
}

func selectLastPosted(tx *db.Tx, month int) (us int64, err error) {
	err = tx.SQL().Table("report_flow").Where("period = ?", month).Select("COALESCE(MAX(posted_us), 0)").Scan(&us).Error
	if err != nil {
		err = fmt.Errorf("report: last posted in %d: %w", month, err)
	}
	return us, err
}
