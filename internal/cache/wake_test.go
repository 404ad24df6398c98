package cache

import (
	"context"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
)

func wantRing(t *testing.T, bell <-chan struct{}) {
	t.Helper()
	select {
	case <-bell:
	case <-time.After(20 * time.Second):
		t.Fatal("no ring")
	}
}

func wantSilence(t *testing.T, bell <-chan struct{}) {
	t.Helper()
	select {
	case <-bell:
		t.Fatal("a ring")
	default:
	}
}

func TestWakeInProcess(t *testing.T) {
	c := start(t, Options{})
	one, two, other := c.Listen(t.Context(), "jobs"), c.Listen(t.Context(), "jobs"), c.Listen(t.Context(), "lane")
	wantSilence(t, one)
	c.Wake("jobs")
	c.Wake("jobs")
	wantRing(t, one)
	wantRing(t, two)
	wantSilence(t, one) // two rings, one wake-up
	wantSilence(t, other)
}

func TestListenEndsWithItsContext(t *testing.T) {
	c := start(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	bell := c.Listen(ctx, "jobs")
	cancel()
	until(t, "the doorbell is taken off", func() bool {
		c.bells.mu.Lock()
		defer c.bells.mu.Unlock()
		return len(c.bells.topics) == 0
	})
	c.Wake("jobs")
	wantSilence(t, bell)
}

func TestWakeReachesTheOtherReplica(t *testing.T) {
	server := miniredis.RunT(t)
	a, b := start(t, Options{Addr: server.Addr()}), start(t, Options{Addr: server.Addr()})
	bell, own := b.Listen(t.Context(), "jobs"), a.Listen(t.Context(), "jobs")
	until(t, "both have subscribed", func() bool { return server.PubSubNumSub("yigou:wake")["yigou:wake"] == 2 })
	a.Wake("jobs")
	wantRing(t, bell)
	wantRing(t, own)

	server.Close()
	a.Wake("jobs")
	wantRing(t, own)
	a.Get(t.Context(), "k")
	b.Get(t.Context(), "k")
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	wantRing(t, bell) // whoever may have missed a ring looks once
	until(t, "both are back", func() bool {
		return a.Shared() && b.Shared() && server.PubSubNumSub("yigou:wake")["yigou:wake"] == 2
	})
	a.Wake("jobs")
	wantRing(t, bell)
}
