package doctor

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// position is a place between two blocks of a lane.
type position struct {
	seq      int64
	height   int64
	head     ledger.Hash
	postedUS int64
	epoch    int64
	alg      ledger.Alg // of the block before; 0 at the beginning
}

// lane is a lane as it was there, so that reading goes on from it.
func (p position) lane() *lane {
	return &lane{
		seq: p.seq, postedUS: p.postedUS, height: p.height, inBlocks: p.seq, head: p.head, epoch: p.epoch,
		block: ledger.Block{Height: p.height, LastSeq: p.seq, Alg: p.alg},
	}
}

// mark is the position that a lane was read to. It stands at the end of the last
// block, or where broken blocks leave off.
func (l *lane) mark() position {
	return position{max(l.seq, l.inBlocks), l.height, l.head, l.postedUS, l.epoch, l.block.Alg}
}

// mark is how far a lane has been proven.
type mark struct {
	row      laneRow  // what the lane says of itself now
	at       position // where this pass ends
	proven   position // where it began
	patrol   position // where the second reading goes on: seq and height
	caughtUp bool
}

// loadMarks reads the lanes and how far each was proven; a lane without a mark
// begins at its beginning.
func (q *quickPass) loadMarks() error {
	at := map[int16]int{}
	rows, err := q.laneRows()
	if err != nil {
		return err
	}
	for i, r := range rows {
		at[r.id] = i
		q.marks = append(q.marks, mark{row: r})
	}
	err = q.each(`SELECT lane, seq, height, head, posted_us, epoch, alg, patrol_seq, patrol_height FROM doctor_lane`, nil, func(r row) error {
		var id int16
		var p, again position
		var head []byte
		err := r.Scan(&id, &p.seq, &p.height, &head, &p.postedUS, &p.epoch, &p.alg, &again.seq, &again.height)
		copy(p.head[:], head)
		if i, ok := at[id]; ok {
			q.marks[i].at, q.marks[i].proven, q.marks[i].patrol = p, p, again
		} else {
			q.found["I5"].fail("%d 号通道已核到第 %d 张，现在没有这条通道", id, p.seq)
		}
		return err
	})
	if err != nil {
		return err
	}
	return q.each(`SELECT patrol_account, patrol_open_account, patrol_open_dim FROM doctor_turn`, nil, func(r row) error {
		return r.Scan(&q.patrol.account, &q.patrol.open.account, &q.patrol.open.dim)
	})
}

// keepMarks writes what the pass has proven: the marks, and the sums of what
// moved.
func (q *quickPass) keepMarks(tx *db.Tx) error {
	for _, m := range q.marks {
		if err := putMark(tx, m); err != nil {
			return err
		}
	}
	if err := putPatrol(tx, q.patrol); err != nil {
		return err
	}
	var balances, open, gone []any
	for id, a := range q.accounts {
		if a.moved {
			balances = append(balances, int64(id), a.dr, a.cr, a.n, a.lastID)
		}
	}
	for k := range q.base.open {
		if balance := q.open[k]; balance != 0 {
			open = append(open, int64(k.account), k.dim, balance)
		} else {
			gone = append(gone, int64(k.account), k.dim)
		}
	}
	return putSums(tx, balances, open, gone)
}
