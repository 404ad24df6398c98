package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// Hash is a SHA-256 digest.
type Hash [sha256.Size]byte

// The canonical form of everything hashed is fixed-width big-endian integers and
// digests, one after the other: no text, no separators, nothing two readers
// could take apart in two ways (ledger.md §4).
type canon []byte

func (c canon) u8(v uint8) canon   { return append(c, v) }
func (c canon) u16(v uint16) canon { return binary.BigEndian.AppendUint16(c, v) }
func (c canon) u32(v uint32) canon { return binary.BigEndian.AppendUint32(c, v) }
func (c canon) i64(v int64) canon  { return binary.BigEndian.AppendUint64(c, uint64(v)) }
func (c canon) hash(h Hash) canon  { return append(c, h[:]...) }

// requestHash tells whether two journals under one key ask for the same. Time
// and actor are left out: a job that runs again is the same job.
func (j Journal) requestHash() Hash {
	c := make(canon, 0, 48+33*len(j.Legs))
	c = c.u32(uint32(j.Book)).u16(uint16(j.Kind)).i64(j.Ref).i64(j.RefSeq).i64(j.Order).i64(j.Reverses)
	return sha256.Sum256(j.appendLegs(c))
}

func (j Journal) appendLegs(c canon) canon {
	c = c.u16(uint16(len(j.Legs)))
	for _, l := range j.Legs {
		flags := uint8(0)
		if l.Balancing {
			flags = 1
		}
		c = c.i64(int64(l.Account)).i64(l.Amount).i64(l.Dim).i64(l.Row).u8(flags)
	}
	return c
}

// payloadVersion is the first byte of an intent's payload.
const payloadVersion = 1

// encode writes a journal as an intent keeps it.
func (j Journal) encode() []byte {
	c := make(canon, 0, 72+33*len(j.Legs))
	c = c.u8(payloadVersion).u32(uint32(j.Book)).u16(uint16(j.Kind)).i64(j.Ref).i64(j.RefSeq).i64(j.Order)
	c = c.i64(j.EffectiveUS).i64(j.Reverses).i64(j.Actor)
	return j.appendLegs(c)
}

var errPayload = errors.New("ledger: the payload of an intent cannot be read")

const (
	payloadHead = 1 + 4 + 2 + 6*8 + 2
	payloadLeg  = 4*8 + 1
)

// decode reads what encode wrote and nothing else.
func decode(b []byte) (Journal, error) {
	if len(b) < payloadHead || b[0] != payloadVersion {
		return Journal{}, errPayload
	}
	r := reader(b[1:])
	j := Journal{
		Book: int32(r.u32()), Kind: Kind(r.u16()), Ref: r.i64(), RefSeq: r.i64(), Order: r.i64(),
		EffectiveUS: r.i64(), Reverses: r.i64(), Actor: r.i64(),
	}
	n := int(r.u16())
	if len(r) != n*payloadLeg {
		return Journal{}, errPayload
	}
	j.Legs = make([]Leg, n)
	for i := range j.Legs {
		j.Legs[i] = Leg{Account: AccountID(r.i64()), Amount: r.i64(), Dim: r.i64(), Row: r.i64(), Balancing: r.u8() == 1}
	}
	return j, nil
}

// reader takes integers off the front of a payload whose length was checked.
type reader []byte

func (r *reader) u8() uint8 {
	v := (*r)[0]
	*r = (*r)[1:]
	return v
}

func (r *reader) u16() uint16 {
	v := binary.BigEndian.Uint16(*r)
	*r = (*r)[2:]
	return v
}

func (r *reader) u32() uint32 {
	v := binary.BigEndian.Uint32(*r)
	*r = (*r)[4:]
	return v
}

func (r *reader) i64() int64 {
	v := binary.BigEndian.Uint64(*r)
	*r = (*r)[8:]
	return int64(v)
}

// ReadIntent reads the payload of a waiting intent, for whoever compares facts
// with books while intents are under way.
func ReadIntent(payload []byte) (Journal, error) { return decode(payload) }
