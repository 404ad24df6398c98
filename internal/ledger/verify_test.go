package ledger_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/vault"
)

// verify reads the tables by itself, without the package's readers, and checks
// I1–I6 of ledger.md §5 over everything in them.
func verify(t testing.TB, d *db.DB) {
	t.Helper()
	err := d.View(t.Context(), func(tx *db.Tx) error {
		b := readBooks(t, tx)
		for _, check := range []func(*readout) error{
			(*readout).journalsBalance, (*readout).trialBalance, (*readout).balancesMatch,
			(*readout).guardsHold, (*readout).lanesAreGapless, (*readout).chainHolds,
		} {
			if err := check(b); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

type sums struct{ dr, cr, n, last int64 }

type openAt struct{ account, dim int64 }

type readout struct {
	journals []ledger.Posted
	accounts map[int64]ledger.AccountKey
	balances map[int64]sums
	open     map[openAt]int64
	lanes    []struct {
		Lane     int16
		Seq      int64
		Height   int64
		Head     []byte
		PostedUS int64
	}
	blocks []struct {
		Lane     int16
		Height   int64
		Prev     []byte
		Root     []byte
		Hash     []byte
		Alg      ledger.Alg
		FirstSeq int64
		LastSeq  int64
		Epoch    int64
		SealedUS int64
	}
	keys *ledger.Keys
	tx   *db.Tx
}

func scan(t testing.TB, tx *db.Tx, into any, query string, args ...any) {
	t.Helper()
	if err := tx.SQL().Raw(query, args...).Scan(into).Error; err != nil {
		t.Fatal(err)
	}
}

func readBooks(t testing.TB, tx *db.Tx) *readout {
	t.Helper()
	r := &readout{
		accounts: map[int64]ledger.AccountKey{}, balances: map[int64]sums{}, open: map[openAt]int64{},
		keys: ledger.NewKeys(vault.Dev()), tx: tx,
	}
	var accounts []struct {
		ID        int64
		Book      int32
		Code      ledger.Code
		OwnerKind ledger.OwnerKind
		OwnerID   int64
		Sub       int64
	}
	scan(t, tx, &accounts, `SELECT id, book, code, owner_kind, owner_id, sub FROM ledger_account`)
	for _, a := range accounts {
		r.accounts[a.ID] = ledger.AccountKey{Book: a.Book, Code: a.Code, Owner: a.OwnerKind, OwnerID: a.OwnerID, Sub: a.Sub}
	}
	var journals []struct {
		ID, Height, Ref, RefSeq, OrderID, EffectiveUS, PostedUS, Gross, Reverses, Actor int64
		Book, Period                                                                    int32
		Kind                                                                            ledger.Kind
		N                                                                               int
		ReqHash, Leaf                                                                   []byte
	}
	scan(t, tx, &journals, `SELECT id, height, book, kind, ref, ref_seq, order_id, period, effective_us, posted_us, n, gross,
		COALESCE(reverses, 0) AS reverses, actor, req_hash, leaf FROM ledger_journal ORDER BY id`)
	at := map[int64]int{}
	for i, j := range journals {
		at[j.ID] = i
		r.journals = append(r.journals, ledger.Posted{
			ID: j.ID, Height: j.Height, Book: j.Book, Kind: j.Kind, Ref: j.Ref, RefSeq: j.RefSeq, Order: j.OrderID, Period: j.Period,
			EffectiveUS: j.EffectiveUS, PostedUS: j.PostedUS, N: j.N, Gross: j.Gross, Reverses: j.Reverses, Actor: j.Actor,
			ReqHash: ledger.Hash(j.ReqHash), Leaf: ledger.Hash(j.Leaf),
		})
	}
	var entries []struct {
		JournalID, AccountID, Amount, Dim, RowID int64
		Ord                                      int
	}
	scan(t, tx, &entries, `SELECT journal_id, ord, account_id, amount, dim, row_id FROM ledger_entry ORDER BY journal_id, ord`)
	for _, e := range entries {
		i, ok := at[e.JournalID]
		if !ok {
			t.Fatalf("entry of journal %d, which does not exist", e.JournalID)
		}
		r.journals[i].Entries = append(r.journals[i].Entries, ledger.Entry{
			Ord: e.Ord, Account: ledger.AccountID(e.AccountID), Key: r.accounts[e.AccountID], Amount: e.Amount, Dim: e.Dim, Row: e.RowID,
		})
	}
	var balances []struct{ AccountID, Dr, Cr, N, LastID int64 }
	scan(t, tx, &balances, `SELECT account_id, dr, cr, n, last_id FROM ledger_balance`)
	for _, b := range balances {
		r.balances[b.AccountID] = sums{b.Dr, b.Cr, b.N, b.LastID}
	}
	var open []struct{ AccountID, Dim, Balance int64 }
	scan(t, tx, &open, `SELECT account_id, dim, balance FROM ledger_open`)
	for _, o := range open {
		r.open[openAt{o.AccountID, o.Dim}] = o.Balance
	}
	scan(t, tx, &r.lanes, `SELECT lane, seq, height, head, posted_us FROM ledger_lane ORDER BY lane`)
	scan(t, tx, &r.blocks, `SELECT lane, height, prev, root, hash, alg, first_seq, last_seq, epoch, sealed_us FROM ledger_block ORDER BY lane, height`)
	return r
}

// journalsBalance is I1.
func (r *readout) journalsBalance() error {
	for _, j := range r.journals {
		sum, gross := int64(0), int64(0)
		for i, e := range j.Entries {
			if e.Amount == 0 || e.Ord != i+1 || e.Key.Book != j.Book || e.Key.Code.Unit() != j.Kind.Unit() {
				return fmt.Errorf("I1: journal %d entry %+v", j.ID, e)
			}
			sum += e.Amount
			gross += max(0, e.Amount)
		}
		if sum != 0 || len(j.Entries) < 2 || j.N != len(j.Entries) || j.Gross != gross {
			return fmt.Errorf("I1: journal %d: sum %d, %d entries of %d, gross %d of %d", j.ID, sum, len(j.Entries), j.N, gross, j.Gross)
		}
	}
	return nil
}

// trialBalance is I2.
func (r *readout) trialBalance() error {
	dr, cr := map[ledger.Unit]int64{}, map[ledger.Unit]int64{}
	for id, b := range r.balances {
		u := r.accounts[id].Code.Unit()
		dr[u] += b.dr
		cr[u] += b.cr
	}
	for _, u := range []ledger.Unit{ledger.InFen, ledger.InGoods} {
		if dr[u] != cr[u] {
			return fmt.Errorf("I2: unit %d: debits %d, credits %d", u, dr[u], cr[u])
		}
	}
	return nil
}

// balancesMatch is I3, open items included.
func (r *readout) balancesMatch() error {
	want, open := map[int64]sums{}, map[openAt]int64{}
	for _, j := range r.journals {
		for _, e := range j.Entries {
			s := want[int64(e.Account)]
			want[int64(e.Account)] = sums{s.dr + max(0, e.Amount), s.cr + max(0, -e.Amount), s.n + 1, j.ID}
			if l, _ := e.Key.Code.Line(); l.Dim != "" {
				open[openAt{int64(e.Account), e.Dim}] += e.Amount
			}
		}
	}
	for id, s := range want {
		if r.balances[id] != s {
			return fmt.Errorf("I3: account %d is %+v, its entries say %+v", id, r.balances[id], s)
		}
	}
	for k, v := range open {
		if r.open[k] != v {
			return fmt.Errorf("I3: open item %+v is %d, its entries say %d", k, r.open[k], v)
		}
	}
	if len(want) != len(r.balances) {
		return fmt.Errorf("I3: %d balances, %d accounts with entries", len(r.balances), len(want))
	}
	for k, v := range r.open {
		if v == 0 || open[k] != v {
			return fmt.Errorf("I3: open item %+v is %d, its entries say %d", k, v, open[k])
		}
	}
	return nil
}

// guardsHold is I4 at every prefix.
func (r *readout) guardsHold() error {
	balance, open := map[int64]int64{}, map[openAt]int64{}
	for _, j := range r.journals {
		for _, e := range j.Entries {
			balance[int64(e.Account)] += e.Amount
			open[openAt{int64(e.Account), e.Dim}] += e.Amount
		}
		for _, e := range j.Entries {
			l, _ := e.Key.Code.Line()
			b, o := balance[int64(e.Account)]*int64(l.Side), open[openAt{int64(e.Account), e.Dim}]*int64(l.Side)
			if l.Guard == ledger.GuardBalance && b < 0 || l.Guard == ledger.GuardDim && o < 0 {
				return fmt.Errorf("I4: after journal %d %v stands at %d (dim %d: %d)", j.ID, e.Key, b, e.Dim, o)
			}
		}
	}
	return nil
}

// lanesAreGapless is I5.
func (r *readout) lanesAreGapless() error {
	seq, posted := map[int16]int64{}, map[int16]int64{}
	for _, j := range r.journals {
		lane := ledger.LaneOf(j.ID)
		if seq[lane]++; ledger.SeqOf(j.ID) != seq[lane] || j.PostedUS < posted[lane] {
			return fmt.Errorf("I5: journal %d is number %d of lane %d at %d after %d", j.ID, seq[lane], lane, j.PostedUS, posted[lane])
		}
		posted[lane] = j.PostedUS
	}
	for _, l := range r.lanes {
		if l.Seq != seq[l.Lane] {
			return fmt.Errorf("I5: lane %d says %d, has %d journals", l.Lane, l.Seq, seq[l.Lane])
		}
	}
	return nil
}

// chainHolds is I6.
func (r *readout) chainHolds() error {
	next := 0
	head := map[int16][]byte{}
	epoch := map[int16]int64{}
	for _, b := range r.blocks {
		prev := head[b.Lane]
		if prev == nil {
			prev = make([]byte, 32)
		}
		tree := ledger.NewTree(b.Alg)
		for seq := b.FirstSeq; seq <= b.LastSeq; seq, next = seq+1, next+1 {
			j := r.journals[next]
			key, err := r.keys.Of(r.tx, j.Period)
			if err != nil {
				return err
			}
			if leaf := ledger.NewHasher(b.Alg, key).Leaf(j); leaf != j.Leaf || j.Height != b.Height || j.ID != ledger.JournalID(b.Lane, seq) {
				return fmt.Errorf("I6: journal %d in block %d of lane %d", j.ID, b.Height, b.Lane)
			}
			tree.Add(j.Leaf[:])
		}
		root := tree.Sum()
		sum := ledger.Block{
			Lane: b.Lane, Height: b.Height, Prev: ledger.Hash(prev), Root: root, Alg: b.Alg, FirstSeq: b.FirstSeq, LastSeq: b.LastSeq, Epoch: b.Epoch,
		}.Sum()
		if !bytes.Equal(b.Prev, prev) || !bytes.Equal(b.Root, root[:]) || !bytes.Equal(b.Hash, sum[:]) || b.Epoch < epoch[b.Lane] {
			return fmt.Errorf("I6: block %d of lane %d", b.Height, b.Lane)
		}
		head[b.Lane], epoch[b.Lane] = b.Hash, b.Epoch
	}
	for _, l := range r.lanes {
		if l.Height > 0 && !bytes.Equal(l.Head, head[l.Lane]) {
			return fmt.Errorf("I6: head of lane %d", l.Lane)
		}
	}
	if next != len(r.journals) {
		return fmt.Errorf("I6: %d journals in blocks, %d in the books", next, len(r.journals))
	}
	return nil
}
