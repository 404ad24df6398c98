package doctor

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// readBooks goes once through all journals in the order of their ids: I1, I4, I5,
// I6, and the sums that I2 and I3 are compared with.
func (e *examination) readBooks() error {
	e.open, e.kinds, e.lanes = map[openItem]int64{}, map[ledger.Kind]int64{}, map[int16]*lane{}
	e.custody = map[int32]*custody{}
	if err := e.readJournals(0, math.MaxInt64); err != nil {
		return err
	}
	e.found["I1"].count("%d 张凭证，%d 笔分录", e.journals, e.entries)
	e.found["I4"].count("%d 笔分录逐笔核对", e.entries)
	return nil
}

// readJournals goes through the journals with after < id ≤ until in the order of
// their ids, and through the entries between them, which may be nobody's.
func (e *examination) readJournals(after, until int64) error {
	hashers := map[hasherOf]*ledger.Hasher{}
	for {
		js, err := e.journalsBetween(after, until)
		if err != nil {
			return err
		}
		end := until // behind the last journal there must be no entry
		if len(js) == chunk {
			end = js[len(js)-1].ID
		}
		if err := e.base.load(e, after, end); err != nil {
			return err
		}
		if err := e.attachEntries(js, after, end); err != nil {
			return err
		}
		for i := range js {
			if err := e.readJournal(&js[i], hashers); err != nil {
				return err
			}
		}
		if len(js) < chunk {
			return nil
		}
		after = end
	}
}

func (e *examination) journalsBetween(after, until int64) (js []ledger.Posted, err error) {
	err = e.each(`SELECT id, height, book, kind, ref, ref_seq, order_id, period, effective_us, posted_us, n, gross,
		COALESCE(reverses, 0), actor, req_hash, leaf FROM ledger_journal WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`, []any{after, until, chunk}, func(r row) error {
		var p ledger.Posted
		var req, leaf []byte
		err := r.Scan(&p.ID, &p.Height, &p.Book, &p.Kind, &p.Ref, &p.RefSeq, &p.Order, &p.Period, &p.EffectiveUS, &p.PostedUS,
			&p.N, &p.Gross, &p.Reverses, &p.Actor, &req, &leaf)
		copy(p.ReqHash[:], req)
		copy(p.Leaf[:], leaf)
		js = append(js, p)
		return err
	})
	return js, err
}

// attachEntries reads the entries with last < journal ≤ until.
func (e *examination) attachEntries(js []ledger.Posted, last, until int64) error {
	f := e.found["I1"]
	return e.each(`SELECT journal_id, ord, account_id, amount, dim, row_id FROM ledger_entry
		WHERE journal_id > ? AND journal_id <= ? ORDER BY journal_id, ord`, []any{last, until}, func(r row) error {
		var id int64
		var x ledger.Entry
		if err := r.Scan(&id, &x.Ord, &x.Account, &x.Amount, &x.Dim, &x.Row); err != nil {
			return err
		}
		if a := e.accounts[x.Account]; a != nil {
			x.Key = a.key
		}
		i, ok := slices.BinarySearchFunc(js, id, func(p ledger.Posted, id int64) int { return cmp.Compare(p.ID, id) })
		if !ok {
			f.fail("分录属于不存在的凭证 %d", id)
			return nil
		}
		js[i].Entries = append(js[i].Entries, x)
		return nil
	})
}

func (e *examination) readJournal(p *ledger.Posted, hashers map[hasherOf]*ledger.Hasher) error {
	e.journals++
	e.kinds[p.Kind]++
	e.checkSum(p)
	if !e.again {
		e.base.note(p)
		e.addUp(p)
	}
	if e.base == nil {
		e.weigh(p)
	}
	e.checkTime(p)
	alg, err := e.enchain(p)
	if err != nil {
		return err
	}
	of := hasherOf{p.Period, alg}
	h := hashers[of]
	if h == nil {
		key, err := e.keys.Of(e.tx, p.Period)
		if errors.Is(err, ledger.ErrKeyLost) {
			e.found["I6"].fail("缺少 %d 月的盐密钥，凭证 %d 无法核对", p.Period, p.ID)
			return nil
		}
		if err != nil {
			return err
		}
		h = ledger.NewHasher(alg, key)
		hashers[of] = h
	}
	if h.Leaf(*p) != p.Leaf {
		e.suspect("I6", p.ID, "凭证 %d 的内容与哈希不符", p.ID)
	}
	return nil
}

// hasherOf names a hasher: each month has its key, each block its algorithm.
type hasherOf struct {
	period int32
	alg    ledger.Alg
}

// checkSum is I1.
func (e *examination) checkSum(p *ledger.Posted) {
	sum, gross := int64(0), int64(0)
	for i, x := range p.Entries {
		e.entries++
		a := e.accounts[x.Account]
		switch {
		case a == nil:
			e.suspect("I1", p.ID, "凭证 %d 第 %d 行的账户不存在", p.ID, x.Ord)
		case a.key.Book != p.Book || a.key.Code.Unit() != p.Kind.Unit():
			e.suspect("I1", p.ID, "凭证 %d 第 %d 行跨账套或跨单位", p.ID, x.Ord)
		case x.Amount == 0 || x.Ord != i+1:
			e.suspect("I1", p.ID, "凭证 %d 第 %d 行金额为零或行号不连续", p.ID, x.Ord)
		}
		sum += x.Amount
		gross += max(0, x.Amount)
	}
	switch {
	case sum != 0:
		e.suspect("I1", p.ID, "凭证 %d 借贷差 %d", p.ID, sum)
	case len(p.Entries) < 2 || len(p.Entries) != p.N || gross != p.Gross:
		e.suspect("I1", p.ID, "凭证 %d 的行数或总额与分录不符", p.ID)
	}
}

// addUp adds a journal to the accounts and open items, and checks I4 behind it.
func (e *examination) addUp(p *ledger.Posted) {
	for _, x := range p.Entries {
		a := e.accounts[x.Account]
		if a == nil {
			continue
		}
		a.dr += max(0, x.Amount)
		a.cr += max(0, -x.Amount)
		a.n++
		a.moved = true
		a.lastID = max(a.lastID, p.ID)
		if a.line.Dim != "" {
			e.open[openItem{x.Account, x.Dim}] += x.Amount
			e.base.touch(openItem{x.Account, x.Dim})
		}
		if p.Kind == ledger.E6Claim && x.Row != 0 {
			e.refunded[x.Row] += x.Amount
		}
	}
	for _, x := range p.Entries {
		e.checkGuard(p, x)
		if k := (openItem{x.Account, x.Dim}); e.base == nil && e.open[k] == 0 {
			delete(e.open, k)
		}
	}
}

func (e *examination) checkGuard(p *ledger.Posted, x ledger.Entry) {
	a := e.accounts[x.Account]
	if a == nil {
		return
	}
	side := int64(a.line.Side)
	switch {
	case a.line.Guard == ledger.GuardBalance && (a.dr-a.cr)*side < 0:
		e.accuse("I4", x.Account, "凭证 %d 之后，账户 %d 低于零", p.ID, x.Account)
	case a.line.Guard == ledger.GuardDim && e.open[openItem{x.Account, x.Dim}]*side < 0:
		e.accuse("I4", x.Account, "凭证 %d 之后，账户 %d 的 %s %d 低于零", p.ID, x.Account, a.line.Dim, x.Dim)
	}
}

// compareBalances is I2, and I3 for accounts.
func (e *examination) compareBalances() error {
	var dr, cr [2]int64
	f, rows := e.found["I3"], 0
	err := e.each(`SELECT account_id, dr, cr, n, last_id FROM ledger_balance`, nil, func(r row) error {
		var id ledger.AccountID
		var d, c, n, last int64
		if err := r.Scan(&id, &d, &c, &n, &last); err != nil {
			return err
		}
		rows++
		a := e.accounts[id]
		if a == nil {
			f.fail("余额属于不存在的账户 %d", id)
			return nil
		}
		a.seen = true
		unit := a.key.Code.Unit() - ledger.InFen
		dr[unit] += d
		cr[unit] += c
		if d != a.dr || c != a.cr || n != a.n || last != a.lastID {
			e.accuse("I3", id, "账户 %d 的余额是借 %d 贷 %d，分录合计借 %d 贷 %d", id, d, c, a.dr, a.cr)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for id, a := range e.accounts {
		if a.n > 0 && !a.seen {
			e.accuse("I3", id, "账户 %d 有分录却没有余额", id)
		}
	}
	f.count("%d 个账户，%d 个未结项", rows, len(e.open))
	t := e.found["I2"]
	t.count("金额借 %s 贷 %s 元，货物借 %d 贷 %d", money.Fen(dr[0]), money.Fen(cr[0]), dr[1], cr[1])
	if dr[0] != cr[0] || dr[1] != cr[1] {
		t.fail("金额差 %s 元，货物差 %d", money.Fen(dr[0]-cr[0]), dr[1]-cr[1])
	}
	return nil
}

// compareOpenItems is I3 for open items.
func (e *examination) compareOpenItems() error {
	f, rows := e.found["I3"], 0
	err := e.each(`SELECT account_id, dim, balance FROM ledger_open`, nil, func(r row) error {
		var k openItem
		var balance int64
		if err := r.Scan(&k.account, &k.dim, &balance); err != nil {
			return err
		}
		rows++
		if balance == 0 || e.open[k] != balance {
			e.accuse("I3", k.account, "账户 %d 的未结项 %d 是 %d，分录合计 %d", k.account, k.dim, balance, e.open[k])
		}
		return nil
	})
	if err == nil && rows < len(e.open) {
		f.fail("缺少 %d 个未结项", len(e.open)-rows)
	}
	return err
}
