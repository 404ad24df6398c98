package doctor

import (
	"fmt"
	"maps"
	"slices"

	"github.com/yigou/yigou/internal/ledger"
)

// checkNewFacts is I8 for new journals: each has the business it claims, with the
// amount it claims. Business without a journal is for the full examination to
// find.
func (q *quickPass) checkNewFacts() error {
	posted := maps.Clone(q.base.posted)
	for _, r := range rules {
		if err := q.checkNewOf(r, posted[r.kind]); err != nil {
			return fmt.Errorf("%s: %w", r.kind, err)
		}
		delete(posted, r.kind)
	}
	for _, kind := range []ledger.Kind{ledger.G2Pack, ledger.G5Unpack} {
		if err := q.checkNewPacks(posted[kind]); err != nil {
			return err
		}
		delete(posted, kind)
	}
	for kind, js := range posted {
		if noFact[kind] {
			continue
		}
		for _, j := range js {
			q.suspect("I8", j.id, "凭证 %d（%s）没有对应的业务", j.id, kind)
		}
	}
	return nil
}

// checkNewOf compares the new journals of one rule with its facts.
func (q *quickPass) checkNewOf(r rule, js []postedFact) error {
	for part := range slices.Chunk(js, chunk) {
		facts, refs := map[journalKey]int64{}, make([]int64, len(part))
		for i, j := range part {
			refs[i] = j.key.ref
		}
		err := q.each(`SELECT x.book, x.ref, x.ref_seq, x.gross FROM (`+r.facts+`) x WHERE x.ref IN ?`, []any{refs}, func(x row) error {
			k := journalKey{kind: r.kind}
			var gross int64
			err := x.Scan(&k.book, &k.ref, &k.refSeq, &gross)
			facts[k] = gross
			return err
		})
		if err != nil {
			return err
		}
		for _, j := range part {
			gross, ok := facts[j.key]
			switch {
			case !ok:
				q.suspect("I8", j.id, "凭证 %d（%s）没有对应的%s %d", j.id, r.kind, r.what, j.key.ref)
			case gross != 0 && gross != j.gross:
				q.suspect("I8", j.id, "%s %d 是 %d，凭证是 %d", r.what, j.key.ref, gross, j.gross)
			}
		}
	}
	return nil
}

// checkNewPacks: an order is packed and unpacked only as often as it was tried.
func (q *quickPass) checkNewPacks(js []postedFact) error {
	for part := range slices.Chunk(js, chunk) {
		tries, ids := map[int64]int64{}, make([]int64, len(part))
		for i, j := range part {
			ids[i] = j.key.ref
		}
		err := q.each(`SELECT id, pack_seq FROM orders WHERE id IN ?`, []any{ids}, func(r row) error {
			var id, seq int64
			err := r.Scan(&id, &seq)
			tries[id] = seq
			return err
		})
		if err != nil {
			return err
		}
		for _, j := range part {
			if j.key.refSeq < 1 || j.key.refSeq > tries[j.key.ref] {
				q.suspect("I8", j.id, "凭证 %d（%s）没有对应的打包", j.id, j.key.kind)
			}
		}
	}
	return nil
}

// checkStuck is I8 for what waits: none is parked or late.
func (q *quickPass) checkStuck() error {
	f, stuck := q.found["I8"], 0
	err := q.each(`SELECT id, kind, park_code, created_us FROM ledger_intent
		WHERE parked_us > 0 OR created_us < ? ORDER BY id LIMIT ?`, []any{q.tx.NowUS() - patience, chunk}, func(r row) error {
		var id, created int64
		var kind ledger.Kind
		var code string
		if err := r.Scan(&id, &kind, &code, &created); err != nil {
			return err
		}
		if stuck++; code != "" {
			f.fail("待入账 %d（%s）被搁置：%s", id, kind, code)
		} else {
			f.fail("待入账 %d（%s）已等待 %d 秒", id, kind, (q.tx.NowUS()-created)/1_000_000)
		}
		return nil
	})
	f.count("%d 张新凭证有对应的业务，%d 项搁置或迟到", q.journals, stuck)
	return err
}

// checkTouchedOrders is I9, I11 and I12 for the orders that new journals belong
// to, and I11 for the new sign-offs.
func (q *quickPass) checkTouchedOrders() error {
	orders := slices.Sorted(maps.Keys(q.base.orders))
	c := &recut{e: q.examination, fees: map[int64]versionFees{}, shares: map[int64][]share{}}
	var lines int64
	for part := range slices.Chunk(orders, chunk/2) { // some lines each
		ls, err := q.linesOf(part)
		if err != nil {
			return err
		}
		if err := c.checkAll(ls, nil); err != nil {
			return err
		}
		lines += int64(len(ls))
		if err := q.checkPaid(` AND o.id IN ?`, part); err != nil {
			return err
		}
	}
	for _, r := range q.ranges {
		if err := q.checkCredits(r); err != nil {
			return err
		}
	}
	q.found["I11"].count("%d 行新入账", q.credits)
	q.found["I12"].count("新动过的 %d 张付款订单，%s 元", q.paidOrders, q.paid)
	q.found["I9"].count("新动过的 %d 张订单、%d 行明细", len(orders), lines)
	q.found["I19"].count("%d 张新凭证的时间", q.journals)
	return nil
}
