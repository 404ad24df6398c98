package doctor

import (
	"github.com/yigou/yigou/internal/ledger"
)

// lane follows one lane through its journals and blocks.
type lane struct {
	seq      int64 // journals seen
	postedUS int64
	height   int64 // blocks seen
	inBlocks int64 // journals that the blocks say they hold
	head     ledger.Hash
	epoch    int64

	block  ledger.Block // the one whose journals are being read
	root   *ledger.Tree
	buffer []ledger.Block // read ahead
	broken bool           // blocks ran out: said once
}

// enchain puts a journal into its lane's sequence (I5) and its block (I6), and
// returns the algorithm of that block.
func (e *examination) enchain(p *ledger.Posted) (ledger.Alg, error) {
	id, seq := ledger.LaneOf(p.ID), ledger.SeqOf(p.ID)
	l := e.lane(id)
	if seq != l.seq+1 || p.PostedUS < l.postedUS {
		e.found["I5"].fail("%d 号通道第 %d 张之后是第 %d 张", id, l.seq, seq)
	}
	l.seq, l.postedUS = seq, max(l.postedUS, p.PostedUS)
	for !l.broken && (l.root == nil || seq > l.block.LastSeq) {
		e.finish(l)
		if err := e.nextBlock(id, l); err != nil {
			return 0, err
		}
	}
	if l.broken {
		return max(l.block.Alg, ledger.SHA256), nil
	}
	if seq < l.block.FirstSeq || p.Height != l.block.Height {
		e.found["I6"].fail("凭证 %d 不在它所说的区块 %d 里", p.ID, p.Height)
	}
	l.root.Add(p.Leaf[:])
	return l.block.Alg, nil
}

func (e *examination) lane(id int16) *lane {
	l := e.lanes[id]
	if l == nil {
		l = &lane{}
		e.lanes[id] = l
	}
	return l
}

// finish closes the block whose journals have all been read.
func (e *examination) finish(l *lane) {
	if l.root == nil {
		return
	}
	if l.root.Sum() != l.block.Root {
		e.found["I6"].fail("%d 号通道第 %d 块的根与凭证不符", l.block.Lane, l.block.Height)
	}
	l.root = nil
}

// nextBlock opens the block behind the last one and checks its place in the
// chain.
func (e *examination) nextBlock(id int16, l *lane) error {
	if len(l.buffer) == 0 {
		var err error
		if l.buffer, err = e.blocksAfter(id, l.height, chunk); err != nil {
			return err
		}
	}
	if len(l.buffer) == 0 {
		l.broken = true
		e.found["I6"].fail("%d 号通道第 %d 块之后的凭证不在任何区块里", id, l.height)
		return nil
	}
	b := l.buffer[0]
	l.buffer = l.buffer[1:]
	f := e.found["I6"]
	switch {
	case b.Height != l.height+1:
		f.fail("%d 号通道第 %d 块之后是第 %d 块", id, l.height, b.Height)
	case b.Prev != l.head:
		f.fail("%d 号通道第 %d 块没有接上前一块", id, b.Height)
	case b.Sum() != b.Hash:
		f.fail("%d 号通道第 %d 块的哈希不符", id, b.Height)
	case b.Epoch < l.epoch:
		f.fail("%d 号通道第 %d 块的纪元倒退", id, b.Height)
	case !b.Alg.Known():
		f.fail("%d 号通道第 %d 块用了不认识的算法", id, b.Height)
	case l.height > 0 && b.Alg != l.block.Alg && !e.signedAt[ledger.Head{Lane: id, Height: l.height}]:
		f.fail("%d 号通道第 %d 块换了算法，前一块却没有校验点", id, b.Height)
	}
	if b.FirstSeq != l.inBlocks+1 {
		e.found["I5"].fail("%d 号通道第 %d 块从第 %d 张开始，前面到第 %d 张", id, b.Height, b.FirstSeq, l.inBlocks)
	}
	l.height, l.head, l.epoch, l.inBlocks = b.Height, b.Hash, b.Epoch, b.LastSeq
	l.block, l.root = b, ledger.NewTree(b.Alg)
	return nil
}

func (e *examination) blocksAfter(id int16, height int64, limit int) (bs []ledger.Block, err error) {
	err = e.each(`SELECT lane, height, prev, root, hash, alg, first_seq, last_seq, epoch, sealed_us FROM ledger_block
		WHERE lane = ? AND height > ? ORDER BY height LIMIT ?`, []any{id, height, limit}, func(r row) error {
		var b ledger.Block
		var prev, root, hash []byte
		err := r.Scan(&b.Lane, &b.Height, &prev, &root, &hash, &b.Alg, &b.FirstSeq, &b.LastSeq, &b.Epoch, &b.SealedUS)
		copy(b.Prev[:], prev)
		copy(b.Root[:], root)
		copy(b.Hash[:], hash)
		bs = append(bs, b)
		return err
	})
	return bs, err
}

// checkLanes compares every lane's row with its journals (I5) and blocks (I6),
// which is what shows a tail that was cut off.
func (e *examination) checkLanes() error {
	rows, err := e.laneRows()
	if err != nil {
		return err
	}
	blocks := int64(0)
	for _, x := range rows {
		if err := e.checkLane(x); err != nil {
			return err
		}
		blocks += e.lane(x.id).height
	}
	if len(e.lanes) > len(rows) {
		e.found["I5"].fail("有凭证的通道是 %d 条，记录在案的是 %d 条", len(e.lanes), len(rows))
	}
	e.found["I5"].count("%d 条通道，%d 张凭证", len(rows), e.journals)
	e.found["I6"].count("%d 个区块", blocks)
	return nil
}

func (e *examination) laneRows() (rows []laneRow, err error) {
	err = e.each(`SELECT lane, seq, height, head FROM ledger_lane ORDER BY lane`, nil, func(r row) error {
		var x laneRow
		var head []byte
		err := r.Scan(&x.id, &x.seq, &x.height, &head)
		copy(x.head[:], head)
		rows = append(rows, x)
		return err
	})
	return rows, err
}

// laneRow is what a lane says of itself.
type laneRow struct {
	id          int16
	seq, height int64
	head        ledger.Hash
}

func (e *examination) checkLane(x laneRow) error {
	l := e.lane(x.id)
	e.finish(l)
	for {
		if len(l.buffer) == 0 {
			var err error
			if l.buffer, err = e.blocksAfter(x.id, l.height, chunk); err != nil {
				return err
			}
		}
		if len(l.buffer) == 0 {
			break
		}
		if err := e.nextBlock(x.id, l); err != nil {
			return err
		}
		e.found["I6"].fail("%d 号通道第 %d 块没有凭证", x.id, l.height)
	}
	if x.seq != l.seq || l.inBlocks != l.seq {
		e.found["I5"].fail("%d 号通道记到第 %d 张，凭证到第 %d 张，区块到第 %d 张", x.id, x.seq, l.seq, l.inBlocks)
	}
	if x.height != l.height || x.head != l.head {
		e.found["I6"].fail("%d 号通道的链头在第 %d 块，区块到第 %d 块", x.id, x.height, l.height)
	}
	return nil
}
