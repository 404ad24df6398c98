package ledger

import (
	"math"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/db"
)

type balanceRow struct {
	Of     accountRow `gorm:"embedded"`
	Dr     int64
	Cr     int64
	N      int64
	LastID int64
}

const balanceColumns = `SELECT a.id, a.book, a.code, a.owner_kind, a.owner_id, a.sub,
	COALESCE(b.dr, 0) AS dr, COALESCE(b.cr, 0) AS cr, COALESCE(b.n, 0) AS n, COALESCE(b.last_id, 0) AS last_id
	FROM ledger_account a LEFT JOIN ledger_balance b ON b.account_id = a.id `

func scanBalances(tx *db.Tx, where string, args ...any) ([]Balance, error) {
	var rows []balanceRow
	err := tx.SQL().Raw(balanceColumns+where, args...).Scan(&rows).Error
	bs := make([]Balance, len(rows))
	for i, r := range rows {
		bs[i] = Balance{r.Of.ID, r.Of.account().AccountKey, r.Dr, r.Cr, r.N, r.LastID}
	}
	return bs, err
}

func selectBalances(tx *db.Tx, ids []AccountID) (all []Balance, err error) {
	for chunk := range slices.Chunk(ids, maxRows) {
		bs, err := scanBalances(tx, `WHERE a.id IN ?`, chunk)
		if err != nil {
			return nil, err
		}
		all = append(all, bs...)
	}
	return all, nil
}

func selectBalancesOfOwners(tx *db.Tx, kind OwnerKind, owners []int64, codes []Code) (all []Balance, err error) {
	if len(codes) == 0 {
		for _, l := range chart {
			codes = append(codes, l.Code)
		}
	}
	for chunk := range slices.Chunk(owners, maxRows) {
		bs, err := scanBalances(tx, `WHERE a.owner_kind = ? AND a.owner_id IN ? AND a.code IN ?
			ORDER BY a.owner_id, a.book, a.code, a.sub`, kind, chunk, codes)
		if err != nil {
			return nil, err
		}
		all = append(all, bs...)
	}
	return all, nil
}

func selectOpenItems(tx *db.Tx, id AccountID, limit int) ([]OpenItem, error) {
	var rows []struct {
		Code    Code
		Dim     int64
		Balance int64
		SinceUS int64
	}
	err := tx.SQL().Raw(`SELECT a.code, o.dim, o.balance, o.since_us FROM ledger_open o
		JOIN ledger_account a ON a.id = o.account_id WHERE o.account_id = ? ORDER BY o.since_us, o.dim LIMIT ?`, id, limit).Scan(&rows).Error
	items := make([]OpenItem, len(rows))
	for i, r := range rows {
		items[i] = OpenItem{id, r.Dim, r.Balance * int64(byCode[r.Code].Side), r.SinceUS}
	}
	return items, err
}

func selectFlows(tx *db.Tx, ids []AccountID, fromUS, toUS int64) (map[AccountID]Flow, error) {
	m := make(map[AccountID]Flow, len(ids))
	for chunk := range slices.Chunk(ids, maxRows) {
		var rows []struct {
			AccountID AccountID
			Dr        int64
			Cr        int64
		}
		err := tx.SQL().Raw(`SELECT e.account_id, SUM(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END) AS dr,
			SUM(CASE WHEN e.amount < 0 THEN -e.amount ELSE 0 END) AS cr
			FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
			WHERE e.account_id IN ? AND j.effective_us >= ? AND j.effective_us < ? GROUP BY e.account_id`,
			chunk, fromUS, toUS).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			m[r.AccountID] = Flow{r.Dr, r.Cr}
		}
	}
	return m, nil
}

type journalRow struct {
	ID          int64
	Height      int64
	Book        int32
	Kind        Kind
	Ref         int64
	RefSeq      int64
	OrderID     int64
	Period      int32
	EffectiveUS int64
	PostedUS    int64
	N           int
	Gross       int64
	Reverses    int64
	Actor       int64
	ReqHash     []byte
	Leaf        []byte
}

func (r journalRow) posted() Posted {
	return Posted{
		ID: r.ID, Height: r.Height, Book: r.Book, Kind: r.Kind, Ref: r.Ref, RefSeq: r.RefSeq, Order: r.OrderID,
		Period: r.Period, EffectiveUS: r.EffectiveUS, PostedUS: r.PostedUS, N: r.N, Gross: r.Gross,
		Reverses: r.Reverses, Actor: r.Actor, ReqHash: Hash(r.ReqHash), Leaf: Hash(r.Leaf),
	}
}

const journalColumns = `j.id, j.height, j.book, j.kind, j.ref, j.ref_seq, j.order_id, j.period, j.effective_us, j.posted_us,
	j.n, j.gross, COALESCE(j.reverses, 0) AS reverses, j.actor, j.req_hash, j.leaf`

func selectJournals(tx *db.Tx, where string, args []any, limit int) ([]Posted, error) {
	var rows []journalRow
	err := tx.SQL().Raw(`SELECT `+journalColumns+` FROM ledger_journal j WHERE `+where+` ORDER BY j.id LIMIT ?`, append(args, limit)...).Scan(&rows).Error
	ps := make([]Posted, len(rows))
	for i, r := range rows {
		ps[i] = r.posted()
	}
	return ps, err
}

func selectFiltered(tx *db.Tx, f Filter) ([]Posted, error) {
	where, args := []string{"j.id < ?"}, []any{beforeOrNewest(f.Before)}
	narrow := func(set bool, clause string, arg any) {
		if set {
			where, args = append(where, clause), append(args, arg)
		}
	}
	narrow(f.Book != 0, "j.book = ?", f.Book)
	narrow(f.Kind != 0, "j.kind = ?", f.Kind)
	narrow(f.Order != 0, "j.order_id = ?", f.Order)
	narrow(f.Account != 0, "j.id IN (SELECT e.journal_id FROM ledger_entry e WHERE e.account_id = ?)", f.Account)
	var rows []journalRow
	err := tx.SQL().Raw(`SELECT `+journalColumns+` FROM ledger_journal j WHERE `+strings.Join(where, " AND ")+
		` ORDER BY j.id DESC LIMIT ?`, append(args, min(max(f.Limit, 1), 200))...).Scan(&rows).Error
	ps := make([]Posted, len(rows))
	for i, r := range rows {
		ps[i] = r.posted()
	}
	return ps, err
}

func beforeOrNewest(before int64) int64 {
	if before == 0 {
		return math.MaxInt64
	}
	return before
}

type entryRow struct {
	JournalID int64
	Ord       int
	AccountID AccountID
	Amount    int64
	Dim       int64
	RowID     int64
	Book      int32
	Code      Code
	OwnerKind OwnerKind
	OwnerID   int64
	Sub       int64
}

func (r entryRow) entry() Entry {
	return Entry{r.Ord, r.AccountID, AccountKey{r.Book, r.Code, r.OwnerKind, r.OwnerID, r.Sub}, r.Amount, r.Dim, r.RowID}
}

func attachEntries(tx *db.Tx, ps []Posted) error {
	at := make(map[int64]int, len(ps))
	ids := make([]int64, len(ps))
	for i, p := range ps {
		at[p.ID], ids[i] = i, p.ID
	}
	for chunk := range slices.Chunk(ids, maxRows) {
		var rows []entryRow
		err := tx.SQL().Raw(`SELECT e.journal_id, e.ord, e.account_id, e.amount, e.dim, e.row_id,
			a.book, a.code, a.owner_kind, a.owner_id, a.sub
			FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
			WHERE e.journal_id IN ? ORDER BY e.journal_id, e.ord`, chunk).Scan(&rows).Error
		if err != nil {
			return err
		}
		for _, r := range rows {
			i := at[r.JournalID]
			ps[i].Entries = append(ps[i].Entries, r.entry())
		}
	}
	return nil
}

type movementRow struct {
	Of     journalRow `gorm:"embedded"`
	Ord    int
	Amount int64
	Dim    int64
	RowID  int64
}

func selectMovements(tx *db.Tx, id AccountID, before Cursor, limit int) ([]Movement, error) {
	var rows []movementRow
	err := tx.SQL().Raw(`SELECT `+journalColumns+`, e.ord, e.amount, e.dim, e.row_id
		FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
		WHERE e.account_id = ? AND (e.journal_id < ? OR (e.journal_id = ? AND e.ord < ?))
		ORDER BY e.journal_id DESC, e.ord DESC LIMIT ?`,
		id, beforeOrNewest(before.Journal), before.Journal, before.Ord, limit).Scan(&rows).Error
	ms := make([]Movement, len(rows))
	for i, r := range rows {
		ms[i] = Movement{r.Of.posted(), r.Ord, r.Amount, r.Dim, r.RowID}
	}
	return ms, err
}
