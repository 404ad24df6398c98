package doctor

import "math"

// checkRevenue is I11: what sign-off credited are exactly the rows of the order's
// slices, and every household in them brought something to that lot.
func (e *examination) checkRevenue() error {
	f := e.found["I11"]
	if err := e.checkCredits(idRange{0, math.MaxInt64}); err != nil {
		return err
	}
	return e.each(`SELECT r.id, r.household_id, s.lot_id FROM alloc_row r JOIN alloc_slice s ON s.id = r.slice_id
		LEFT JOIN ledger_account a ON a.id = r.account_id
		WHERE r.role = 'household' AND (a.id IS NULL OR a.owner_kind <> 4 OR a.owner_id <> r.household_id OR a.code <> 2010
			OR NOT EXISTS (SELECT 1 FROM lot_contribution c WHERE c.household_id = r.household_id AND c.lot_id = s.lot_id AND c.voided_us = 0))`,
		nil, func(r row) error {
			var row, household, lot int64
			err := r.Scan(&row, &household, &lot)
			f.fail("分配行 %d 记给农户 %d，但该户没有交到批次 %d", row, household, lot)
			return err
		})
}

// checkCredits compares the sign-offs of a range of journals with their rows.
func (e *examination) checkCredits(within idRange) error {
	f := e.found["I11"]
	err := e.each(`SELECT j.id, e.ord,
		CASE WHEN r.id IS NULL OR r.account_id <> e.account_id OR r.amount <> -e.amount OR s.order_id <> j.ref OR s.state <> 'signed' THEN 1 ELSE 0 END
		FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id AND e.amount < 0
		LEFT JOIN alloc_row r ON r.id = e.row_id LEFT JOIN alloc_slice s ON s.id = r.slice_id
		WHERE j.kind = 300 AND j.id > ? AND j.id <= ?`, []any{within.after, within.until}, func(r row) error {
		var id, ord, bad int64
		err := r.Scan(&id, &ord, &bad)
		if e.credits++; bad != 0 {
			f.fail("凭证 %d 第 %d 行与分配不符", id, ord)
		}
		return err
	})
	if err != nil {
		return err
	}
	f.count("%d 行入账", e.credits)
	return e.each(`SELECT x.ref, x.entries, x.distinct_rows, x.want FROM (
		SELECT j.ref, COUNT(*) AS entries, COUNT(DISTINCT e.row_id) AS distinct_rows,
			(SELECT COUNT(*) FROM alloc_slice s JOIN alloc_row r ON r.slice_id = s.id WHERE s.order_id = j.ref AND r.amount > 0) AS want
		FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id AND e.amount < 0
		WHERE j.kind = 300 AND j.id > ? AND j.id <= ? GROUP BY j.id, j.ref) x
		WHERE x.entries <> x.want OR x.distinct_rows <> x.want`, []any{within.after, within.until}, func(r row) error {
		var order, entries, distinct, want int64
		err := r.Scan(&order, &entries, &distinct, &want)
		f.fail("订单 %d 入账 %d 行（去重 %d 行），分配 %d 行", order, entries, distinct, want)
		return err
	})
}
