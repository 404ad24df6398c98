package ledger

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"
)

// Prefixes that keep the kinds of hashed texts apart. 0 and 1 are RFC 6962's
// leaf and node.
const (
	prefixBlock = 2
	prefixParty = 3
)

// algSHA256 is the only algorithm of a chain so far; it is part of every block.
const algSHA256 = 1

var tree = compact.RangeFactory{Hash: hashChildren}

// hashChildren is rfc6962.DefaultHasher.HashChildren with one allocation.
func hashChildren(l, r []byte) []byte {
	var b [1 + 2*sha256.Size]byte
	b[0] = rfc6962.RFC6962NodeHashPrefix
	copy(b[1:], l)
	copy(b[1+sha256.Size:], r)
	h := sha256.Sum256(b[:])
	return h[:]
}

// Hasher computes the leaves of one month's journals under that month's key.
// It is not safe for concurrent use.
//
// The leaf of a journal is the RFC 6962 root over one commitment for the head
// (ord 0) and one per entry:
//
//	salt       = HMAC-SHA256(key, journal id ‖ ord)
//	commitment = SHA-256(0x00 ‖ salt[:16] ‖ journal id ‖ ord ‖ content)
//
// so a proof opens one entry and tells nothing of its neighbours, and a month
// whose key is destroyed opens nothing at all. Whose account an entry touches is
// itself a commitment under salt[16:], so that an opened entry shows no account.
type Hasher struct {
	mac  hash.Hash
	text canon // scratch
}

// NewHasher returns the hasher of the month whose key is given.
func NewHasher(key []byte) *Hasher { return &Hasher{hmac.New(sha256.New, key), make(canon, 0, 256)} }

// Leaf returns the leaf of a journal. Height and Leaf are not part of it, nor is
// anything of the lane's lease (decisions 19).
func (h *Hasher) Leaf(p Posted) Hash {
	r := tree.NewEmptyRange(0)
	appendLeaf(r, h.head(p))
	for _, e := range p.Entries {
		appendLeaf(r, h.entry(p.ID, e))
	}
	return root(r)
}

func (h *Hasher) head(p Posted) Hash {
	salt := h.salt(p.ID, 0)
	c := append(h.text[:0].u8(rfc6962.RFC6962LeafHashPrefix), salt[:16]...).i64(p.ID).u16(0)
	c = c.u32(uint32(p.Book)).u16(uint16(p.Kind)).i64(p.Ref).i64(p.RefSeq).i64(p.Order)
	c = c.u32(uint32(p.Period)).i64(p.EffectiveUS).i64(p.PostedUS).u16(uint16(p.N)).i64(p.Gross)
	return sha256.Sum256(c.i64(p.Reverses).i64(p.Actor).hash(p.ReqHash))
}

func (h *Hasher) entry(journalID int64, e Entry) Hash {
	salt := h.salt(journalID, e.Ord)
	whose := h.party(salt[16:], e)
	c := append(h.text[:0].u8(rfc6962.RFC6962LeafHashPrefix), salt[:16]...).i64(journalID).u16(uint16(e.Ord))
	return sha256.Sum256(c.hash(whose).i64(e.Amount).i64(e.Dim).i64(e.Row))
}

func (h *Hasher) party(salt []byte, e Entry) Hash {
	c := append(h.text[:0].u8(prefixParty), salt...).i64(int64(e.Account)).u32(uint32(e.Key.Book))
	return sha256.Sum256(c.u16(uint16(e.Key.Code)).u16(uint16(e.Key.Owner)).i64(e.Key.OwnerID).i64(e.Key.Sub))
}

func (h *Hasher) salt(journalID int64, ord int) Hash {
	h.mac.Reset()
	h.mac.Write(h.text[:0].i64(journalID).u16(uint16(ord)))
	return Hash(h.mac.Sum(h.text[:0]))
}

// Block is one commit of a lane: a link of its hash chain.
type Block struct {
	Lane     int16
	Height   int64 // 1, 2, …
	Prev     Hash  // hash of the block before; zero for the first
	Root     Hash  // RFC 6962 root over the leaves of its journals
	Hash     Hash
	Alg      uint8
	FirstSeq int64
	LastSeq  int64
	Epoch    int64
	SealedUS int64 // posted_us of its journals; not hashed again
}

// Sum returns what Hash must be.
func (b Block) Sum() Hash {
	c := make(canon, 0, 112)
	c = c.u8(prefixBlock).u8(b.Alg).i64(b.Epoch).u16(uint16(b.Lane)).i64(b.Height)
	return sha256.Sum256(c.hash(b.Prev).i64(b.FirstSeq).i64(b.LastSeq).hash(b.Root))
}

// BlockRoot is an RFC 6962 tree under construction, a leaf at a time.
type BlockRoot struct{ r *compact.Range }

// NewBlockRoot returns an empty tree.
func NewBlockRoot() *BlockRoot { return &BlockRoot{tree.NewEmptyRange(0)} }

// Add appends the leaf of a journal.
func (b *BlockRoot) Add(leaf Hash) {
	appendLeaf(b.r, Hash(rfc6962.DefaultHasher.HashLeaf(leaf[:])))
}

// Sum returns the root so far; zero when nothing was added.
func (b *BlockRoot) Sum() Hash { return root(b.r) }

// appendLeaf cannot fail: the range starts at zero and grows by one.
func appendLeaf(r *compact.Range, h Hash) {
	if err := r.Append(h[:], nil); err != nil {
		panic(err)
	}
}

func root(r *compact.Range) Hash {
	h, err := r.GetRootHash(nil)
	if err != nil {
		panic(err) // a range that starts at zero has a root
	}
	if h == nil {
		return Hash{}
	}
	return Hash(h)
}
