package proof

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/yigou/yigou/internal/ledger"
)

// Format names the form of a Document.
const Format = "yigou.proof/1"

// Int is a number as a decimal string.
type Int int64

// MarshalJSON writes a string.
func (n Int) MarshalJSON() ([]byte, error) { return json.Marshal(strconv.FormatInt(int64(n), 10)) }

// UnmarshalJSON reads the one way MarshalJSON writes it.
func (n *Int) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("proof: number: %w", err)
	}
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil || strconv.FormatInt(v, 10) != s {
		return fmt.Errorf("proof: %q is no number", s)
	}
	*n = Int(v)
	return nil
}

// Digest is a hash in hexadecimal.
type Digest ledger.Hash

// MarshalText writes hexadecimal.
func (d Digest) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(d[:])), nil }

// UnmarshalText reads it.
func (d *Digest) UnmarshalText(b []byte) error { return decodeHex(d[:], b) }

// Salt is a commitment's salt in hexadecimal.
type Salt ledger.Salt

// MarshalText writes hexadecimal.
func (s Salt) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(s[:])), nil }

// UnmarshalText reads it.
func (s *Salt) UnmarshalText(b []byte) error { return decodeHex(s[:], b) }

var errHex = errors.New("proof: a digest is hexadecimal of its full length")

func decodeHex(into, text []byte) error {
	if hex.DecodedLen(len(text)) != len(into) {
		return errHex
	}
	if _, err := hex.Decode(into, text); err != nil {
		return errHex
	}
	return nil
}

// Document is everything that proves one entry: an opened head, an opened
// entry, and the way from them to a signed note.
type Document struct {
	Format string `json:"format"`
	Head   Head   `json:"head"`
	Entry  Entry  `json:"entry"`
	Leaf   Digest `json:"leaf"` // of the journal
	Block  Block  `json:"block"`
	Log    *Log   `json:"log"` // null while no checkpoint holds the block
}

// Head opens the head of the journal.
type Head struct {
	Salt        Salt     `json:"salt"`
	Journal     Int      `json:"journal"`
	Book        int32    `json:"book"`
	Kind        int32    `json:"kind"`
	Ref         Int      `json:"ref"`
	RefSeq      Int      `json:"ref_seq"`
	Order       Int      `json:"order"`
	Period      int32    `json:"period"`
	EffectiveUS Int      `json:"effective_us"`
	PostedUS    Int      `json:"posted_us"`
	N           int      `json:"n"`
	Gross       Int      `json:"gross"`
	Reverses    Int      `json:"reverses"`
	Actor       Int      `json:"actor"`
	Request     Digest   `json:"request"`
	Path        []Digest `json:"path"` // to Leaf
}

// Entry opens one entry of the journal.
type Entry struct {
	Salt   Salt     `json:"salt"`
	Ord    int      `json:"ord"`
	Whose  Digest   `json:"whose"`
	Amount Int      `json:"amount"`
	Dim    Int      `json:"dim"`
	Row    Int      `json:"row"`
	Path   []Digest `json:"path"` // to Leaf
}

// Block is the block of the journal, and the way into it.
type Block struct {
	Alg      string   `json:"alg"`
	Epoch    Int      `json:"epoch"`
	Lane     int16    `json:"lane"`
	Height   Int      `json:"height"`
	Prev     Digest   `json:"prev"`
	FirstSeq Int      `json:"first_seq"`
	LastSeq  Int      `json:"last_seq"`
	Root     Digest   `json:"root"`
	Hash     Digest   `json:"hash"`
	Path     []Digest `json:"path"` // from Leaf to Root
}

// Log is the way from the block's hash to the signed root.
type Log struct {
	Index Int      `json:"index"`
	Path  []Digest `json:"path"`
	Note  string   `json:"note"`
}

func digests(hs []ledger.Hash) []Digest {
	out := make([]Digest, len(hs))
	for i, h := range hs {
		out[i] = Digest(h)
	}
	return out
}

func hashes(ds []Digest) []ledger.Hash {
	out := make([]ledger.Hash, len(ds))
	for i, d := range ds {
		out[i] = ledger.Hash(d)
	}
	return out
}
