package ledger

import (
	"fmt"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
)

// Tree is an RFC 6962 tree under construction, a leaf at a time.
type Tree struct {
	alg Alg
	r   *compact.Range
}

// NewTree returns an empty tree.
func NewTree(alg Alg) *Tree { return &Tree{alg, alg.ranges().NewEmptyRange(0)} }

// Add appends a leaf with this content: the leaf of a journal to its block, the
// hash of a block to the log.
func (t *Tree) Add(content []byte) { t.add(Hash(t.alg.HashLeaf(content))) }

func (t *Tree) add(leafHash Hash) { t.visit(leafHash, nil) }

// visit tells every node that the leaf completes. It cannot fail: the range
// starts at zero and grows by one.
func (t *Tree) visit(leafHash Hash, see compact.VisitFn) {
	if err := t.r.Append(leafHash[:], see); err != nil {
		panic(err)
	}
}

// Len is the number of leaves.
func (t *Tree) Len() int64 { return int64(t.r.End()) }

// Sum returns the root so far; zero when nothing was added.
func (t *Tree) Sum() Hash {
	h, err := t.r.GetRootHash(nil)
	if err != nil {
		panic(err) // a range that starts at zero has a root
	}
	if h == nil {
		return Hash{}
	}
	return Hash(h)
}

// nodeAt finds the hash of a complete subtree.
type nodeAt func(id compact.NodeID) (Hash, error)

// Path proves that leaf i is in the tree over all these leaf hashes.
func Path(alg Alg, leafHashes []Hash, i int) ([]Hash, error) {
	nodes, err := proof.Inclusion(uint64(i), uint64(len(leafHashes)))
	if err != nil {
		return nil, fmt.Errorf("ledger: path: %w", err)
	}
	return fold(alg, nodes, func(id compact.NodeID) (Hash, error) {
		begin, end := id.Coverage()
		return RootOf(alg, leafHashes[begin:end]), nil
	})
}

// fold reads the nodes of a proof and joins those that the reader of the proof
// will want as one.
func fold(alg Alg, nodes proof.Nodes, at nodeAt) ([]Hash, error) {
	raw := make([][]byte, len(nodes.IDs))
	for i, id := range nodes.IDs {
		h, err := at(id)
		if err != nil {
			return nil, err
		}
		raw[i] = h[:]
	}
	joined, err := nodes.Rehash(raw, alg.HashChildren)
	if err != nil {
		return nil, fmt.Errorf("ledger: proof: %w", err)
	}
	path := make([]Hash, len(joined))
	for i, h := range joined {
		path[i] = Hash(h)
	}
	return path, nil
}

// RootOfPath recomputes the root of a tree of size leaves from leaf i and its
// path; false when the path cannot belong to such a tree.
func RootOfPath(alg Alg, i, size int64, leafHash Hash, path []Hash) (Hash, bool) {
	if i < 0 || i >= size {
		return Hash{}, false
	}
	root, err := proof.RootFromInclusionProof(alg, uint64(i), uint64(size), leafHash[:], slicesOf(path))
	if err != nil {
		return Hash{}, false
	}
	return Hash(root), true
}

// Consistent reports whether a tree of m leaves with one root is the beginning
// of a tree of n leaves with the other.
func Consistent(alg Alg, m, n int64, path []Hash, rootM, rootN Hash) bool {
	if m < 1 || n < m {
		return false
	}
	return proof.VerifyConsistency(alg, uint64(m), uint64(n), slicesOf(path), rootM[:], rootN[:]) == nil
}

func slicesOf(path []Hash) [][]byte {
	out := make([][]byte, len(path))
	for i := range path {
		out[i] = path[i][:]
	}
	return out
}

// tileBits is the distance of the levels whose nodes are kept: a proof reads at
// most 256 rows per kept level.
const tileBits = 8

func kept(level uint) bool { return level > 0 && level%tileBits == 0 }

// RootOf is the root over leaf hashes.
func RootOf(alg Alg, leafHashes []Hash) Hash {
	t := NewTree(alg)
	for _, h := range leafHashes {
		t.add(h)
	}
	return t.Sum()
}
