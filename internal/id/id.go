// Package id makes time-ordered int64 identifiers and public document numbers.
//
// An identifier is 41 bits of milliseconds since Epoch, 10 bits of node and 12
// bits of sequence (decisions 4). A Source never goes backwards, not even when
// the clock does; two processes never share a node (db leases it).
package id

import (
	"fmt"
	"sync"
	"time"

	"github.com/yigou/yigou/internal/clock"
)

// Epoch is the zero of the 41-bit clock; it lasts until 2093.
var Epoch = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

const (
	nodeBits = 10
	seqBits  = 12
	maxSeq   = 1<<seqBits - 1

	// MaxNode is the highest node number.
	MaxNode = 1<<nodeBits - 1
)

// Source mints identifiers. It is safe for concurrent use.
type Source struct {
	mu    sync.Mutex
	clock clock.Clock
	node  int64
	ms    int64
	seq   int64
}

// NewSource returns a source for a node (0…MaxNode) that starts above floorMS,
// the last millisecond an earlier holder of the node may have used.
func NewSource(c clock.Clock, node int, floorMS int64) *Source {
	if node < 0 || node > MaxNode {
		panic(fmt.Sprintf("id: node %d is outside 0…%d", node, MaxNode))
	}
	return &Source{clock: c, node: int64(node), ms: floorMS, seq: maxSeq}
}

// New mints one identifier.
func (s *Source) New() int64 {
	now := s.clock.Now().Sub(Epoch).Milliseconds()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case now > s.ms:
		s.ms, s.seq = now, 0
	case s.seq < maxSeq:
		s.seq++
	default: // the millisecond is used up, or the clock went back: borrow the next one
		s.ms++
		s.seq = 0
	}
	return s.ms<<(nodeBits+seqBits) | s.node<<seqBits | s.seq
}

// HighMS is the last millisecond used; a lease stores it before it is let go.
func (s *Source) HighMS() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ms
}

// MS returns the millisecond since Epoch inside an identifier.
func MS(v int64) int64 { return v >> (nodeBits + seqBits) }

// Number prints an identifier as a public document number: a prefix, 15 or more
// digits and one ISO 7064 MOD 11,10 check digit, so that a number misread over
// the telephone is noticed.
func Number(prefix string, v int64) string {
	digits := fmt.Sprintf("%015d", v)
	return prefix + digits + string(rune('0'+check(digits)))
}

// ValidNumber reports whether s is prefix, digits and the right check digit.
func ValidNumber(prefix, s string) bool {
	if len(s) < len(prefix)+2 || s[:len(prefix)] != prefix {
		return false
	}
	digits := s[len(prefix):]
	for _, r := range digits {
		if r < '0' || r > '9' {
			return false
		}
	}
	last := len(digits) - 1
	return check(digits[:last]) == int(digits[last]-'0')
}

func check(digits string) int {
	p := 10
	for _, r := range digits {
		s := (p + int(r-'0')) % 10
		if s == 0 {
			s = 10
		}
		p = s * 2 % 11
	}
	return (11 - p) % 10
}
