package doctor

import (
	"github.com/yigou/yigou/internal/ledger"
)

// baseline is where a quick pass starts from: the doctor's own sums up to the
// mark, of the accounts and open items that the new journals touch, and what it
// must look at afterwards. A full examination has none: it starts from nothing.
type baseline struct {
	open   map[openItem]bool            // touched
	posted map[ledger.Kind][]postedFact // new journals
	orders map[int64]bool               // that new journals belong to
}

// postedFact is what a new journal claims of the business behind it.
type postedFact struct {
	id    int64
	key   journalKey
	gross int64
}

func newBaseline() *baseline {
	return &baseline{open: map[openItem]bool{}, posted: map[ledger.Kind][]postedFact{}, orders: map[int64]bool{}}
}

// load brings what the entries with after < journal ≤ until touch and is not in
// memory: accounts with the sums of their entries so far, and open items.
func (b *baseline) load(e *examination, after, until int64) error {
	if b == nil {
		return nil
	}
	err := e.loadTouched(`a.id IN (SELECT account_id FROM ledger_entry WHERE journal_id > ? AND journal_id <= ?)`, after, until)
	if err != nil || e.again {
		return err
	}
	return e.each(`SELECT DISTINCT e.account_id, e.dim, o.balance FROM ledger_entry e
		JOIN doctor_open o ON o.account_id = e.account_id AND o.dim = e.dim
		WHERE e.journal_id > ? AND e.journal_id <= ?`, []any{after, until}, func(r row) error {
		var k openItem
		var balance int64
		err := r.Scan(&k.account, &k.dim, &balance)
		if !b.open[k] {
			b.open[k] = true
			e.open[k] = balance
		}
		return err
	})
}

// loadTouched reads accounts and the doctor's sums of them, unless they are in
// memory.
func (e *examination) loadTouched(where string, args ...any) error {
	return e.each(`SELECT a.id, a.book, a.code, a.owner_kind, a.owner_id, a.sub, a.side, a.guard,
		COALESCE(d.dr, 0), COALESCE(d.cr, 0), COALESCE(d.n, 0), COALESCE(d.last_id, 0)
		FROM ledger_account a LEFT JOIN doctor_balance d ON d.account_id = a.id WHERE `+where, args, func(r row) error {
		var id ledger.AccountID
		var a account
		var side ledger.Side
		var guard ledger.Guard
		k := &a.key
		err := r.Scan(&id, &k.Book, &k.Code, &k.Owner, &k.OwnerID, &k.Sub, &side, &guard, &a.dr, &a.cr, &a.n, &a.lastID)
		if err != nil || e.accounts[id] != nil {
			return err
		}
		e.addAccount(id, &a, side, guard)
		return nil
	})
}

// note remembers what a new journal says about the business.
func (b *baseline) note(p *ledger.Posted) {
	if b == nil {
		return
	}
	b.posted[p.Kind] = append(b.posted[p.Kind], postedFact{p.ID, journalKey{p.Book, p.Kind, p.Ref, p.RefSeq}, p.Gross})
	if p.Order != 0 {
		b.orders[p.Order] = true
	}
}

// touch marks the open item of an entry that was added up.
func (b *baseline) touch(k openItem) {
	if b != nil {
		b.open[k] = true
	}
}
