package doctor

import (
	"fmt"
	"maps"
	"slices"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// bounds of one quick pass. A backlog is worked off over passes; at 10 s a pass
// the usual bound is 400 journals a second, more than the lanes of a district post
// for hours on end.
type bounds struct {
	fresh int // new journals, shared among the lanes
	again int // old journals read a second time, shared among the lanes
	rows  int // old balances, and old open items, compared again
}

var usual = bounds{fresh: 4_000, again: 500, rows: 1_000}

// quickIDs are the invariants that a quick pass has a word on: see doc.go.
// Those of news have none when nothing is new, and their last word stands.
var (
	quickIDs = []string{"I1", "I2", "I3", "I5", "I6", "I8"}
	newsIDs  = []string{"I4", "I9", "I11", "I12", "I19"}
)

// ids are the invariants that this pass has a word on.
func (q *quickPass) ids() []string {
	if q.journals == 0 {
		return quickIDs
	}
	return slices.Concat(quickIDs, newsIDs)
}

// quickPass is an examination of what is new since the marks, and what the marks
// will be when it is kept.
type quickPass struct {
	*examination
	bounds bounds
	marks  []mark
	patrol patrolMark
	ranges []idRange // the new journals
	behind int64     // new journals left for later passes

	excess    int64 // debits less credits, beyond their entries, of the balances that were compared
	reread    int64 // old journals
	patrolled int   // old balances
}

// idRange is after < id ≤ until.
type idRange struct{ after, until int64 }

// quickIn makes a pass over what a transaction sees. The same bounds hold however
// much is there.
func quickIn(tx *db.Tx, o Options, b bounds) (*quickPass, error) {
	q := &quickPass{examination: newExamination(tx, o), bounds: b}
	q.base = newBaseline()
	q.accounts, q.byKey = map[ledger.AccountID]*account{}, map[ledger.AccountKey]ledger.AccountID{}
	q.open, q.kinds, q.lanes = map[openItem]int64{}, map[ledger.Kind]int64{}, map[int16]*lane{}
	q.custody, q.refunded = map[int32]*custody{}, map[int64]int64{}
	return q, q.run(q.loadMarks, q.readNew, q.compareTouched, q.readOld, q.comparePatrol,
		q.checkNewFacts, q.checkStuck, q.checkTouchedOrders, q.count, q.resolve)
}

// readNew walks every lane from its mark to the end of a block, at most its share
// of the bound further (I1, I4, I5, I6).
func (q *quickPass) readNew() error {
	for i := range q.marks {
		if err := q.readLane(&q.marks[i], max(1, q.bounds.fresh/len(q.marks))); err != nil {
			return fmt.Errorf("lane %d: %w", q.marks[i].row.id, err)
		}
	}
	return nil
}

func (q *quickPass) readLane(m *mark, most int) error {
	if err := q.checkMark(*m); err != nil {
		return err
	}
	l := m.at.lane()
	q.lanes[m.row.id] = l
	blocks, all, err := q.blocksUpTo(m.row.id, m.at, int64(most))
	if err != nil {
		return err
	}
	if err := q.knowSigned(m.at.alg, blocks); err != nil {
		return err
	}
	l.buffer = blocks
	r := idRange{ledger.JournalID(m.row.id, m.at.seq), ledger.JournalID(m.row.id+1, 0) - 1}
	if !all {
		r.until = ledger.JournalID(m.row.id, blocks[len(blocks)-1].LastSeq)
	}
	if err := q.readJournals(r.after, r.until); err != nil {
		return err
	}
	if all {
		err = q.checkLane(m.row)
	}
	q.finish(l)
	q.ranges = append(q.ranges, r)
	m.caughtUp = all
	m.at = l.mark()
	q.behind += max(0, m.row.seq-m.at.seq)
	return err
}

// checkMark: the block up to which the lane was proven is still there and still
// the same, and the lane has not gone back behind it.
func (q *quickPass) checkMark(m mark) error {
	if m.row.seq < m.at.seq {
		q.found["I5"].fail("%d 号通道已核到第 %d 张，现在只有 %d 张", m.row.id, m.at.seq, m.row.seq)
	}
	if m.at.height == 0 {
		return nil
	}
	bs, err := q.blocksAfter(m.row.id, m.at.height-1, 1)
	if err == nil && (len(bs) == 0 || bs[0].Height != m.at.height || bs[0].Hash != m.at.head || bs[0].Sum() != m.at.head) {
		q.found["I6"].fail("%d 号通道第 %d 块与核过的不是同一块", m.row.id, m.at.height)
	}
	return err
}

// blocksUpTo reads whole blocks behind a position until they hold enough
// journals, one at least; all says that there are no more.
func (e *examination) blocksUpTo(id int16, at position, most int64) (bs []ledger.Block, all bool, err error) {
	bs, err = e.blocksAfter(id, at.height, chunk)
	for i, b := range bs {
		if i > 0 && b.LastSeq-at.seq > most {
			return bs[:i], false, err
		}
	}
	return bs, len(bs) < chunk, err
}

// knowSigned loads the checkpoints when a block changes the algorithm, which only
// a checkpoint may do.
func (e *examination) knowSigned(alg ledger.Alg, blocks []ledger.Block) error {
	if e.signedAt != nil {
		return nil
	}
	for _, b := range blocks {
		if b.Alg != alg && alg != 0 {
			return e.loadCheckpoints()
		}
	}
	return nil
}

// compareTouched is I3, and the sums of I2, for the accounts and open items that
// moved. In a lane that is not caught up a balance may be ahead of what was read:
// it is compared when its last entry has been.
func (q *quickPass) compareTouched() error {
	ahead := q.aheadLanes()
	ids := slices.Sorted(maps.Keys(q.accounts))
	for part := range slices.Chunk(ids, chunk) {
		if err := q.compareAccounts(part, ahead); err != nil {
			return err
		}
	}
	keys := make([]openItem, 0, len(q.base.open))
	for k := range q.base.open {
		if a := q.accounts[k.account]; a != nil && !ahead[q.laneOf(a)] {
			keys = append(keys, k)
		}
	}
	for part := range slices.Chunk(keys, chunk) {
		if err := q.compareOpen(part); err != nil {
			return err
		}
	}
	return nil
}

// laneOf is the lane of an account that a new journal touched.
func (q *quickPass) laneOf(a *account) int16 { return ledger.LaneOf(a.lastID) }

// aheadLanes are those of which something new is left for later.
func (q *quickPass) aheadLanes() map[int16]bool {
	ahead := map[int16]bool{}
	for _, m := range q.marks {
		ahead[m.row.id] = !m.caughtUp
	}
	return ahead
}

func (q *quickPass) compareAccounts(ids []ledger.AccountID, ahead map[int16]bool) error {
	seen := map[ledger.AccountID]bool{}
	err := q.each(`SELECT account_id, dr, cr, n, last_id FROM ledger_balance WHERE account_id IN ?`, []any{ids}, func(r row) error {
		var id ledger.AccountID
		var b account
		if err := r.Scan(&id, &b.dr, &b.cr, &b.n, &b.lastID); err != nil {
			return err
		}
		seen[id] = true
		a := q.accounts[id]
		if later := ahead[q.laneOf(a)] && b.lastID > a.lastID; !later {
			q.compareBalance(id, b, *a)
		}
		return nil
	})
	for _, id := range ids {
		if a := q.accounts[id]; a.n > 0 && !seen[id] {
			q.accuse("I3", id, "账户 %d 有分录却没有余额", id)
		}
	}
	return err
}

// compareBalance is I3 for one account, and I2 for the part of it: what the
// balance has on either side beyond its entries.
func (q *quickPass) compareBalance(id ledger.AccountID, b, want account) {
	if b.dr != want.dr || b.cr != want.cr || b.n != want.n || b.lastID != want.lastID {
		q.accuse("I3", id, "账户 %d 的余额是借 %d 贷 %d，分录合计借 %d 贷 %d", id, b.dr, b.cr, want.dr, want.cr)
	}
	q.excess += b.dr - want.dr - b.cr + want.cr
}

func (q *quickPass) compareOpen(keys []openItem) error {
	args := make([]any, 0, 2*len(keys))
	for _, k := range keys {
		args = append(args, int64(k.account), k.dim)
	}
	stored := make(map[openItem]int64, len(keys))
	err := q.each(`SELECT account_id, dim, balance FROM ledger_open WHERE (account_id, dim) IN `+q.tuples(len(keys), 2), args, func(r row) error {
		var k openItem
		var balance int64
		err := r.Scan(&k.account, &k.dim, &balance)
		stored[k] = balance
		return err
	})
	for _, k := range keys {
		if stored[k] != q.open[k] {
			q.accuse("I3", k.account, "账户 %d 的未结项 %d 是 %d，分录合计 %d", k.account, k.dim, stored[k], q.open[k])
		}
	}
	return err
}

// count fills in the figures, and I2: the balances that were compared must be off
// by as much on either side.
func (q *quickPass) count() error {
	if q.excess != 0 {
		q.found["I2"].fail("核过的余额借贷相差 %d", q.excess)
	}
	var proven int64
	for _, m := range q.marks {
		proven += m.at.seq
	}
	q.found["I1"].count("已核 %d 张凭证，本次新增 %d 张，重读 %d 张", proven, q.journals, q.reread)
	q.found["I2"].count("核对 %d 个余额", len(q.accounts)+q.patrolled)
	q.found["I3"].count("新动过 %d 个账户、%d 个未结项，抽查 %d 个", len(q.accounts), len(q.base.open), q.patrolled)
	q.found["I4"].count("%d 笔新分录逐笔核对", q.entries)
	q.found["I5"].count("%d 条通道，未核 %d 张", len(q.marks), q.behind)
	var blocks int64
	for _, m := range q.marks {
		blocks += m.at.height
	}
	q.found["I6"].count("%d 个区块", blocks)
	return nil
}
