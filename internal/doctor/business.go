package doctor

import (
	"fmt"

	"github.com/yigou/yigou/internal/ledger"
)

// rule says which facts have a journal of a kind. facts selects (book, ref,
// ref_seq, gross) of each; gross 0 leaves the amount to other invariants.
type rule struct {
	kind  ledger.Kind
	what  string
	facts string
}

// rules is every kind that these books hold (decisions 12, 17).
var rules = []rule{
	{ledger.G1Intake, "封存的批次", `SELECT b.id AS book, l.id AS ref, 0 AS ref_seq, l.qty AS gross
		FROM lot l JOIN ledger_book b ON b.owner_kind = 2 AND b.owner_id = l.merchant_id WHERE l.state = 'sealed'`},
	{ledger.G3Ship, "已发货的订单", `SELECT book, id AS ref, pack_seq AS ref_seq, 0 AS gross FROM orders WHERE shipped_us > 0`},
	{ledger.G4Sign, "已签收的订单", `SELECT book, id AS ref, pack_seq AS ref_seq, 0 AS gross FROM orders WHERE signed_us > 0`},
	{ledger.E1Pay, "已付款的订单", `SELECT book, id AS ref, 0 AS ref_seq, total_fen AS gross FROM orders WHERE paid_us > 0`},
	{ledger.E3Sign, "已签收的订单", `SELECT book, id AS ref, 0 AS ref_seq, total_fen - (SELECT COALESCE(SUM(f.amount_fen), 0) FROM refund f
		WHERE f.order_id = orders.id AND f.stage = 'escrow') AS gross FROM orders WHERE signed_us > 0`},
	{ledger.E4Settle, "货款结算", `SELECT book, household_id AS ref, day AS ref_seq, SUM(amount) AS gross
		FROM settlement_item GROUP BY book, household_id, day`},
	{ledger.E5Refund, "退款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross FROM refund WHERE order_id <> 0 AND stage = 'escrow'`},
	{ledger.E6Refund, "签收后的退款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross FROM refund WHERE stage = 'signed'`},
	{ledger.E6Claim, "农户分担的退款", `SELECT book, refund_id AS ref, 0 AS ref_seq, taken_fen AS gross
		FROM refund_claim WHERE state = 'posted' AND taken_fen > 0`},
	{ledger.E5Refunded, "到账的退款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross
		FROM refund WHERE order_id <> 0 AND state = 'confirmed'`},
	{ledger.E8Recover, "退还的货款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross
		FROM recovery WHERE state = 'approved' AND way = 'given_back'`},
	{ledger.E8WriteOff, "免于退还的货款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross
		FROM recovery WHERE state = 'approved' AND way = 'let_off'`},
	{ledger.E12Distribute, "入账的收益分配", `SELECT book, merchant_id AS ref, year AS ref_seq, distributable_fen AS gross
		FROM distribution WHERE state = 'posted'`},
	{ledger.E15Correct, "批准的更正", `SELECT book, journal_id AS ref, 0 AS ref_seq, 0 AS gross FROM correction WHERE state = 'approved'`},
	{ledger.E15Repost, "批准的更正", `SELECT book, id AS ref, 0 AS ref_seq, gross_fen AS gross
		FROM correction WHERE state = 'approved' AND gross_fen > 0`},
	{ledger.AnomalyReceived, "异常来款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross FROM refund WHERE anomaly_id <> 0`},
	{ledger.AnomalyRefund, "异常来款退回", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross FROM refund WHERE anomaly_id <> 0`},
	{ledger.AnomalyRefunded, "到账的异常来款退回", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross
		FROM refund WHERE anomaly_id <> 0 AND state = 'confirmed'`},
	{ledger.E13Lock, "锁定的打款", `SELECT l.book, l.id AS ref, 0 AS ref_seq, l.amount_fen AS gross FROM payout_line l
		WHERE l.state NOT IN ('planned', 'dropped') AND NOT EXISTS (SELECT 1 FROM ledger_reject x
		WHERE x.book = l.book AND x.kind = 1300 AND x.ref = l.id AND x.ref_seq = 0)`},
	{ledger.E13Paid, "到账的打款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross
		FROM payout_line WHERE state IN ('paid', 'returned')`},
	{ledger.E13Failed, "失败的打款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross FROM payout_line WHERE state = 'failed'`},
	{ledger.E13Returned, "退汇的打款", `SELECT book, id AS ref, 0 AS ref_seq, amount_fen AS gross FROM payout_line WHERE state = 'returned'`},
}

// noFact are kinds without a business of their own: they move what is there.
var noFact = map[ledger.Kind]bool{ledger.E7Sweep: true, ledger.E16Safeguard: true}

// patience is how long an intent may wait before it counts as stuck (decisions
// 22).
const patience = 60_000_000

// checkBusiness is I8: each fact has exactly one of journal and waiting intent,
// each journal and intent its fact.
func (e *examination) checkBusiness() error {
	f := e.found["I8"]
	facts, told := int64(0), map[ledger.Kind]bool{ledger.G2Pack: true, ledger.G5Unpack: true}
	waiting := e.waitingByKey()
	for _, r := range rules {
		told[r.kind] = true
		n, err := e.checkRule(r, waiting)
		if err != nil {
			return fmt.Errorf("%s: %w", r.kind, err)
		}
		facts += n
	}
	packs, err := e.checkPacking()
	if err != nil {
		return err
	}
	for kind, n := range e.kinds {
		if !told[kind] && !noFact[kind] {
			f.fail("%d 张凭证（%s）没有对应的业务", n, kind)
		}
	}
	if err := e.checkCancelled(); err != nil {
		return err
	}
	if err := e.checkIntents(); err != nil {
		return err
	}
	f.count("%d 项业务，%d 项待入账", facts+packs, len(e.intents))
	return nil
}

func (e *examination) waitingByKey() map[journalKey]*intent {
	m := make(map[journalKey]*intent, len(e.intents))
	for i := range e.intents {
		m[e.intents[i].key] = &e.intents[i]
	}
	return m
}

const sameKey = ` j.book = x.book AND j.ref = x.ref AND j.ref_seq = x.ref_seq AND j.kind = `

// checkRule compares the facts of one kind with its journals and returns how
// many facts there are.
func (e *examination) checkRule(r rule, waiting map[journalKey]*intent) (facts int64, err error) {
	f := e.found["I8"]
	kind := fmt.Sprint(int(r.kind))
	var matched int64
	err = e.one(`SELECT COUNT(*), COUNT(j.id) FROM (`+r.facts+`) x LEFT JOIN ledger_journal j ON`+sameKey+kind, &facts, &matched)
	if err != nil {
		return 0, err
	}
	err = e.each(`SELECT x.book, x.ref, x.ref_seq, x.gross, COALESCE(j.gross, -1) FROM (`+r.facts+`) x
		LEFT JOIN ledger_journal j ON`+sameKey+kind+` WHERE j.id IS NULL OR (x.gross <> 0 AND x.gross <> j.gross)`, nil, func(x row) error {
		k := journalKey{kind: r.kind}
		var want, got int64
		if err := x.Scan(&k.book, &k.ref, &k.refSeq, &want, &got); err != nil {
			return err
		}
		in := waiting[k]
		switch {
		case got >= 0:
			f.fail("%s %d 是 %d，凭证是 %d", r.what, k.ref, want, got)
		case in == nil:
			f.fail("%s %d 没有凭证（%s）", r.what, k.ref, r.kind)
		default:
			in.expected = true
		}
		return nil
	})
	if err != nil || matched == e.kinds[r.kind] {
		return facts, err
	}
	return facts, e.each(`SELECT j.id, j.ref FROM ledger_journal j LEFT JOIN (`+r.facts+`) x ON`+sameKey+kind+`
		WHERE j.kind = `+kind+` AND x.ref IS NULL LIMIT ?`, []any{maxDetails + 1}, func(x row) error {
		var id, ref int64
		err := x.Scan(&id, &ref)
		e.suspect("I8", id, "凭证 %d（%s）没有对应的%s %d", id, r.kind, r.what, ref)
		return err
	})
}

// checkPacking is I8 for packing and unpacking: attempts are numbered, the last
// one stands while the order is packed or further.
func (e *examination) checkPacking() (facts int64, err error) {
	f := e.found["I8"]
	waiting := map[openOrder]int64{}
	for i := range e.intents {
		if k := e.intents[i].key; k.kind == ledger.G2Pack || k.kind == ledger.G5Unpack {
			waiting[openOrder{k.ref, k.kind}]++
			e.intents[i].expected = true
		}
	}
	var packs, unpacks int64
	err = e.each(`SELECT id, pack_seq, CASE WHEN state IN ('packed', 'shipped', 'delivered', 'signed') THEN 1 ELSE 0 END,
		(SELECT COUNT(*) FROM ledger_journal j WHERE j.book = o.book AND j.kind = 2 AND j.ref = o.id AND j.ref_seq BETWEEN 1 AND o.pack_seq),
		(SELECT COUNT(*) FROM ledger_journal j WHERE j.book = o.book AND j.kind = 5 AND j.ref = o.id AND j.ref_seq BETWEEN 1 AND o.pack_seq)
		FROM orders o WHERE pack_seq > 0`, nil, func(r row) error {
		var id, seq, standing, packed, unpacked int64
		if err := r.Scan(&id, &seq, &standing, &packed, &unpacked); err != nil {
			return err
		}
		facts += seq + seq - standing
		packs += packed
		unpacks += unpacked
		if packed+waiting[openOrder{id, ledger.G2Pack}] != seq || unpacked+waiting[openOrder{id, ledger.G5Unpack}] != seq-standing {
			f.fail("订单 %d 打包 %d 次，凭证 %d 张，拆包凭证 %d 张", id, seq, packed, unpacked)
		}
		return nil
	})
	if err == nil && (packs != e.kinds[ledger.G2Pack] || unpacks != e.kinds[ledger.G5Unpack]) {
		f.fail("打包或拆包的凭证多出 %d 张", e.kinds[ledger.G2Pack]-packs+e.kinds[ledger.G5Unpack]-unpacks)
	}
	return facts, err
}

type openOrder struct {
	order int64
	kind  ledger.Kind
}

// checkCancelled: money that was taken for an order that ended is on its way
// back.
func (e *examination) checkCancelled() error {
	f := e.found["I8"]
	return e.each(`SELECT o.id FROM orders o WHERE o.state = 'cancelled' AND o.paid_us > 0
		AND o.total_fen <> (SELECT COALESCE(SUM(r.amount_fen), 0) FROM refund r WHERE r.order_id = o.id)`, nil, func(r row) error {
		var id int64
		err := r.Scan(&id)
		f.fail("已取消的订单 %d 没有全额退款", id)
		return err
	})
}

// checkIntents: none is parked, late, without a fact, or posted already.
func (e *examination) checkIntents() error {
	f := e.found["I8"]
	now := e.tx.NowUS()
	var keys []any
	for i := range e.intents {
		in := &e.intents[i]
		switch {
		case in.parkCode != "":
			f.fail("待入账 %d（%s）被搁置：%s", in.id, in.key.kind, in.parkCode)
		case now-in.createdUS > patience:
			f.fail("待入账 %d（%s）已等待 %d 秒", in.id, in.key.kind, (now-in.createdUS)/1_000_000)
		case !in.expected && in.key.kind != ledger.E16Safeguard: // a sweep has no business of its own
			f.fail("待入账 %d（%s %d）没有对应的业务，或已经入账", in.id, in.key.kind, in.key.ref)
		}
		keys = append(keys, in.key.book, in.key.kind, in.key.ref, in.key.refSeq)
	}
	for len(keys) > 0 {
		n := min(len(keys)/4, chunk)
		err := e.each(`SELECT id FROM ledger_journal WHERE (book, kind, ref, ref_seq) IN `+e.tuples(n, 4), keys[:4*n], func(r row) error {
			var id int64
			err := r.Scan(&id)
			f.fail("凭证 %d 已入账，又在等待入账", id)
			return err
		})
		if err != nil {
			return err
		}
		keys = keys[4*n:]
	}
	return nil
}
