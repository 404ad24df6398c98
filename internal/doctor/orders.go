package doctor

import "github.com/yigou/yigou/internal/money"

// orderSums selects, per paid order, what is in the books: paid, credited by
// sign-off, taken back by refunds, given back to the buyer, on its way back, held
// for the buyer, and refunds that somebody else bears (decisions 22).
const orderSums = `SELECT o.id,
	CASE WHEN e1.id IS NULL THEN 0 ELSE e1.gross END AS paid,
	CASE WHEN e3.id IS NULL THEN 0 ELSE (SELECT COALESCE(SUM(r.amount), 0) FROM alloc_slice s JOIN alloc_row r ON r.slice_id = s.id
		WHERE s.order_id = o.id) END AS credited,
	(SELECT COALESCE(SUM(e.amount), 0) FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
		WHERE j.order_id = o.id AND j.kind = 601 AND e.row_id <> 0) AS taken_back,
	(SELECT COALESCE(SUM(e.amount), 0) FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
		JOIN ledger_account a ON a.id = e.account_id
		WHERE j.order_id = o.id AND j.kind IN (600, 601) AND e.row_id = 0 AND a.code <> 2050) AS borne,
	(SELECT COALESCE(SUM(f.amount_fen), 0) FROM refund f
		JOIN ledger_journal j ON j.book = f.book AND j.kind = 501 AND j.ref = f.id AND j.ref_seq = 0 WHERE f.order_id = o.id) AS given_back,
	(SELECT COALESCE(-SUM(p.balance), 0) FROM refund f JOIN ledger_account a ON a.book = f.book AND a.code = 2050
		JOIN ledger_open p ON p.account_id = a.id AND p.dim = f.id WHERE f.order_id = o.id) AS moving,
	(SELECT COALESCE(-SUM(p.balance), 0) FROM ledger_account a JOIN ledger_open p ON p.account_id = a.id AND p.dim = o.id
		WHERE a.book = o.book AND a.code = 2001) AS held
	FROM orders o
	LEFT JOIN ledger_journal e1 ON e1.book = o.book AND e1.kind = 100 AND e1.ref = o.id AND e1.ref_seq = 0
	LEFT JOIN ledger_journal e3 ON e3.book = o.book AND e3.kind = 300 AND e3.ref = o.id AND e3.ref_seq = 0
	WHERE o.paid_us > 0`

// checkOrders is I12: what a buyer paid is credited, given back, on its way back
// or held, to the fen; and it is what the payment says.
func (e *examination) checkOrders() error {
	f := e.found["I12"]
	if err := e.checkPaid(""); err != nil {
		return err
	}
	return e.each(`SELECT p.id, p.amount_fen FROM payment p WHERE p.amount_fen <>
		(SELECT COALESCE(SUM(pp.amount_fen), 0) FROM payment_part pp WHERE pp.payment_id = p.id)
		OR (p.state = 'paid' AND EXISTS (SELECT 1 FROM payment_part pp JOIN orders o ON o.id = pp.order_id
			WHERE pp.payment_id = p.id AND o.paid_us = 0))`, nil, func(r row) error {
		var id int64
		var amount money.Fen
		err := r.Scan(&id, &amount)
		f.fail("付款单 %d 的 %s 元与订单不符", id, amount)
		return err
	})
}

// checkPaid compares the books and the payments of paid orders, or of those that
// and narrows them to.
func (e *examination) checkPaid(and string, args ...any) error {
	f := e.found["I12"]
	err := e.each(orderSums+and, args, func(r row) error {
		var id int64
		var in, credited, takenBack, borne, givenBack, moving, held money.Fen
		if err := r.Scan(&id, &in, &credited, &takenBack, &borne, &givenBack, &moving, &held); err != nil {
			return err
		}
		e.paidOrders++
		e.paid += in
		if in != credited-takenBack+givenBack+moving+held-borne {
			f.fail("订单 %d 收 %s 元，记入各方 %s，冲回 %s，退款 %s，在途 %s，待履约 %s，他方承担 %s",
				id, in, credited, takenBack, givenBack, moving, held, borne)
		}
		return nil
	})
	if err != nil {
		return err
	}
	f.count("%d 张付款订单，%s 元", e.paidOrders, e.paid)
	return e.each(`SELECT o.id, o.total_fen, (SELECT COALESCE(SUM(pp.amount_fen), 0) FROM payment_part pp
			JOIN payment p ON p.id = pp.payment_id WHERE pp.order_id = o.id AND p.state = 'paid') AS paid
		FROM orders o WHERE o.paid_us > 0 AND o.total_fen <> (SELECT COALESCE(SUM(pp.amount_fen), 0) FROM payment_part pp
			JOIN payment p ON p.id = pp.payment_id WHERE pp.order_id = o.id AND p.state = 'paid')`+and, args, func(r row) error {
		var id int64
		var total, paid money.Fen
		err := r.Scan(&id, &total, &paid)
		f.fail("订单 %d 应收 %s 元，付款单合计 %s 元", id, total, paid)
		return err
	})
}
