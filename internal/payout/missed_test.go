package payout_test

import (
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/payout"
)

func (s *scene) missed() (m payout.Missed) {
	s.T.Helper()
	s.View(func(tx *db.Tx) (err error) {
		m, err = s.Teller.MissedOf(tx, s.Honey.Merchant.ID)
		return err
	})
	return m
}

// A payout day that went by without a payment is somebody's task until the money
// is on its way, and no longer.
func TestAMissedPayoutDayIsSeen(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	if m := s.missed(); len(m.Households) != 0 {
		t.Fatalf("missed before a payout day has passed: %+v", m)
	}
	for range 7 + payout.MissedAfter {
		s.Clock.Advance(day)
	}
	s.Drain()
	m := s.missed()
	if len(m.Households) != 6 || m.Day == 0 {
		t.Fatalf("a payout day went by, missed %+v", m)
	}
	s.dropDrafts()
	s.pay()
	if m := s.missed(); len(m.Households) != 0 {
		t.Fatalf("paid, and still missed: %+v", m)
	}
	s.earn(6)
	if m := s.missed(); len(m.Households) != 0 {
		t.Fatalf("new money has met no payout day yet: %+v", m)
	}
}
