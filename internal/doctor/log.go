package doctor

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/yigou/yigou/internal/ledger"
)

// loadCheckpoints reads what was signed, oldest first.
func (e *examination) loadCheckpoints() error {
	e.signedAt = map[ledger.Head]bool{}
	return e.each(`SELECT id, size, alg, root, heads, note, published_us FROM ledger_checkpoint ORDER BY id`, nil, func(r row) error {
		var c ledger.Checkpoint
		var root, heads []byte
		if err := r.Scan(&c.ID, &c.Size, &c.Alg, &root, &heads, &c.Note, &c.PublishedUS); err != nil {
			return err
		}
		copy(c.Root[:], root)
		c.Heads = ledger.DecodeHeads(heads)
		for _, h := range c.Heads {
			e.signedAt[h] = true
		}
		e.checkpoints = append(e.checkpoints, c)
		return nil
	})
}

// claim is what somebody holds against the log: its first size blocks have this
// root.
type claim struct {
	size int64
	alg  ledger.Alg
	root ledger.Hash
	who  string
}

// checkLog is I7: the log is read once in its order, and at every size that was
// ever signed the root must be what was signed.
func (e *examination) checkLog() error {
	f := e.found["I7"]
	claims := e.claims()
	trees := map[ledger.Alg]*ledger.Tree{}
	for _, c := range claims {
		if c.alg.Known() && trees[c.alg] == nil {
			trees[c.alg] = ledger.NewTree(c.alg)
		}
	}
	wanted, stop := iter.Pull(e.logOrder())
	defer stop()
	for size := int64(0); ; {
		rows, err := e.logAfter(size)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if want, ok := wanted(); r.idx != size || !ok || want != r.at || !r.there {
				f.fail("日志第 %d 位应是另一个区块，或区块已不在", size+1)
			}
			for _, t := range trees {
				t.Add(r.hash[:])
			}
			size++
			for len(claims) > 0 && claims[0].size == size {
				if c := claims[0]; !c.alg.Known() || trees[c.alg].Sum() != c.root {
					f.fail("%s与今天的账不是同一本", c.who)
				}
				claims = claims[1:]
			}
		}
		if len(rows) == chunk {
			continue
		}
		for _, c := range claims {
			f.fail("%s有 %d 个区块，今天的日志只有 %d 个", c.who, c.size, size)
		}
		if _, more := wanted(); more {
			f.fail("校验点收下的区块比日志里的 %d 个多", size)
		}
		f.count("%d 个校验点，%d 份外存见证，%d 个区块", len(e.checkpoints), len(e.witnessed), size)
		return nil
	}
}

// claims gathers the database's own checkpoints and the notes kept outside, by
// size.
func (e *examination) claims() []claim {
	f := e.found["I7"]
	var all []claim
	for i, c := range e.checkpoints {
		who := fmt.Sprintf("第 %d 号校验点", c.ID)
		all = append(all, claim{c.Size, c.Alg, c.Root, who})
		if c.ID != int64(i+1) || i > 0 && c.Size < e.checkpoints[i-1].Size {
			f.fail("%s的编号或大小接不上前一个", who)
		}
		if e.signers == nil {
			continue
		}
		s, err := e.signers.Open(c.Note)
		if err != nil || s.Root != c.Root || s.Size != c.Size || s.Alg != c.Alg || s.No != c.ID || !slices.Equal(s.Heads, c.Heads) {
			f.fail("%s的签名不符", who)
		}
	}
	for _, note := range e.witnessed {
		if e.signers == nil {
			break
		}
		s, err := e.signers.Open(note)
		if err != nil {
			f.fail("一份外存见证的签名不符")
			continue
		}
		all = append(all, claim{s.Size, s.Alg, s.Root, fmt.Sprintf("外存见证的第 %d 号校验点", s.No)})
	}
	slices.SortStableFunc(all, func(a, b claim) int { return cmp.Compare(a.size, b.size) })
	return all
}

// logOrder is the order that the heads of the checkpoints prescribe: what each
// one took, by lane and height.
func (e *examination) logOrder() iter.Seq[ledger.Head] {
	return func(yield func(ledger.Head) bool) {
		taken := map[int16]int64{}
		for _, c := range e.checkpoints {
			for _, h := range c.Heads {
				for at := taken[h.Lane] + 1; at <= h.Height; at++ {
					if !yield(ledger.Head{Lane: h.Lane, Height: at}) {
						return
					}
				}
				taken[h.Lane] = max(taken[h.Lane], h.Height)
			}
		}
	}
}

// logRow is a place of the log and the block there.
type logRow struct {
	idx   int64
	at    ledger.Head
	hash  ledger.Hash
	there bool
}

func (e *examination) logAfter(from int64) (rows []logRow, err error) {
	err = e.each(`SELECT g.idx, g.lane, g.height, b.hash FROM ledger_log g
		LEFT JOIN ledger_block b ON b.lane = g.lane AND b.height = g.height
		WHERE g.idx >= ? ORDER BY g.idx LIMIT ?`, []any{from, chunk}, func(r row) error {
		var x logRow
		var hash []byte
		err := r.Scan(&x.idx, &x.at.Lane, &x.at.Height, &hash)
		x.there = copy(x.hash[:], hash) > 0
		rows = append(rows, x)
		return err
	})
	return rows, err
}
