package ledger

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Balance is an account and the sums of its entries.
type Balance struct {
	Account AccountID
	Key     AccountKey
	Dr, Cr  int64 // sums of debits and of credits, both ≥ 0
	N       int64 // number of entries
	LastID  int64 // newest journal; 0 when there is none
}

// Amount is the balance on the account's normal side: what a household is owed
// is positive on 2010, what the channel holds is positive on 1010.
func (b Balance) Amount() int64 { return (b.Dr - b.Cr) * int64(byCode[b.Key.Code].Side) }

// ErrNoJournal says that no journal has this id.
var ErrNoJournal = fault.New(fault.NotFound, "ledger.no_journal", "没有这张凭证，请核对编号")

// ErrNoAccount says that no account has this id.
var ErrNoAccount = fault.New(fault.NotFound, "ledger.no_account", "没有这个账户，请核对编号")

// BalanceOf reads one account; an account without entries stands at zero.
func BalanceOf(tx *db.Tx, id AccountID) (Balance, error) {
	bs, err := Balances(tx, []AccountID{id})
	if err != nil {
		return Balance{}, err
	}
	b, ok := bs[id]
	if !ok {
		return Balance{}, ErrNoAccount
	}
	return b, nil
}

// Balances reads accounts by id; unknown ids are absent from the result.
func Balances(tx *db.Tx, ids []AccountID) (map[AccountID]Balance, error) {
	rows, err := selectBalances(tx, ids)
	if err != nil {
		return nil, fmt.Errorf("ledger: balances: %w", err)
	}
	m := make(map[AccountID]Balance, len(rows))
	for _, b := range rows {
		m[b.Account] = b
	}
	return m, nil
}

// BalancesOfOwners reads every account of these owners with one of these codes,
// in all books: what a household has accrued and is owed, per merchant. No codes
// means all codes.
func BalancesOfOwners(tx *db.Tx, kind OwnerKind, owners []int64, codes ...Code) ([]Balance, error) {
	bs, err := selectBalancesOfOwners(tx, kind, owners, codes)
	if err != nil {
		return nil, fmt.Errorf("ledger: balances of owners: %w", err)
	}
	return bs, nil
}

// OpenItem is what stands open under one dim of an account.
type OpenItem struct {
	Account AccountID
	Dim     int64
	Amount  int64 // on the account's normal side
	SinceUS int64 // when it was opened
}

// OpenItems reads the open items of an account, the oldest first.
func OpenItems(tx *db.Tx, id AccountID, limit int) ([]OpenItem, error) {
	items, err := selectOpenItems(tx, id, limit)
	if err != nil {
		return nil, fmt.Errorf("ledger: open items: %w", err)
	}
	return items, nil
}

// Flow is what moved through an account in a span of time, by the time of the
// facts.
type Flow struct{ Dr, Cr int64 }

// Flows sums the entries of accounts with fromUS ≤ effective < toUS: a
// household's credits of this month are the Cr of its accrued accounts.
func Flows(tx *db.Tx, ids []AccountID, fromUS, toUS int64) (map[AccountID]Flow, error) {
	m, err := selectFlows(tx, ids, fromUS, toUS)
	if err != nil {
		return nil, fmt.Errorf("ledger: flows: %w", err)
	}
	return m, nil
}

// JournalByID reads a journal with its entries, or ErrNoJournal.
func JournalByID(tx *db.Tx, id int64) (Posted, error) {
	ps, err := selectJournals(tx, "id = ?", []any{id}, 1)
	if err == nil && len(ps) == 0 {
		return Posted{}, ErrNoJournal
	}
	if err == nil {
		err = attachEntries(tx, ps)
	}
	if err != nil {
		return Posted{}, fmt.Errorf("ledger: journal %d: %w", id, err)
	}
	return ps[0], nil
}

// JournalByKey finds the journal of a key with its entries, or ErrNoJournal
// while it is not posted.
func JournalByKey(tx *db.Tx, book int32, kind Kind, ref, refSeq int64) (Posted, error) {
	ps, err := selectJournals(tx, "book = ? AND kind = ? AND ref = ? AND ref_seq = ?", []any{book, kind, ref, refSeq}, 1)
	if err == nil && len(ps) == 0 {
		return Posted{}, ErrNoJournal
	}
	if err == nil {
		err = attachEntries(tx, ps)
	}
	if err != nil {
		return Posted{}, fmt.Errorf("ledger: journal of %s %d/%d: %w", kind, ref, refSeq, err)
	}
	return ps[0], nil
}

// maxOfOrder bounds the journals of one order; a real order has a few dozen.
const maxOfOrder = 1_000

// JournalsOfOrder reads every journal of an order with its entries, in the order
// of posting.
func JournalsOfOrder(tx *db.Tx, order int64) ([]Posted, error) {
	if order == 0 {
		return nil, nil
	}
	ps, err := selectJournals(tx, "order_id = ?", []any{order}, maxOfOrder)
	if err == nil {
		err = attachEntries(tx, ps)
	}
	if err != nil {
		return nil, fmt.Errorf("ledger: journals of order %d: %w", order, err)
	}
	return ps, nil
}

// Filter narrows a list of journals; zero fields do not narrow.
type Filter struct {
	Book    int32
	Kind    Kind
	Order   int64
	Account AccountID
	Before  int64 // keyset: only journals with a smaller id; 0 = from the newest
	Limit   int   // 1…200
}

// Journals lists journals without entries, the newest first. The next page
// starts Before the last id of this one.
func Journals(tx *db.Tx, f Filter) ([]Posted, error) {
	ps, err := selectFiltered(tx, f)
	if err != nil {
		return nil, fmt.Errorf("ledger: journals: %w", err)
	}
	return ps, nil
}

// Movement is a journal as one account saw it.
type Movement struct {
	Journal Posted // without entries
	Ord     int
	Amount  int64 // signed, debit above zero
	Dim     int64
	Row     int64
}

// Cursor is where a page of movements ended; the zero value begins at the newest.
type Cursor struct {
	Journal int64
	Ord     int
}

// Movements lists the entries of an account, the newest first, behind a cursor.
func Movements(tx *db.Tx, id AccountID, behind Cursor, limit int) ([]Movement, error) {
	ms, err := selectMovements(tx, id, behind, limit)
	if err != nil {
		return nil, fmt.Errorf("ledger: movements of account %d: %w", id, err)
	}
	return ms, nil
}
