package ledger

import (
	"crypto/hmac"
	"hash"

	"github.com/transparency-dev/merkle/rfc6962"
)

// Prefixes that keep the kinds of hashed texts apart. 0 and 1 are RFC 6962's
// leaf and node.
const (
	prefixBlock = 2
	prefixParty = 3
)

// Hasher computes the leaves of one month's journals under that month's key.
// It is not safe for concurrent use.
//
// The leaf of a journal is the RFC 6962 root over one commitment for the head
// (ord 0) and one per entry:
//
//	salt       = HMAC(key, journal id ‖ ord)
//	commitment = H(0x00 ‖ salt[:16] ‖ journal id ‖ ord ‖ content)
//
// so a proof opens one entry and tells nothing of its neighbours, and a month
// whose key is destroyed opens nothing at all. Whose account an entry touches is
// itself a commitment under salt[16:], so that an opened entry shows no account.
type Hasher struct {
	alg  Alg
	mac  hash.Hash
	text canon // scratch
}

// NewHasher returns the hasher, by one algorithm, of the month whose key is given.
func NewHasher(alg Alg, key []byte) *Hasher {
	return &Hasher{alg, hmac.New(alg.new, key), make(canon, 0, 256)}
}

// Leaf returns the leaf of a journal. Height and Leaf are not part of it, nor is
// anything of the lane's lease (decisions 19).
func (h *Hasher) Leaf(p Posted) Hash {
	t := NewTree(h.alg)
	t.add(h.head(p))
	for _, e := range p.Entries {
		t.add(h.entry(p.ID, e))
	}
	return t.Sum()
}

// Commitments returns what Leaf is the root of: the head's commitment and one
// per entry. They tell nothing of what they commit to.
func (h *Hasher) Commitments(p Posted) []Hash {
	cs := make([]Hash, 1, 1+len(p.Entries))
	cs[0] = h.head(p)
	for _, e := range p.Entries {
		cs = append(cs, h.entry(p.ID, e))
	}
	return cs
}

// Salt opens the commitment of one ord of a journal and no other.
func (h *Hasher) Salt(journalID int64, ord int) Salt {
	s := h.salt(journalID, ord)
	return Salt(s[:len(Salt{})])
}

// Whose is the commitment to the account of an entry.
func (h *Hasher) Whose(journalID int64, e Entry) Hash {
	s := h.salt(journalID, e.Ord)
	return h.party(s[len(Salt{}):], e)
}

func (h *Hasher) head(p Posted) Hash {
	salt := h.salt(p.ID, 0)
	return h.alg.Of(h.text[:0].head(Salt(salt[:len(Salt{})]), p))
}

func (h *Hasher) entry(journalID int64, e Entry) Hash {
	salt := h.salt(journalID, e.Ord)
	whose := h.party(salt[len(Salt{}):], e)
	return h.alg.Of(h.text[:0].entry(Salt(salt[:len(Salt{})]), whose, journalID, e))
}

// Salt is what an opened commitment shows beside its content.
type Salt [16]byte

// HeadCommitment recomputes the commitment of a journal's head from its opening.
func HeadCommitment(alg Alg, salt Salt, p Posted) Hash { return alg.Of(canon{}.head(salt, p)) }

// EntryCommitment recomputes the commitment of an entry from its opening; its
// account is represented by the commitment whose.
func EntryCommitment(alg Alg, salt Salt, whose Hash, journalID int64, e Entry) Hash {
	return alg.Of(canon{}.entry(salt, whose, journalID, e))
}

func (c canon) head(salt Salt, p Posted) canon {
	c = append(c.u8(rfc6962.RFC6962LeafHashPrefix), salt[:]...).i64(p.ID).u16(0)
	c = c.u32(uint32(p.Book)).u16(uint16(p.Kind)).i64(p.Ref).i64(p.RefSeq).i64(p.Order)
	c = c.u32(uint32(p.Period)).i64(p.EffectiveUS).i64(p.PostedUS).u16(uint16(p.N)).i64(p.Gross)
	return c.i64(p.Reverses).i64(p.Actor).hash(p.ReqHash)
}

func (c canon) entry(salt Salt, whose Hash, journalID int64, e Entry) canon {
	c = append(c.u8(rfc6962.RFC6962LeafHashPrefix), salt[:]...).i64(journalID).u16(uint16(e.Ord))
	return c.hash(whose).i64(e.Amount).i64(e.Dim).i64(e.Row)
}

func (h *Hasher) party(salt []byte, e Entry) Hash {
	c := append(h.text[:0].u8(prefixParty), salt...).i64(int64(e.Account)).u32(uint32(e.Key.Book))
	return h.alg.Of(c.u16(uint16(e.Key.Code)).u16(uint16(e.Key.Owner)).i64(e.Key.OwnerID).i64(e.Key.Sub))
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
	Alg      Alg
	FirstSeq int64
	LastSeq  int64
	Epoch    int64
	SealedUS int64 // posted_us of its journals; not hashed again
}

// Sum returns what Hash must be.
func (b Block) Sum() Hash {
	c := make(canon, 0, 112)
	c = c.u8(prefixBlock).u8(uint8(b.Alg)).i64(b.Epoch).u16(uint16(b.Lane)).i64(b.Height)
	return b.Alg.Of(c.hash(b.Prev).i64(b.FirstSeq).i64(b.LastSeq).hash(b.Root))
}
