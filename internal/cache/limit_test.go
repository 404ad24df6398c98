package cache

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/alicebob/miniredis/v2"
)

func TestLimit(t *testing.T) {
	for name, addr := range map[string]string{"in process": "", "Redis": miniredis.RunT(t).Addr()} {
		t.Run(name, func(t *testing.T) {
			c := start(t, Options{Addr: addr})
			r := Rate{3, time.Hour}
			for i := range 3 {
				if ok, wait := c.Limit(t.Context(), "sms:1", r); !ok || wait != 0 {
					t.Errorf("event %d: %v, wait %v", i, ok, wait)
				}
			}
			ok, wait := c.Limit(t.Context(), "sms:1", r)
			if ok || wait <= 0 || wait > 20*time.Minute {
				t.Errorf("the fourth event: %v, wait %v; want refused, up to 20 min", ok, wait)
			}
			if ok, _ := c.Limit(t.Context(), "sms:2", r); !ok {
				t.Error("another key is refused")
			}
		})
	}
}

func TestLimitRefillsInProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, Options{})
		r := Rate{2, time.Hour}
		allowed := func() (n int) {
			for range 10 {
				if ok, _ := c.Limit(t.Context(), "k", r); ok {
					n++
				}
			}
			return n
		}
		if got := allowed(); got != 2 {
			t.Errorf("%d events at once, want 2", got)
		}
		<-time.After(31 * time.Minute)
		if got := allowed(); got != 1 {
			t.Errorf("%d events after half an hour, want 1", got)
		}
		<-time.After(3 * time.Hour)
		if got := allowed(); got != 2 {
			t.Errorf("%d events after a pause, want 2", got)
		}
	})
}

func TestReplicasShareLimits(t *testing.T) {
	server := miniredis.RunT(t)
	a, b := start(t, Options{Addr: server.Addr()}), start(t, Options{Addr: server.Addr()})
	a.Limit(t.Context(), "k", Rate{1, time.Hour})
	if ok, _ := b.Limit(t.Context(), "k", Rate{1, time.Hour}); ok {
		t.Error("the other replica allows a second event")
	}
}
