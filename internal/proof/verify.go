package proof

import (
	"fmt"

	"github.com/yigou/yigou/internal/ledger"
)

// Step is one link of a proof; the words are those of the browser's verifier.
type Step string

// The steps in the order in which they are checked.
const (
	StepEntry      Step = "entry"      // the opened entry is in the journal
	StepHead       Step = "head"       // the opened head is in the same journal
	StepBlock      Step = "block"      // the journal is in the block
	StepChain      Step = "chain"      // the block's hash is what its parts say
	StepCheckpoint Step = "checkpoint" // the block is in the signed log
	StepSignature  Step = "signature"  // the note is signed with the known key
)

var failures = map[Step]string{
	StepEntry:      "这一笔的金额或内容被改过，对不上它所在的凭证",
	StepHead:       "凭证的抬头（订单、时间）被改过，对不上它的指纹",
	StepBlock:      "这张凭证不在它所说的区块里",
	StepChain:      "区块的内容与它的哈希不符",
	StepCheckpoint: "区块不在校验点签过名的账里",
	StepSignature:  "校验点的签名不是这把公钥签的，或者被改过",
}

// Failure is the first step that does not hold.
type Failure struct {
	Step  Step
	Where string // which journal, block or checkpoint
}

func (f *Failure) Error() string {
	return fmt.Sprintf("%s：%s（%s）", f.Where, failures[f.Step], f.Step)
}

// Verdict is what a good proof proves.
type Verdict struct {
	Amount     int64 // fen; below zero is a credit
	Order      int64
	PostedUS   int64
	Checkpoint ledger.Statement // zero when Pending
	Pending    bool             // it holds as far as its block, which no checkpoint has taken yet
}

// Verify checks a proof offline. The error is a *Failure that names the step.
func Verify(d Document, keys ledger.Verifiers) (Verdict, error) {
	journal := fmt.Sprintf("凭证 %d", d.Head.Journal)
	block := fmt.Sprintf("%d 号通道第 %d 块", d.Block.Lane, d.Block.Height)
	alg, known := ledger.ParseAlg(d.Block.Alg)
	switch {
	case !known || d.Format != Format || !d.entryHolds(alg):
		return Verdict{}, &Failure{StepEntry, journal}
	case !d.headHolds(alg):
		return Verdict{}, &Failure{StepHead, journal}
	case !d.blockHolds(alg):
		return Verdict{}, &Failure{StepBlock, journal}
	case d.block(alg).Sum() != ledger.Hash(d.Block.Hash):
		return Verdict{}, &Failure{StepChain, block}
	}
	v := Verdict{Amount: int64(d.Entry.Amount), Order: int64(d.Head.Order), PostedUS: int64(d.Head.PostedUS), Pending: d.Log == nil}
	if v.Pending {
		return v, nil
	}
	return v, d.checkpointHolds(keys, &v, block)
}

func (d Document) entryHolds(alg ledger.Alg) bool {
	e := ledger.Entry{Ord: d.Entry.Ord, Amount: int64(d.Entry.Amount), Dim: int64(d.Entry.Dim), Row: int64(d.Entry.Row)}
	c := ledger.EntryCommitment(alg, ledger.Salt(d.Entry.Salt), ledger.Hash(d.Entry.Whose), int64(d.Head.Journal), e)
	root, ok := ledger.RootOfPath(alg, int64(e.Ord), int64(d.Head.N)+1, c, hashes(d.Entry.Path))
	return ok && e.Ord > 0 && root == ledger.Hash(d.Leaf)
}

func (d Document) headHolds(alg ledger.Alg) bool {
	h := d.Head
	c := ledger.HeadCommitment(alg, ledger.Salt(h.Salt), ledger.Posted{
		ID: int64(h.Journal), Book: h.Book, Kind: ledger.Kind(h.Kind), Ref: int64(h.Ref), RefSeq: int64(h.RefSeq), Order: int64(h.Order),
		Period: h.Period, EffectiveUS: int64(h.EffectiveUS), PostedUS: int64(h.PostedUS), N: h.N, Gross: int64(h.Gross),
		Reverses: int64(h.Reverses), Actor: int64(h.Actor), ReqHash: ledger.Hash(h.Request),
	})
	root, ok := ledger.RootOfPath(alg, 0, int64(h.N)+1, c, hashes(h.Path))
	return ok && root == ledger.Hash(d.Leaf)
}

func (d Document) blockHolds(alg ledger.Alg) bool {
	seq := ledger.SeqOf(int64(d.Head.Journal))
	leaf := ledger.Hash(alg.HashLeaf(d.Leaf[:]))
	root, ok := ledger.RootOfPath(alg, seq-int64(d.Block.FirstSeq), int64(d.Block.LastSeq-d.Block.FirstSeq)+1, leaf, hashes(d.Block.Path))
	return ok && ledger.LaneOf(int64(d.Head.Journal)) == d.Block.Lane && root == ledger.Hash(d.Block.Root)
}

func (d Document) block(alg ledger.Alg) ledger.Block {
	b := d.Block
	return ledger.Block{
		Lane: b.Lane, Height: int64(b.Height), Prev: ledger.Hash(b.Prev), Root: ledger.Hash(b.Root), Alg: alg,
		FirstSeq: int64(b.FirstSeq), LastSeq: int64(b.LastSeq), Epoch: int64(b.Epoch),
	}
}

func (d Document) checkpointHolds(keys ledger.Verifiers, v *Verdict, block string) error {
	text, _ := ledger.SplitNote(d.Log.Note)
	s, err := ledger.ReadStatement(text)
	if err != nil {
		return &Failure{StepCheckpoint, block}
	}
	leaf := ledger.Hash(s.Alg.HashLeaf(d.Block.Hash[:]))
	root, ok := ledger.RootOfPath(s.Alg, int64(d.Log.Index), s.Size, leaf, hashes(d.Log.Path))
	if !ok || root != s.Root {
		return &Failure{StepCheckpoint, block}
	}
	if v.Checkpoint, err = keys.Open(d.Log.Note); err != nil {
		return &Failure{StepSignature, fmt.Sprintf("第 %d 号校验点", s.No)}
	}
	return nil
}
