package ledger

import (
	"database/sql"
	"slices"
	"time"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/db"
)

type laneRow struct {
	Epoch    int64
	Seq      int64
	Height   int64
	Head     []byte
	PostedUS int64
	Owner    string
	LeaseUS  int64
	Alg      Alg
}

func selectLaneRow(tx *db.Tx, lane int16) (r laneRow, err error) {
	err = tx.SQL().Raw(`SELECT epoch, seq, height, head, posted_us, owner, lease_us, alg FROM ledger_lane WHERE lane = ?`, lane).Take(&r).Error
	return r, err
}

func selectLane(tx *db.Tx, lane int16) (laneState, error) {
	r, err := selectLaneRow(tx, lane)
	if err != nil {
		return laneState{}, err
	}
	return laneState{r.Epoch, r.Seq, r.Height, Hash(r.Head), r.PostedUS, r.Alg}, nil
}

// claimLane raises the epoch of a lane that is free, the owner's, or whose lease
// has run out.
func claimLane(tx *db.Tx, lane int16, owner string, now time.Time, lease time.Duration) (bool, laneState, error) {
	r, err := selectLaneRow(tx, lane)
	if err != nil {
		return false, laneState{}, err
	}
	if r.Owner != owner && r.LeaseUS > now.UnixMicro() {
		return false, laneState{}, nil
	}
	res := tx.SQL().Exec(`UPDATE ledger_lane SET epoch = epoch + 1, owner = ?, lease_us = ? WHERE lane = ? AND epoch = ?`,
		owner, now.Add(lease).UnixMicro(), lane, r.Epoch)
	if res.Error != nil || res.RowsAffected == 0 {
		return false, laneState{}, res.Error
	}
	state, err := selectLane(tx, lane)
	return true, state, err
}

func freeLane(tx *db.Tx, lane int16, epoch int64) error {
	return tx.SQL().Exec(`UPDATE ledger_lane SET lease_us = 0 WHERE lane = ? AND epoch = ?`, lane, epoch).Error
}

type intentRow struct {
	ID        int64
	Payload   []byte
	CreatedUS int64
	ParkCode  ParkCode
}

// selectIntents reads parked intents that are due and then waiting ones, the
// oldest first. There is no cursor: what is posted is deleted, so an intent that
// commits late is never passed over.
func selectIntents(tx *db.Tx, lane int16, due []int64, limit int) ([]intent, error) {
	var parked, fresh []intentRow
	const columns = `SELECT id, payload, created_us, park_code FROM ledger_intent `
	if len(due) > 0 {
		if err := tx.SQL().Raw(columns+`WHERE id IN ? ORDER BY id`, due).Scan(&parked).Error; err != nil {
			return nil, err
		}
	}
	err := tx.SQL().Raw(columns+`WHERE lane = ? AND parked_us = 0 ORDER BY id LIMIT ?`, lane, limit).Scan(&fresh).Error
	if err != nil {
		return nil, err
	}
	batch := make([]intent, 0, len(parked)+len(fresh))
	for _, r := range slices.Concat(parked, fresh) {
		batch = append(batch, intent(r))
	}
	return batch, nil
}

func selectParked(tx *db.Tx, lane int16) ([]waiting, error) {
	var rows []intentRow
	err := tx.SQL().Raw(`SELECT id, payload, created_us, park_code FROM ledger_intent
		WHERE lane = ? AND parked_us > 0 ORDER BY id`, lane).Scan(&rows).Error
	ws := make([]waiting, len(rows))
	for i, r := range rows {
		ws[i] = waiting{id: r.ID, code: r.ParkCode}
		if j, err := decode(r.Payload); err == nil {
			ws[i].order, ws[i].accounts = j.Order, accountsOf(j.Legs)
		}
	}
	return ws, err
}

type knownRow struct {
	Book    int32
	Kind    Kind
	Ref     int64
	RefSeq  int64
	ReqHash []byte
}

func selectKnown(tx *db.Tx, keys []journalKey) (map[journalKey]Hash, error) {
	known := make(map[journalKey]Hash, len(keys))
	if len(keys) == 0 {
		return known, nil
	}
	args := make([]any, 0, 4*len(keys))
	for _, k := range keys {
		args = append(args, k.book, k.kind, k.ref, k.refSeq)
	}
	var rows []knownRow
	err := tx.SQL().Raw(`SELECT book, kind, ref, ref_seq, req_hash FROM ledger_journal
		WHERE (book, kind, ref, ref_seq) IN `+tuples(tx.Dialect(), len(keys), 4), args...).Scan(&rows).Error
	for _, r := range rows {
		known[journalKey{r.Book, r.Kind, r.Ref, r.RefSeq}] = Hash(r.ReqHash)
	}
	return known, err
}

func readBalances(tx *db.Tx, ids []AccountID, into map[AccountID]int64) error {
	for chunk := range slices.Chunk(ids, maxRows) {
		var rows []struct {
			AccountID AccountID
			Net       int64
		}
		err := tx.SQL().Raw(`SELECT account_id, dr - cr AS net FROM ledger_balance WHERE account_id IN ?`, chunk).Scan(&rows).Error
		if err != nil {
			return err
		}
		for _, r := range rows {
			into[r.AccountID] = r.Net
		}
	}
	return nil
}

func readOpens(tx *db.Tx, keys []openKey, into map[openKey]int64) error {
	for chunk := range slices.Chunk(keys, maxRows) {
		args := make([]any, 0, 2*len(chunk))
		for _, k := range chunk {
			args = append(args, k.account, k.dim)
		}
		var rows []struct {
			AccountID AccountID
			Dim       int64
			Balance   int64
		}
		err := tx.SQL().Raw(`SELECT account_id, dim, balance FROM ledger_open
			WHERE (account_id, dim) IN `+tuples(tx.Dialect(), len(chunk), 2), args...).Scan(&rows).Error
		if err != nil {
			return err
		}
		for _, r := range rows {
			into[openKey{r.AccountID, r.Dim}] = r.Balance
		}
	}
	return nil
}

// writePlan writes a batch. The compare-and-set comes first: a writer that has
// been fenced finds no row and leaves without touching anything else.
func writePlan(tx *db.Tx, l *lane, p *plan) error {
	s := p.state
	res := tx.SQL().Exec(`UPDATE ledger_lane SET seq = ?, height = ?, head = ?, posted_us = ?, lease_us = ?
		WHERE lane = ? AND epoch = ? AND seq = ? AND alg = ?`,
		s.Seq, s.Height, s.Head[:], s.PostedUS, time.Now().Add(l.lease).UnixMicro(), l.id, p.before.Epoch, p.before.Seq, p.before.Alg)
	if res.Error != nil {
		return res.Error
	}
	if res.RowsAffected == 0 {
		return errFenced
	}
	for _, write := range []func(*db.Tx, *plan) error{
		insertJournals, insertEntries, addBalances, putOpens, insertBlock, insertRefusals, deleteDone, updateParked,
	} {
		if err := write(tx, p); err != nil {
			return err
		}
	}
	return nil
}

func insertJournals(tx *db.Tx, p *plan) error {
	const width = 16
	args := make([]any, 0, width*len(p.journals))
	for i := range p.journals {
		j := &p.journals[i].posted
		args = append(args, j.ID, j.Height, j.Book, int64(j.Kind), j.Ref, j.RefSeq, j.Order, j.Period, j.EffectiveUS, j.PostedUS,
			j.N, j.Gross, sql.NullInt64{Int64: j.Reverses, Valid: j.Reverses != 0}, j.Actor, j.ReqHash[:], j.Leaf[:])
	}
	return tx.InsertRows(`INSERT INTO ledger_journal (id, height, book, kind, ref, ref_seq, order_id, period,
		effective_us, posted_us, n, gross, reverses, actor, req_hash, leaf) VALUES `, width, args, "")
}

func insertEntries(tx *db.Tx, p *plan) error {
	const width = 6
	var args []any
	for i := range p.journals {
		j := &p.journals[i].posted
		for _, e := range j.Entries {
			args = append(args, j.ID, e.Ord, int64(e.Account), e.Amount, e.Dim, e.Row)
		}
	}
	return tx.InsertRows(`INSERT INTO ledger_entry (journal_id, ord, account_id, amount, dim, row_id) VALUES `, width, args, "")
}

// addBalances adds what the batch moved: one row per account, however many
// journals touched it.
func addBalances(tx *db.Tx, p *plan) error {
	const width = 5
	args := make([]any, 0, width*len(p.balances))
	for _, b := range p.balances {
		args = append(args, int64(b.account), b.dr, b.cr, b.n, b.lastID)
	}
	tail := ` ON DUPLICATE KEY UPDATE dr = dr + VALUES(dr), cr = cr + VALUES(cr), n = n + VALUES(n), last_id = VALUES(last_id)`
	if tx.Dialect() == db.SQLite {
		tail = ` ON CONFLICT (account_id) DO UPDATE SET dr = dr + excluded.dr, cr = cr + excluded.cr,
			n = n + excluded.n, last_id = excluded.last_id`
	}
	return tx.InsertRows(`INSERT INTO ledger_balance (account_id, dr, cr, n, last_id) VALUES `, width, args, tail)
}

// putOpens writes open items as they now stand and deletes those at zero.
func putOpens(tx *db.Tx, p *plan) error {
	var set, gone []any
	for _, o := range p.opens {
		if o.balance == 0 {
			gone = append(gone, int64(o.account), o.dim)
		} else {
			set = append(set, int64(o.account), o.dim, o.balance, p.state.PostedUS)
		}
	}
	tail := ` ON DUPLICATE KEY UPDATE balance = VALUES(balance)`
	if tx.Dialect() == db.SQLite {
		tail = ` ON CONFLICT (account_id, dim) DO UPDATE SET balance = excluded.balance`
	}
	if err := tx.InsertRows(`INSERT INTO ledger_open (account_id, dim, balance, since_us) VALUES `, 4, set, tail); err != nil {
		return err
	}
	for chunk := range slices.Chunk(gone, 2*maxRows) {
		err := tx.SQL().Exec(`DELETE FROM ledger_open WHERE (account_id, dim) IN `+tuples(tx.Dialect(), len(chunk)/2, 2), chunk...).Error
		if err != nil {
			return err
		}
	}
	return nil
}

func insertBlock(tx *db.Tx, p *plan) error {
	b := p.block
	if b.Height == 0 {
		return nil
	}
	return tx.SQL().Exec(`INSERT INTO ledger_block (lane, height, prev, root, hash, alg, first_seq, last_seq, epoch, sealed_us)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		b.Lane, b.Height, b.Prev[:], b.Root[:], b.Hash[:], b.Alg, b.FirstSeq, b.LastSeq, b.Epoch, b.SealedUS).Error
}

func insertRefusals(tx *db.Tx, p *plan) error {
	const width = 7
	args := make([]any, 0, width*len(p.refuse))
	for _, r := range p.refuse {
		args = append(args, r.key.book, int64(r.key.kind), r.key.ref, r.key.refSeq, string(r.code), r.hash[:], tx.NowUS())
	}
	return tx.InsertRows(`INSERT INTO ledger_reject (book, kind, ref, ref_seq, code, req_hash, at_us) VALUES `, width, args, "")
}

func selectRefused(tx *db.Tx, keys []journalKey) (map[journalKey]bool, error) {
	refused := make(map[journalKey]bool, len(keys))
	for chunk := range slices.Chunk(keys, maxRows) {
		args := make([]any, 0, 4*len(chunk))
		for _, k := range chunk {
			args = append(args, k.book, k.kind, k.ref, k.refSeq)
		}
		var rows []knownRow
		err := tx.SQL().Raw(`SELECT book, kind, ref, ref_seq FROM ledger_reject
			WHERE (book, kind, ref, ref_seq) IN `+tuples(tx.Dialect(), len(chunk), 4), args...).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			refused[journalKey{r.Book, r.Kind, r.Ref, r.RefSeq}] = true
		}
	}
	return refused, nil
}

func deleteDone(tx *db.Tx, p *plan) error {
	if len(p.done) == 0 {
		return nil
	}
	ids := make([]int64, len(p.done))
	for i, in := range p.done {
		ids[i] = in.ID
	}
	return tx.SQL().Exec(`DELETE FROM ledger_intent WHERE id IN ?`, ids).Error
}

func updateParked(tx *db.Tx, p *plan) error {
	for _, x := range p.newlyParked() {
		err := tx.SQL().Exec(`UPDATE ledger_intent SET parked_us = ?, park_code = ?, park_detail = ? WHERE id = ?`,
			tx.NowUS(), x.code, clip(x.detail), x.id).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// clip keeps the beginning of a detail that the column holds.
func clip(s string) string {
	const most = 300
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

func selectSalt(tx *db.Tx, period int32) ([]byte, error) {
	var rows []struct{ Sealed []byte }
	err := tx.SQL().Raw(`SELECT sealed FROM ledger_salt WHERE period = ?`, period).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return nil, err
	}
	return rows[0].Sealed, nil
}

func insertSalt(tx *db.Tx, period int32, sealed []byte) error {
	return tx.SQL().Exec(`INSERT INTO ledger_salt (period, sealed, created_us) VALUES (?, ?, ?)`, period, sealed, tx.NowUS()).Error
}
