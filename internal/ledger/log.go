package ledger

import (
	"errors"
	"fmt"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// CheckpointByNo reads one checkpoint, or ErrNoCheckpoint.
func CheckpointByNo(tx *db.Tx, no int64) (Checkpoint, error) {
	cs, err := selectCheckpoints(tx, "id = ?", no, 1)
	return single(cs, err)
}

// NewestCheckpoint reads the last checkpoint, or ErrNoCheckpoint.
func NewestCheckpoint(tx *db.Tx) (Checkpoint, error) { return selectNewestCheckpoint(tx) }

// Checkpoints lists checkpoints below a number, the newest first; 0 = from the
// newest.
func Checkpoints(tx *db.Tx, before int64, limit int) ([]Checkpoint, error) {
	cs, err := selectCheckpoints(tx, "id < ?", beforeOrNewest(before), limit)
	if err != nil {
		return nil, fmt.Errorf("ledger: checkpoints: %w", err)
	}
	return cs, nil
}

// CheckpointFrom is the first checkpoint signed at or after a moment, which holds
// everything posted before it; while there is none yet, the newest one.
func CheckpointFrom(tx *db.Tx, us int64) (Checkpoint, error) {
	c, err := selectCheckpointFrom(tx, us)
	if errors.Is(err, ErrNoCheckpoint) {
		c, err = selectNewestCheckpoint(tx)
	}
	if err != nil {
		return c, fmt.Errorf("ledger: checkpoint from: %w", err)
	}
	return c, nil
}

// Place is where a block stands in the log, under the newest checkpoint that
// holds it.
type Place struct {
	Index      int64
	Checkpoint Checkpoint
	Path       []Hash // from the block's leaf to the checkpoint's root
}

// PlaceOf proves that a block is in the log, or ErrNoCheckpoint while no
// checkpoint holds it.
func PlaceOf(tx *db.Tx, lane int16, height int64) (p Place, err error) {
	index, err := selectIndex(tx, lane, height)
	if err != nil {
		return p, fmt.Errorf("ledger: place in the log: %w", err)
	}
	if index < 0 {
		return p, ErrNoCheckpoint
	}
	c, err := selectNewestCheckpoint(tx)
	if err != nil {
		return p, err
	}
	nodes, err := proof.Inclusion(uint64(index), uint64(c.Size))
	if err != nil {
		return p, fmt.Errorf("ledger: place in the log: %w", err)
	}
	path, err := fold(c.Alg, nodes, nodesIn(tx, c.Alg))
	return Place{index, c, path}, err
}

// ErrOtherAlg says that two checkpoints were made by different algorithms.
var ErrOtherAlg = fault.New(fault.Conflict, "ledger.other_algorithm",
	"这两个校验点用的算法不同；换算法那天，同一份账用新旧两种算法各签了一次，请分两段核对")

// ConsistencyProof proves that the log of one checkpoint is the beginning of the
// log of another.
func ConsistencyProof(tx *db.Tx, from, to Checkpoint) ([]Hash, error) {
	if from.Alg != to.Alg {
		return nil, ErrOtherAlg
	}
	if from.Size > to.Size {
		from, to = to, from
	}
	nodes, err := proof.Consistency(uint64(from.Size), uint64(to.Size))
	if err != nil {
		return nil, fmt.Errorf("ledger: consistency: %w", err)
	}
	return fold(from.Alg, nodes, nodesIn(tx, from.Alg))
}

// nodesIn reads complete subtrees of the log: from the kept level below, 256
// rows at most.
func nodesIn(tx *db.Tx, alg Alg) nodeAt {
	return func(id compact.NodeID) (Hash, error) {
		base := id.Level - id.Level%tileBits
		first := int64(id.Index) << (id.Level - base)
		next := first + 1<<(id.Level-base)
		t := NewTree(alg)
		var below []Hash
		var err error
		if base == 0 {
			if below, err = selectLeaves(tx, first, next); err == nil {
				for i, h := range below {
					below[i] = Hash(alg.HashLeaf(h[:]))
				}
			}
		} else {
			below, err = selectNodes(tx, alg, base, first, next)
		}
		if err == nil && int64(len(below)) != next-first {
			err = fmt.Errorf("%w: the log lacks nodes of level %d from %d", errUnchained, base, first)
		}
		if err != nil {
			return Hash{}, err
		}
		for _, h := range below {
			t.add(h) // nodes of one level fold like leaves
		}
		return t.Sum(), nil
	}
}

// BlockOf reads a block, and the leaves of its journals in order.
func BlockOf(tx *db.Tx, lane int16, height int64) (b Block, leaves []Hash, err error) {
	blocks, err := selectBlocks(tx, lane, height-1, height)
	if err == nil && len(blocks) == 0 {
		return b, nil, ErrNoJournal
	}
	if err == nil {
		b = blocks[0]
		leaves, err = selectJournalLeaves(tx, JournalID(lane, b.FirstSeq), JournalID(lane, b.LastSeq))
	}
	if err != nil {
		return b, nil, fmt.Errorf("ledger: block %d of lane %d: %w", height, lane, err)
	}
	return b, leaves, nil
}

// EachBlock reads all blocks by lane and height, for whoever takes the chain out
// of the house.
func EachBlock(tx *db.Tx, see func(Block) error) error {
	lanes, err := selectLaneHeads(tx)
	if err != nil {
		return fmt.Errorf("ledger: lanes: %w", err)
	}
	for _, l := range lanes {
		for at := int64(0); at < l.Height; at += maxRows {
			blocks, err := selectBlocks(tx, l.Lane, at, min(l.Height, at+maxRows))
			if err != nil {
				return fmt.Errorf("ledger: blocks: %w", err)
			}
			for _, b := range blocks {
				if err := see(b); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// EachJournal reads all journals with their entries by id.
func EachJournal(tx *db.Tx, see func(Posted) error) error {
	for last := int64(0); ; {
		ps, err := selectJournals(tx, "id > ?", []any{last}, maxRows)
		if err == nil {
			err = attachEntries(tx, ps)
		}
		if err != nil {
			return fmt.Errorf("ledger: journals: %w", err)
		}
		if len(ps) == 0 {
			return nil
		}
		for _, p := range ps {
			if err := see(p); err != nil {
				return err
			}
		}
		last = ps[len(ps)-1].ID
	}
}
