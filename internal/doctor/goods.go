package doctor

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"

	"github.com/yigou/yigou/internal/ledger"
)

// lot is a sealed lot with everything that should agree about it.
type lot struct {
	id        int64
	level     level
	qty       int64
	remaining int64
	hash      []byte

	given   int64 // Σ contributions
	count   int64
	digest  []byte // of the contributions, as the seal was made
	planned int64  // Σ slices by state
	fixed   int64
	signed  int64
}

// level names a sellable stock.
type level struct{ merchant, station, produce int64 }

// checkGoods is I13: per lot what households brought is where the accounts say it
// is, and where the slices say it went; per stock level available + reserved is
// what lies in its lots. Journals still waiting are counted in.
func (e *examination) checkGoods() error {
	f := e.found["I13"]
	inLots, lots := map[level]int64{}, int64(0)
	for last := int64(0); ; {
		ls, err := e.lotsAfter(last)
		if err != nil {
			return err
		}
		if len(ls) == 0 {
			break
		}
		last = ls[len(ls)-1].id
		if err := e.readContributions(ls); err != nil {
			return err
		}
		if err := e.readSlices(ls); err != nil {
			return err
		}
		for i := range ls {
			lots++
			e.checkLot(&ls[i], inLots)
		}
	}
	levels, err := e.checkLevels(inLots)
	f.count("%d 个批次，%d 项可售库存", lots, levels)
	return err
}

func (e *examination) lotsAfter(last int64) (ls []lot, err error) {
	err = e.each(`SELECT id, merchant_id, station_id, produce_id, qty, remaining, sealed_hash FROM lot
		WHERE state = 'sealed' AND id > ? ORDER BY id LIMIT ?`, []any{last, chunk}, func(r row) error {
		var l lot
		err := r.Scan(&l.id, &l.level.merchant, &l.level.station, &l.level.produce, &l.qty, &l.remaining, &l.hash)
		ls = append(ls, l)
		return err
	})
	return ls, err
}

// readContributions sums a lot's contributions and hashes them again as sealing
// did: lot, count, then ord, household, quantity, grams and grade of each, all as
// 64-bit big-endian numbers.
func (e *examination) readContributions(ls []lot) error {
	at, ids := index(ls)
	err := e.each(`SELECT lot_id, COUNT(*), SUM(qty) FROM lot_contribution WHERE lot_id IN ? AND voided_us = 0 GROUP BY lot_id`, []any{ids}, func(r row) error {
		var id, n, qty int64
		err := r.Scan(&id, &n, &qty)
		l := &ls[at[id]]
		l.count, l.given = n, qty
		return err
	})
	if err != nil {
		return err
	}
	texts := make([][]byte, len(ls))
	for i, l := range ls {
		texts[i] = numbers(nil, l.id, l.count)
	}
	err = e.each(`SELECT lot_id, ord, household_id, qty, grams, grade_pm FROM lot_contribution
		WHERE lot_id IN ? AND voided_us = 0 ORDER BY lot_id, ord`, []any{ids}, func(r row) error {
		var id, ord, household, qty, grams, grade int64
		err := r.Scan(&id, &ord, &household, &qty, &grams, &grade)
		texts[at[id]] = numbers(texts[at[id]], ord, household, qty, grams, grade)
		return err
	})
	for i := range ls {
		sum := sha256.Sum256(texts[i])
		ls[i].digest = sum[:]
	}
	return err
}

func numbers(text []byte, vs ...int64) []byte {
	for _, v := range vs {
		text = binary.BigEndian.AppendUint64(text, uint64(v))
	}
	return text
}

func (e *examination) readSlices(ls []lot) error {
	at, ids := index(ls)
	return e.each(`SELECT lot_id, state, SUM(qty) FROM alloc_slice WHERE lot_id IN ? GROUP BY lot_id, state`, []any{ids}, func(r row) error {
		var id, qty int64
		var state string
		err := r.Scan(&id, &state, &qty)
		switch l := &ls[at[id]]; state {
		case "planned":
			l.planned = qty
		case "fixed":
			l.fixed = qty
		case "signed":
			l.signed = qty
		}
		return err
	})
}

func index(ls []lot) (at map[int64]int, ids []int64) {
	at = make(map[int64]int, len(ls))
	for i, l := range ls {
		at[l.id] = i
		ids = append(ids, l.id)
	}
	return at, ids
}

func (e *examination) checkLot(l *lot, inLots map[level]int64) {
	f := e.found["I13"]
	in := func(codes ...ledger.Code) (sum int64) {
		for _, c := range codes {
			sum += e.standing(l, c)
		}
		return sum
	}
	inLots[l.level] += in(ledger.InLot)
	all := in(ledger.InLot, ledger.Packed, ledger.InTransit, ledger.Sold, ledger.Given, ledger.Lost, ledger.Returned)
	switch {
	case l.given != l.qty || l.given != all:
		f.fail("批次 %d 收 %d，记 %d，账上合计 %d", l.id, l.given, l.qty, all)
	case !bytes.Equal(l.hash, l.digest):
		f.fail("批次 %d 的交货记录在封存后被改过", l.id)
	case l.remaining != in(ledger.InLot):
		f.fail("批次 %d 剩余 %d，账上在库 %d", l.id, l.remaining, in(ledger.InLot))
	case l.planned != in(ledger.Packed) || l.fixed != in(ledger.InTransit) || l.signed != in(ledger.Sold, ledger.Given):
		f.fail("批次 %d 打包 %d、在途 %d、签收 %d，账上 %d、%d、%d", l.id, l.planned, l.fixed, l.signed,
			in(ledger.Packed), in(ledger.InTransit), in(ledger.Sold, ledger.Given))
	}
}

// standing is a lot's goods account in its merchant's book, with what waits to be
// posted to it.
func (e *examination) standing(l *lot, code ledger.Code) int64 {
	id, ok := e.byKey[ledger.AccountKey{Book: e.books[l.level.merchant], Code: code, Owner: ledger.OwnerLot, OwnerID: l.id}]
	if !ok {
		return 0
	}
	a := e.accounts[id]
	return a.dr - a.cr + e.waiting[id]
}

func (e *examination) checkLevels(inLots map[level]int64) (n int64, err error) {
	f := e.found["I13"]
	err = e.each(`SELECT merchant_id, station_id, produce_id, available, reserved FROM stock_level`, nil, func(r row) error {
		var k level
		var available, reserved int64
		err := r.Scan(&k.merchant, &k.station, &k.produce, &available, &reserved)
		if n++; available < 0 || reserved < 0 || available+reserved != inLots[k] {
			f.fail("主体 %d 在站点 %d 的农产品 %d 可售 %d、已订 %d，批次在库 %d", k.merchant, k.station, k.produce, available, reserved, inLots[k])
		}
		delete(inLots, k)
		return err
	})
	for k, left := range inLots {
		if left != 0 {
			f.fail("主体 %d 在站点 %d 的农产品 %d 批次在库 %d，没有可售库存", k.merchant, k.station, k.produce, left)
		}
	}
	return n, err
}
