package proof

import (
	"fmt"

	"github.com/yigou/yigou/internal/ledger"
)

// Broken is the first thing of an export that does not hold, by name.
type Broken struct{ What string }

func (b *Broken) Error() string { return b.What }

func broken(format string, args ...any) error { return &Broken{fmt.Sprintf(format, args...)} }

// Summary is what was checked.
type Summary struct {
	Journals, Blocks, Checkpoints int64
	Last                          ledger.Statement // of the newest checkpoint
}

// VerifyExport checks a whole export offline: every leaf from its commitments,
// every block from its leaves and its predecessor, every checkpoint from the
// blocks that its signed heads prescribe. The error is a *Broken that names the
// journal, block or checkpoint.
func VerifyExport(dir string, keys ledger.Verifiers) (Summary, error) {
	x := &export{chains: map[int16][]BlockLine{}, signed: map[ledger.Head]bool{}}
	for _, step := range []func() error{
		func() error { return eachLine(dir, blockFile, x.block) },
		func() error { return eachLine(dir, journalFile, x.journal) },
		x.allJournalsSeen,
		func() error {
			return eachLine(dir, checkpointFile, func(c CheckpointLine) error { return x.checkpoint(c, keys) })
		},
		x.algorithmsChangeAtCheckpoints,
	} {
		if err := step(); err != nil {
			return x.sum, err
		}
	}
	return x.sum, nil
}

// export is what must be remembered while reading: the blocks, not the journals.
type export struct {
	sum    Summary
	chains map[int16][]BlockLine
	tree   *ledger.Tree // of the block whose journals are being read
	at     ledger.Head
	seq    int64
	signed map[ledger.Head]bool
	trees  map[ledger.Alg]*ledger.Tree
	taken  map[int16]int64
	size   int64
}

func (x *export) block(b BlockLine) error {
	chain := x.chains[b.Lane]
	where := fmt.Sprintf("%d 号通道第 %d 块", b.Lane, b.Height)
	alg, known := ledger.ParseAlg(b.Alg)
	prev, lastSeq := Digest{}, Int(0)
	if n := len(chain); n > 0 {
		prev, lastSeq = chain[n-1].Hash, chain[n-1].LastSeq
	}
	d := Document{Block: Block{Epoch: b.Epoch, Lane: b.Lane, Height: b.Height, Prev: b.Prev, FirstSeq: b.FirstSeq, LastSeq: b.LastSeq, Root: b.Root}}
	switch {
	case int(b.Height) != len(chain)+1 || b.FirstSeq != lastSeq+1 || b.LastSeq < b.FirstSeq:
		return broken("%s：编号接不上前一块", where)
	case b.Prev != prev:
		return broken("%s：没有接上前一块的哈希", where)
	case !known || d.block(alg).Sum() != ledger.Hash(b.Hash):
		return broken("%s：哈希不符", where)
	}
	x.chains[b.Lane] = append(chain, b)
	x.sum.Blocks++
	return nil
}

// journal follows the journals of each lane through its blocks; they come by id,
// which is by lane and sequence.
func (x *export) journal(j JournalLine) error {
	lane, seq := ledger.LaneOf(int64(j.ID)), ledger.SeqOf(int64(j.ID))
	if lane != x.at.Lane || x.sum.Journals == 0 {
		if err := x.closeLane(); err != nil {
			return err
		}
		x.at, x.seq = ledger.Head{Lane: lane}, 0
	}
	if x.tree == nil {
		if int(x.at.Height) >= len(x.chains[lane]) {
			return broken("凭证 %d：不在任何区块里", j.ID)
		}
		x.at.Height++
		alg, _ := ledger.ParseAlg(x.now().Alg)
		x.tree = ledger.NewTree(alg)
	}
	b := x.now()
	if x.seq++; seq != x.seq || int64(j.Height) != x.at.Height {
		return broken("凭证 %d：编号不连续，应是 %d 号通道第 %d 张", j.ID, lane, x.seq)
	}
	alg, _ := ledger.ParseAlg(b.Alg)
	if len(j.Commitments) > 0 && leafOf(alg, j.Commitments) != j.Leaf {
		return broken("凭证 %d：内容与指纹不符", j.ID)
	}
	x.tree.Add(j.Leaf[:])
	x.sum.Journals++
	if Int(seq) < b.LastSeq {
		return nil
	}
	if Digest(x.tree.Sum()) != b.Root {
		return broken("%d 号通道第 %d 块：根与凭证不符", lane, b.Height)
	}
	x.tree = nil
	return nil
}

func leafOf(alg ledger.Alg, commitments []Digest) Digest {
	return Digest(ledger.RootOf(alg, hashes(commitments)))
}

func (x *export) now() BlockLine { return x.chains[x.at.Lane][x.at.Height-1] }

// closeLane wants the blocks of a lane to end with its journals.
func (x *export) closeLane() error {
	if x.tree != nil || int(x.at.Height) < len(x.chains[x.at.Lane]) && x.sum.Journals > 0 {
		return broken("%d 号通道：第 %d 张之后的凭证缺失", x.at.Lane, x.seq)
	}
	return nil
}

func (x *export) allJournalsSeen() error {
	if err := x.closeLane(); err != nil {
		return err
	}
	want := Int(0)
	for _, chain := range x.chains {
		want += chain[len(chain)-1].LastSeq
	}
	if Int(x.sum.Journals) != want {
		return broken("区块里有 %d 张凭证，导出的是 %d 张", want, x.sum.Journals)
	}
	return nil
}

// checkpoint adds the blocks that a note's heads name and compares the root.
func (x *export) checkpoint(c CheckpointLine, keys ledger.Verifiers) error {
	where := fmt.Sprintf("第 %d 号校验点", c.No)
	s, err := keys.Open(c.Note)
	if err != nil {
		return broken("%s：签名不符", where)
	}
	x.sum.Checkpoints++
	if s.No != int64(c.No) || s.No != x.sum.Checkpoints {
		return broken("%s：编号不连续", where)
	}
	if x.trees == nil {
		x.trees = map[ledger.Alg]*ledger.Tree{ledger.SHA256: ledger.NewTree(ledger.SHA256), ledger.SM3: ledger.NewTree(ledger.SM3)}
		x.taken = map[int16]int64{}
	}
	for _, h := range s.Heads {
		chain := x.chains[h.Lane]
		if h.Height > int64(len(chain)) {
			return broken("%s：%d 号通道签到第 %d 块，导出的只到第 %d 块", where, h.Lane, h.Height, len(chain))
		}
		for at := x.taken[h.Lane]; at < h.Height; at++ {
			for _, t := range x.trees {
				t.Add(chain[at].Hash[:])
			}
			x.size++
		}
		x.taken[h.Lane] = max(x.taken[h.Lane], h.Height)
		x.signed[h] = true
	}
	if s.Size != x.size || x.trees[s.Alg].Sum() != s.Root {
		return broken("%s：签过的根与区块不符", where)
	}
	x.sum.Last = s
	return nil
}

func (x *export) algorithmsChangeAtCheckpoints() error {
	for lane, chain := range x.chains {
		for i := 1; i < len(chain); i++ {
			if chain[i].Alg != chain[i-1].Alg && !x.signed[ledger.Head{Lane: lane, Height: int64(i)}] {
				return broken("%d 号通道第 %d 块：换了算法，前一块却没有校验点", lane, i+1)
			}
		}
	}
	return nil
}
