package doctor

import (
	"github.com/yigou/yigou/internal/ledger"
)

// loadAccounts reads the books and the chart of each.
func (e *examination) loadAccounts() error {
	e.books = map[int64]int32{}
	err := e.each(`SELECT id, owner_id FROM ledger_book WHERE owner_kind = 2`, nil, func(r row) error {
		var book int32
		var merchant int64
		err := r.Scan(&book, &merchant)
		e.books[merchant] = book
		return err
	})
	if err != nil {
		return err
	}
	e.accounts, e.byKey = map[ledger.AccountID]*account{}, map[ledger.AccountKey]ledger.AccountID{}
	return e.each(`SELECT id, book, code, owner_kind, owner_id, sub, side, guard FROM ledger_account`, nil, func(r row) error {
		var id ledger.AccountID
		var k ledger.AccountKey
		var side ledger.Side
		var guard ledger.Guard
		if err := r.Scan(&id, &k.Book, &k.Code, &k.Owner, &k.OwnerID, &k.Sub, &side, &guard); err != nil {
			return err
		}
		e.addAccount(id, &account{key: k}, side, guard)
		return nil
	})
}

// addAccount puts an account and its line of the chart into memory.
func (e *examination) addAccount(id ledger.AccountID, a *account, side ledger.Side, guard ledger.Guard) {
	line, ok := a.key.Code.Line()
	if !ok || line.Side != side || line.Guard != guard {
		e.accuse("I3", id, "账户 %d 的科目或方向与科目表不同", id)
	}
	a.line = line
	e.accounts[id], e.byKey[a.key] = a, id
}

// accountOf finds an account by its key, 0 when there is none. A quick pass has
// only some in memory and asks for the others one by one.
func (e *examination) accountOf(k ledger.AccountKey) ledger.AccountID {
	id, known := e.byKey[k]
	if known || e.base == nil || e.failed != nil {
		return id
	}
	e.byKey[k] = 0
	e.failed = e.loadTouched(`a.book = ? AND a.code = ? AND a.owner_kind = ? AND a.owner_id = ? AND a.sub = ?`,
		k.Book, k.Code, k.Owner, k.OwnerID, k.Sub)
	return e.byKey[k]
}

// intent is a promised journal that is not yet in the books.
type intent struct {
	id        int64
	key       journalKey
	parkCode  string
	createdUS int64
	expected  bool // its business object was found
}

// journalKey is a journal's key for ever.
type journalKey struct {
	book   int32
	kind   ledger.Kind
	ref    int64
	refSeq int64
}

// loadIntents reads what is promised, and what it will do to goods accounts and
// to refunded rows, so that facts and books can be compared while they differ by
// exactly that.
func (e *examination) loadIntents() error {
	e.waiting, e.refunded = map[ledger.AccountID]int64{}, map[int64]int64{}
	e.onTheWay = map[openItem]int64{}
	f := e.found["I8"]
	return e.each(`SELECT id, book, kind, ref, ref_seq, payload, created_us, park_code FROM ledger_intent ORDER BY id`, nil, func(r row) error {
		var in intent
		var payload []byte
		err := r.Scan(&in.id, &in.key.book, &in.key.kind, &in.key.ref, &in.key.refSeq, &payload, &in.createdUS, &in.parkCode)
		if err != nil {
			return err
		}
		j, err := ledger.ReadIntent(payload)
		if err != nil || (journalKey{j.Book, j.Kind, j.Ref, j.RefSeq}) != in.key {
			f.fail("待入账 %d 的内容已损坏", in.id)
		}
		for _, l := range j.Legs {
			e.waiting[l.Account] += l.Amount
			if a := e.accounts[l.Account]; a != nil && a.line.Code == ledger.PayoutTransit {
				e.onTheWay[openItem{l.Account, l.Dim}] += l.Amount
			}
			if j.Kind == ledger.E6Claim && l.Row != 0 {
				e.refunded[l.Row] += l.Amount
			}
		}
		e.intents = append(e.intents, in)
		return nil
	})
}
