package id_test

import (
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/id"
)

func TestSourceIsUniqueAndOrdered(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	s := id.NewSource(c, 7, 0)
	last := int64(0)
	for i := range 20_000 { // more than a millisecond holds
		if i == 10_000 {
			c.Advance(-time.Hour) // a clock set back
		}
		v := s.New()
		if v <= last {
			t.Fatalf("id %d is not above %d", v, last)
		}
		last = v
	}
}

func TestSourceUnderRace(t *testing.T) {
	s := id.NewSource(clock.System, 1, 0)
	var mu sync.Mutex
	seen := map[int64]bool{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 2_000 {
				v := s.New()
				mu.Lock()
				if seen[v] {
					t.Errorf("%d minted twice", v)
				}
				seen[v] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}

func TestSourceStartsAboveItsFloor(t *testing.T) {
	now := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	floor := now.Add(time.Second).Sub(id.Epoch).Milliseconds()
	s := id.NewSource(clock.NewFake(now), 3, floor)
	if got := id.MS(s.New()); got <= floor {
		t.Fatalf("ms %d is not above the floor %d", got, floor)
	}
}

func TestNumberNoticesOneWrongDigit(t *testing.T) {
	n := id.Number("YG", 384_112_233_445_566_778)
	if !id.ValidNumber("YG", n) {
		t.Fatalf("%s is refused", n)
	}
	for i := 2; i < len(n); i++ {
		for d := byte('0'); d <= '9'; d++ {
			if d == n[i] {
				continue
			}
			if bad := n[:i] + string(d) + n[i+1:]; id.ValidNumber("YG", bad) {
				t.Fatalf("%s passes for %s", bad, n)
			}
		}
	}
	for _, bad := range []string{"", "YG", "YG1", "XX" + n[2:], n[:5] + "x" + n[6:]} {
		if id.ValidNumber("YG", bad) {
			t.Errorf("%q passes", bad)
		}
	}
}
