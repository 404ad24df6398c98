package doctor

import (
	"maps"

	"github.com/yigou/yigou/internal/ledger"
)

// What was proven once may be changed afterwards by somebody with the database in
// hand. So every pass also reads a little of it a second time, round and round:
// old blocks with their journals, old balances, old open items. A full
// examination finds everything at once; the patrol finds it between the nights.

// patrolMark is where the next round of balances and open items goes on.
type patrolMark struct {
	account ledger.AccountID
	open    openItem
}

// readOld reads the next old blocks of each lane again (I1, I5, I6).
func (q *quickPass) readOld() error {
	old := q.second()
	for i := range q.marks {
		if err := old.readAgain(&q.marks[i], max(1, q.bounds.again/len(q.marks))); err != nil {
			return err
		}
	}
	q.reread, q.suspects, q.failed = old.journals, old.suspects, old.failed
	return nil
}

// second is an examination that reads again what this one has counted already.
func (q *quickPass) second() *examination {
	old := *q.examination
	old.again, old.base = true, newBaseline()
	old.lanes, old.kinds, old.accounts = map[int16]*lane{}, map[ledger.Kind]int64{}, maps.Clone(q.accounts)
	old.journals, old.entries = 0, 0
	return &old
}

func (e *examination) readAgain(m *mark, most int) error {
	if m.patrol.height >= m.proven.height { // round: begin anew
		m.patrol = position{}
	}
	head, err := e.headOf(m.row.id, m.patrol.height)
	if err != nil {
		return err
	}
	m.patrol.head = head
	blocks, _, err := e.blocksUpTo(m.row.id, m.patrol, int64(most))
	for len(blocks) > 0 && blocks[len(blocks)-1].Height > m.proven.height {
		blocks = blocks[:len(blocks)-1]
	}
	if err != nil || len(blocks) == 0 {
		return err
	}
	if err := e.knowSigned(blocks[0].Alg, blocks); err != nil {
		return err
	}
	m.patrol.alg = blocks[0].Alg
	l := m.patrol.lane()
	l.buffer = blocks
	e.lanes[m.row.id] = l
	last := blocks[len(blocks)-1].LastSeq
	err = e.readJournals(ledger.JournalID(m.row.id, m.patrol.seq), ledger.JournalID(m.row.id, last))
	e.finish(l)
	m.patrol = position{seq: last, height: blocks[len(blocks)-1].Height}
	return err
}

// headOf is the hash of a block, zero where there is none: then the chain does
// not go on from there, and the next block says so.
func (e *examination) headOf(id int16, height int64) (h ledger.Hash, err error) {
	if height == 0 {
		return h, nil
	}
	bs, err := e.blocksAfter(id, height-1, 1)
	if err == nil && len(bs) > 0 {
		h = bs[0].Hash
	}
	return h, err
}

// comparePatrol compares the next balances and open items that no new journal
// touched with the doctor's own sums (I2, I3). In a lane with a backlog they may
// be ahead, so it waits until every lane is caught up.
func (q *quickPass) comparePatrol() error {
	if q.behind > 0 {
		return nil
	}
	if err := q.patrolBalances(); err != nil {
		return err
	}
	return q.patrolOpen()
}

func (q *quickPass) patrolBalances() error {
	seen := 0
	err := q.each(`SELECT a.id, COALESCE(b.dr, 0), COALESCE(b.cr, 0), COALESCE(b.n, 0), COALESCE(b.last_id, 0),
		COALESCE(d.dr, 0), COALESCE(d.cr, 0), COALESCE(d.n, 0), COALESCE(d.last_id, 0)
		FROM ledger_account a LEFT JOIN ledger_balance b ON b.account_id = a.id LEFT JOIN doctor_balance d ON d.account_id = a.id
		WHERE a.id > ? ORDER BY a.id LIMIT ?`, []any{int64(q.patrol.account), q.bounds.rows}, func(r row) error {
		var id ledger.AccountID
		var b, want account
		err := r.Scan(&id, &b.dr, &b.cr, &b.n, &b.lastID, &want.dr, &want.cr, &want.n, &want.lastID)
		if err != nil {
			return err
		}
		seen++
		q.patrol.account = id
		if q.accounts[id] == nil { // else it has just been compared
			q.patrolled++
			q.compareBalance(id, b, want)
		}
		return nil
	})
	if seen < q.bounds.rows {
		q.patrol.account = 0
	}
	return err
}

// patrolOpen looks both ways: an item may be another, too many, or gone.
func (q *quickPass) patrolOpen() error {
	from := q.patrol.open
	stored, err := q.openAfter("ledger_open", "doctor_open", from)
	if err != nil {
		return err
	}
	mine, err := q.openAfter("doctor_open", "ledger_open", from)
	if err != nil {
		return err
	}
	q.patrol.open = openItem{}
	for _, side := range [][]openPair{stored, mine} {
		for _, p := range side {
			if p.has != p.other && !q.base.open[p.key] {
				q.accuse("I3", p.key.account, "账户 %d 的未结项 %d 与分录合计不符", p.key.account, p.key.dim)
			}
		}
		if n := len(side); n == q.bounds.rows && (q.patrol.open == openItem{} || before(side[n-1].key, q.patrol.open)) {
			q.patrol.open = side[n-1].key
		}
	}
	return nil
}

func before(a, b openItem) bool {
	return a.account < b.account || a.account == b.account && a.dim < b.dim
}

// openPair is an open item of one table and what the other table says of it, 0
// when nothing.
type openPair struct {
	key        openItem
	has, other int64
}

// openAfter reads the next open items of a table: those of the account where the
// last look ended, and then those of later accounts.
func (q *quickPass) openAfter(table, other string, from openItem) (ps []openPair, err error) {
	for _, part := range []struct {
		where, order string
		args         []any
	}{
		{`x.account_id = ? AND x.dim > ?`, `x.dim`, []any{int64(from.account), from.dim}},
		{`x.account_id > ?`, `x.account_id, x.dim`, []any{int64(from.account)}},
	} {
		err = q.each(`SELECT x.account_id, x.dim, x.balance, COALESCE(y.balance, 0) FROM `+table+` x
			LEFT JOIN `+other+` y ON y.account_id = x.account_id AND y.dim = x.dim
			WHERE `+part.where+` ORDER BY `+part.order+` LIMIT ?`, append(part.args, q.bounds.rows-len(ps)), func(r row) error {
			var p openPair
			err := r.Scan(&p.key.account, &p.key.dim, &p.has, &p.other)
			ps = append(ps, p)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return ps, nil
}
