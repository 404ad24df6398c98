package ledger

import (
	"context"
	"errors"
	"fmt"

	"github.com/transparency-dev/merkle/compact"
	"golang.org/x/mod/sumdb/note"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/outbox"
)

// Log signs the state of all lanes: an RFC 6962 tree over the hashes of all
// blocks. A block gets its place when a checkpoint takes it: behind everything
// taken before, by lane and height among what is taken together. The place never
// changes, so every later tree begins with every earlier one.
type Log struct {
	db     *db.DB
	alg    Alg
	signer note.Signer
	public string
	known  Verifiers
}

// LogOptions of a Log.
type LogOptions struct {
	DB     *db.DB
	Key    string   // private, of NewSigningKey
	Before []string // public keys that signed earlier checkpoints
	Alg    Alg      // of new blocks, from the next checkpoint on; 0 = SHA-256
}

// NewLog reads the keys.
func NewLog(o LogOptions) (*Log, error) {
	signer, err := note.NewSigner(o.Key)
	if err != nil {
		return nil, fmt.Errorf("ledger: signing key: %w", err)
	}
	public, err := PublicKey(o.Key)
	if err != nil {
		return nil, err
	}
	known, err := NewVerifiers(append([]string{public}, o.Before...)...)
	if err != nil {
		return nil, err
	}
	if o.Alg == 0 {
		o.Alg = SHA256
	}
	return &Log{o.DB, o.Alg, signer, public, known}, nil
}

// PublicKey is what others need to check a note.
func (l *Log) PublicKey() string { return l.public }

// Verifiers knows the log's key and those before it.
func (l *Log) Verifiers() Verifiers { return l.known }

// Checkpoint is one signed state of the log.
type Checkpoint struct {
	ID          int64 // 1, 2, …
	Size        int64
	Alg         Alg
	Root        Hash
	Heads       []Head // by lane
	Note        string
	PublishedUS int64
}

// WitnessJob is promised with every checkpoint: the note must leave the
// database, or a restored backup could not be told from the truth.
const WitnessJob = "ledger.witness"

// WitnessRef is the body of a WitnessJob.
type WitnessRef struct {
	No   int64  `json:"no"`
	Note string `json:"note"`
}

// ErrNothingToSign says that nothing was ever posted.
var ErrNothingToSign = fault.New(fault.Conflict, "ledger.nothing_to_sign", "账上还没有一笔，没有可以签的校验点")

// ErrNoCheckpoint says that no checkpoint has this number.
var ErrNoCheckpoint = fault.New(fault.NotFound, "ledger.no_checkpoint", "没有这个校验点，请核对编号")

// errUnchained stops a checkpoint: what does not chain is not signed.
var errUnchained = errors.New("ledger: a block does not follow the one before; nothing was signed")

// Take signs what was posted since the last checkpoint and returns the newest
// one; fresh is false when there was nothing to take. Where the setting asks for
// another algorithm the lanes change to it here, and the same size is signed
// under both (ledger.md §4).
func (l *Log) Take(ctx context.Context) (newest Checkpoint, fresh bool, err error) {
	take := func(tx *db.Tx) (err error) {
		newest, fresh, err = l.take(tx)
		return err
	}
	if err = l.db.Update(ctx, take); db.IsDuplicate(err) { // another process was first: go on from what it signed
		err = l.db.Update(ctx, take)
	}
	if err != nil {
		return Checkpoint{}, false, fmt.Errorf("ledger: checkpoint: %w", err)
	}
	return newest, fresh, nil
}

func (l *Log) take(tx *db.Tx) (newest Checkpoint, fresh bool, err error) {
	// First, because it locks the lanes it changes until the commit: no block of
	// the old algorithm can come between their heads and the signature.
	if err := switchLanes(tx, l.alg); err != nil {
		return newest, false, err
	}
	last, err := selectNewestCheckpoint(tx)
	if err != nil && !errors.Is(err, ErrNoCheckpoint) {
		return newest, false, err
	}
	heads, entries, err := behind(tx, last.Heads)
	if err != nil {
		return newest, false, err
	}
	size := last.Size + int64(len(entries))
	if size == 0 {
		return newest, false, nil
	}
	if err := insertLog(tx, last.Size, entries); err != nil {
		return newest, false, err
	}
	newest = last
	if len(entries) > 0 && last.Alg.Known() && last.Alg != l.alg { // the old algorithm signs what the new one goes on from
		if newest, err = l.sign(tx, last.ID+1, size, last.Alg, heads); err != nil {
			return newest, false, err
		}
	}
	if size == newest.Size && newest.Alg == l.alg {
		return newest, false, nil
	}
	newest, err = l.sign(tx, newest.ID+1, size, l.alg, heads)
	return newest, err == nil, err
}

// logEntry is a block about to enter the log.
type logEntry struct {
	lane   int16
	height int64
	hash   Hash
}

// behind reads the blocks behind the heads of the last checkpoint, in the order
// in which they enter the log, and follows each lane's chain.
func behind(tx *db.Tx, before []Head) (now []Head, entries []logEntry, err error) {
	lanes, err := selectLaneHeads(tx)
	if err != nil {
		return nil, nil, err
	}
	taken := map[int16]int64{}
	for _, h := range before {
		taken[h.Lane] = h.Height
	}
	for _, lane := range lanes {
		prev, at := Hash{}, taken[lane.Lane]
		if at > 0 {
			if prev, err = selectBlockHash(tx, lane.Lane, at); err != nil {
				return nil, nil, err
			}
		}
		blocks, err := selectBlocks(tx, lane.Lane, at, lane.Height)
		if err != nil {
			return nil, nil, err
		}
		for _, b := range blocks {
			at++
			if b.Height != at || b.Prev != prev || b.Sum() != b.Hash {
				return nil, nil, fmt.Errorf("%w: lane %d, block %d", errUnchained, lane.Lane, at)
			}
			prev = b.Hash
			entries = append(entries, logEntry{lane.Lane, b.Height, b.Hash})
		}
		if at != lane.Height || lane.Height > 0 && prev != Hash(lane.Head) {
			return nil, nil, fmt.Errorf("%w: lane %d ends at block %d, its head is block %d", errUnchained, lane.Lane, at, lane.Height)
		}
		if lane.Height > 0 {
			now = append(now, Head{lane.Lane, lane.Height})
		}
	}
	return now, entries, nil
}

// second in microseconds: a note tells the time in whole seconds.
const second = 1_000_000

// sign grows the tree of one algorithm to size, signs its root and keeps the note.
func (l *Log) sign(tx *db.Tx, no, size int64, alg Alg, heads []Head) (c Checkpoint, err error) {
	from, err := selectSizeOf(tx, alg)
	if err != nil {
		return c, err
	}
	root, err := grow(tx, alg, from, size)
	if err != nil {
		return c, err
	}
	now := tx.NowUS()
	s := Statement{l.signer.Name(), size, root, alg, no, now - now%second, heads}
	signed, err := note.Sign(&note.Note{Text: s.Text()}, l.signer)
	if err != nil {
		return c, fmt.Errorf("sign: %w", err)
	}
	c = Checkpoint{no, size, alg, root, heads, string(signed), s.AtUS}
	if err := insertCheckpoint(tx, c); err != nil {
		return c, err
	}
	return c, outbox.Add(tx, outbox.Job{Kind: WitnessJob, Key: fmt.Sprint(no), Body: WitnessRef{no, c.Note}})
}

// grow adds the leaves [from, size) to a tree and keeps its nodes of every
// eighth level.
func grow(tx *db.Tx, alg Alg, from, size int64) (Hash, error) {
	at := nodesIn(tx, alg)
	var hashes [][]byte
	for _, id := range compact.RangeNodes(0, uint64(from), nil) {
		h, err := at(id)
		if err != nil {
			return Hash{}, err
		}
		hashes = append(hashes, h[:])
	}
	r, err := alg.ranges().NewRange(0, uint64(from), hashes)
	if err != nil {
		return Hash{}, fmt.Errorf("tree: %w", err)
	}
	t := &Tree{alg, r}
	var nodes []logNode
	for from < size {
		leaves, err := selectLeaves(tx, from, min(size, from+maxRows))
		if err != nil {
			return Hash{}, err
		}
		if len(leaves) == 0 {
			return Hash{}, fmt.Errorf("%w: the log ends at %d of %d", errUnchained, from, size)
		}
		for _, h := range leaves {
			t.visit(Hash(alg.HashLeaf(h[:])), func(id compact.NodeID, hash []byte) {
				if kept(id.Level) {
					nodes = append(nodes, logNode{id.Level, int64(id.Index), Hash(hash)})
				}
			})
		}
		from += int64(len(leaves))
	}
	return t.Sum(), insertNodes(tx, alg, nodes)
}
