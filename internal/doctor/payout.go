package doctor

import "github.com/yigou/yigou/internal/ledger"

// checkPayouts is I15. That a line's state and its journals agree is I8's part;
// here each open line stands on the account of money under way with exactly its
// sum, no other does, and a batch is the sum of its lines.
func (e *examination) checkPayouts() error {
	f := e.found["I15"]
	stands := e.underWay()
	lines, sum := int64(0), int64(0)
	err := e.each(`SELECT l.id, b.book, b.merchant_id, l.book, l.amount_fen,
		CASE WHEN l.state IN ('locked', 'unknown') OR l.state = 'locking' AND NOT EXISTS (SELECT 1 FROM ledger_reject x
			WHERE x.book = l.book AND x.kind = 1300 AND x.ref = l.id AND x.ref_seq = 0) THEN 1 ELSE 0 END
		FROM payout_line l JOIN payout_batch b ON b.id = l.batch_id`, nil, func(r row) error {
		var id, merchant, amount, open int64
		var book, own int32
		if err := r.Scan(&id, &book, &merchant, &own, &amount, &open); err != nil {
			return err
		}
		lines++
		transit := e.byKey[ledger.AccountKey{Book: book, Code: ledger.PayoutTransit, Owner: ledger.OwnerMerchant, OwnerID: merchant}]
		k := openItem{transit, id}
		if got, want := -stands[k], amount*open; book != own || got != want {
			f.fail("打款行 %d 在途应为 %d，账上是 %d", id, want, got)
		}
		sum += amount * open
		delete(stands, k)
		return nil
	})
	if err != nil {
		return err
	}
	for k, amount := range stands {
		if amount != 0 {
			f.fail("在途的 %d 没有对应的打款行 %d", -amount, k.dim)
		}
	}
	f.count("%d 行打款，在途 %d 分", lines, sum)
	return e.checkBatches()
}

// underWay is what the entries and the waiting intents say stands on 2040 for
// each line.
func (e *examination) underWay() map[openItem]int64 {
	stands := map[openItem]int64{}
	for k, amount := range e.open {
		if a := e.accounts[k.account]; a != nil && a.line.Code == ledger.PayoutTransit {
			stands[k] += amount
		}
	}
	for k, amount := range e.onTheWay {
		stands[k] += amount
	}
	return stands
}

// checkBatches: total and count are those of the lines that were not dropped; a
// batch that was given up keeps the figures of what it would have been.
func (e *examination) checkBatches() error {
	f := e.found["I15"]
	return e.each(`SELECT b.id FROM payout_batch b LEFT JOIN payout_line l ON l.batch_id = b.id
		AND (l.state <> 'dropped' OR b.state = 'cancelled') GROUP BY b.id, b.total_fen, b.line_count
		HAVING b.total_fen <> COALESCE(SUM(l.amount_fen), 0) OR b.line_count <> COUNT(l.id)`, nil, func(r row) error {
		var id int64
		err := r.Scan(&id)
		f.fail("打款批次 %d 的合计与各行之和不符", id)
		return err
	})
}
