package ledger

import (
	"crypto/sha256"
	"hash"

	"github.com/emmansun/gmsm/sm3"
	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"
)

// Alg is the hash algorithm of a block and of everything inside it: salts,
// commitments, leaves, trees, the block's own hash. Both give 32 bytes. The
// number stands in the block and is never used for anything else.
type Alg uint8

// The algorithms: SHA-256 by default, SM3 (GB/T 32905) where an assessment of
// commercial cryptography asks for it.
const (
	SHA256 Alg = 1
	SM3    Alg = 2
)

// ParseAlg reads the name that String writes.
func ParseAlg(name string) (a Alg, ok bool) {
	switch name {
	case "sha256":
		return SHA256, true
	case "sm3":
		return SM3, true
	}
	return 0, false
}

// String is the name in settings, notes and proofs.
func (a Alg) String() string {
	switch a {
	case SHA256:
		return "sha256"
	case SM3:
		return "sm3"
	}
	return "unknown"
}

// Known reports whether this program can compute it.
func (a Alg) Known() bool { return a == SHA256 || a == SM3 }

// Of hashes a text.
func (a Alg) Of(text []byte) Hash {
	if a == SM3 {
		return sm3.Sum(text)
	}
	return sha256.Sum256(text)
}

// new is the constructor that HMAC asks for.
func (a Alg) new() hash.Hash {
	if a == SM3 {
		return sm3.New()
	}
	return sha256.New()
}

// EmptyRoot, HashLeaf, HashChildren and Size make an Alg an RFC 6962 hasher.
func (a Alg) EmptyRoot() []byte {
	h := a.Of(nil)
	return h[:]
}

// HashLeaf is the hash of a leaf with this content.
func (a Alg) HashLeaf(leaf []byte) []byte {
	h := a.Of(append([]byte{rfc6962.RFC6962LeafHashPrefix}, leaf...))
	return h[:]
}

// HashChildren is the hash of an inner node, with one allocation.
func (a Alg) HashChildren(l, r []byte) []byte {
	var b [1 + 2*len(Hash{})]byte
	b[0] = rfc6962.RFC6962NodeHashPrefix
	copy(b[1:], l)
	copy(b[1+len(Hash{}):], r)
	h := a.Of(b[:])
	return h[:]
}

// Size is the length of a digest.
func (Alg) Size() int { return len(Hash{}) }

func (a Alg) ranges() *compact.RangeFactory { return &compact.RangeFactory{Hash: a.HashChildren} }
