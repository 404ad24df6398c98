package proof

import (
	"errors"
	"fmt"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
)

// ErrNotPosted says that a row is not in the books yet.
var ErrNotPosted = fault.New(fault.NotFound, "proof.not_posted", "这一笔还没有记账，签收之后再来看")

// Maker makes proofs.
type Maker struct{ Keys *ledger.Keys }

// OfRow proves the entry that credited an alloc_row when its order was signed
// for, or ErrNotPosted. Log is nil while no checkpoint holds its block.
func (m Maker) OfRow(tx *db.Tx, order, row int64) (Document, error) {
	journals, err := ledger.JournalsOfOrder(tx, order)
	if err != nil {
		return Document{}, err
	}
	for _, p := range journals {
		if p.Kind != ledger.E3Sign {
			continue
		}
		for i, e := range p.Entries {
			if e.Row == row {
				return m.of(tx, p, i)
			}
		}
	}
	return Document{}, ErrNotPosted
}

// of proves entry i of a journal.
func (m Maker) of(tx *db.Tx, p ledger.Posted, i int) (d Document, err error) {
	b, leaves, err := ledger.BlockOf(tx, ledger.LaneOf(p.ID), p.Height)
	if err != nil {
		return d, err
	}
	key, err := m.Keys.Of(tx, p.Period)
	if err != nil {
		return d, fmt.Errorf("proof: %w", err)
	}
	d = Document{Format: Format, Leaf: Digest(p.Leaf)}
	if err := d.open(ledger.NewHasher(b.Alg, key), b.Alg, p, i); err != nil {
		return d, err
	}
	for j, leaf := range leaves {
		leaves[j] = ledger.Hash(b.Alg.HashLeaf(leaf[:]))
	}
	path, err := ledger.Path(b.Alg, leaves, int(ledger.SeqOf(p.ID)-b.FirstSeq))
	if err != nil {
		return d, err
	}
	d.Block = Block{
		b.Alg.String(), Int(b.Epoch), b.Lane, Int(b.Height), Digest(b.Prev), Int(b.FirstSeq), Int(b.LastSeq),
		Digest(b.Root), Digest(b.Hash), digests(path),
	}
	place, err := ledger.PlaceOf(tx, b.Lane, b.Height)
	if errors.Is(err, ledger.ErrNoCheckpoint) {
		return d, nil
	}
	d.Log = &Log{Int(place.Index), digests(place.Path), place.Checkpoint.Note}
	return d, err
}

// open writes the head and entry i of a journal with what hides them.
func (d *Document) open(h *ledger.Hasher, alg ledger.Alg, p ledger.Posted, i int) error {
	e, cs := p.Entries[i], h.Commitments(p)
	headPath, err := ledger.Path(alg, cs, 0)
	if err != nil {
		return err
	}
	entryPath, err := ledger.Path(alg, cs, e.Ord)
	if err != nil {
		return err
	}
	d.Head = Head{
		Salt(h.Salt(p.ID, 0)), Int(p.ID), p.Book, int32(p.Kind), Int(p.Ref), Int(p.RefSeq), Int(p.Order), p.Period,
		Int(p.EffectiveUS), Int(p.PostedUS), p.N, Int(p.Gross), Int(p.Reverses), Int(p.Actor), Digest(p.ReqHash), digests(headPath),
	}
	d.Entry = Entry{
		Salt(h.Salt(p.ID, e.Ord)), e.Ord, Digest(h.Whose(p.ID, e)), Int(e.Amount), Int(e.Dim), Int(e.Row), digests(entryPath),
	}
	return nil
}
