package cache

import (
	"context"
	"log/slog"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/alicebob/miniredis/v2"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// start opens a cache that probes a failing Redis every millisecond.
func start(t *testing.T, o Options) *Cache {
	t.Helper()
	c := open(o, time.Millisecond)
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// until waits for a state that another goroutine brings about.
func until(t *testing.T, what string, reached func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); !reached(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("never happened: %s", what)
		}
	}
}

func wantValue(t *testing.T, c *Cache, key, want string) {
	t.Helper()
	if got, ok := c.Get(t.Context(), key); !ok || string(got) != want {
		t.Errorf("Get(%s) = %q, %v; want %q", key, got, ok, want)
	}
}

func wantNothing(t *testing.T, c *Cache, key string) {
	t.Helper()
	if got, ok := c.Get(t.Context(), key); ok {
		t.Errorf("Get(%s) = %q, want nothing", key, got)
	}
}

func TestValues(t *testing.T) {
	for name, addr := range map[string]string{"in process": "", "Redis": miniredis.RunT(t).Addr()} {
		t.Run(name, func(t *testing.T) {
			c := start(t, Options{Addr: addr})
			wantNothing(t, c, "k")
			c.Set(t.Context(), "k", []byte("one"), time.Minute)
			c.Set(t.Context(), "empty", nil, time.Minute)
			wantValue(t, c, "k", "one")
			wantValue(t, c, "empty", "")
			c.Set(t.Context(), "k", []byte("two"), time.Minute)
			wantValue(t, c, "k", "two")
			c.Delete(t.Context(), "k")
			wantNothing(t, c, "k")
			if got, want := c.Shared(), addr != ""; got != want {
				t.Errorf("Shared = %v, want %v", got, want)
			}
		})
	}
}

func TestValuesAreCopies(t *testing.T) {
	c := start(t, Options{})
	value := []byte("one")
	c.Set(t.Context(), "k", value, time.Minute)
	value[0] = 'X'
	got, _ := c.Get(t.Context(), "k")
	got[1] = 'X'
	wantValue(t, c, "k", "one")
}

func TestValuesExpireInProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, Options{})
		c.Set(t.Context(), "short", []byte("x"), time.Second)
		c.Set(t.Context(), "long", []byte("x"), time.Hour)
		<-time.After(time.Minute)
		wantNothing(t, c, "short")
		wantValue(t, c, "long", "x")
	})
}

func TestReplicasShareValuesUntilTheyExpire(t *testing.T) {
	server := miniredis.RunT(t)
	a, b := start(t, Options{Addr: server.Addr()}), start(t, Options{Addr: server.Addr()})
	a.Set(t.Context(), "k", []byte("one"), time.Minute)
	wantValue(t, b, "k", "one")
	server.FastForward(2 * time.Minute)
	wantNothing(t, b, "k")
	other := start(t, Options{Addr: server.Addr(), Prefix: "other:"})
	a.Set(t.Context(), "k", []byte("one"), time.Minute)
	wantNothing(t, other, "k")
}

func TestRedisStoppedInTheMiddle(t *testing.T) {
	server := miniredis.RunT(t)
	c := start(t, Options{Addr: server.Addr()})
	for _, key := range []string{"kept", "deleted", "changed"} {
		c.Set(t.Context(), key, []byte("before"), time.Hour)
	}

	server.Close()
	wantNothing(t, c, "kept")
	if c.Shared() {
		t.Error("still shared after Redis stopped")
	}
	c.Delete(t.Context(), "deleted")
	c.Set(t.Context(), "changed", []byte("meanwhile"), time.Hour)
	wantValue(t, c, "changed", "meanwhile")
	if ok, _ := c.Limit(t.Context(), "l", Rate{1, time.Hour}); !ok {
		t.Error("the first event is refused without Redis")
	}
	if ok, _ := c.Limit(t.Context(), "l", Rate{1, time.Hour}); ok {
		t.Error("the second event passes without Redis")
	}

	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	until(t, "Redis is used again", c.Shared)
	wantValue(t, c, "kept", "before")
	wantNothing(t, c, "deleted")
	wantNothing(t, c, "changed")
	c.Set(t.Context(), "changed", []byte("after"), time.Hour)
	wantValue(t, c, "changed", "after")
	server.Close()
	wantNothing(t, c, "changed") // what was kept during the first outage is gone
}

// TestOutageUnderLoad stops and starts Redis under callers on all sides: every
// value read is one that was set, and no delete is ever undone.
func TestOutageUnderLoad(t *testing.T) {
	server := miniredis.RunT(t)
	c := start(t, Options{Addr: server.Addr()})
	ctx, stop := context.WithCancel(t.Context())
	var callers sync.WaitGroup
	for _, key := range []string{"a", "b", "c", "d"} {
		callers.Go(func() {
			for ctx.Err() == nil {
				c.Set(t.Context(), key, []byte(key), time.Hour)
				if got, ok := c.Get(t.Context(), key); ok && string(got) != key {
					t.Errorf("Get(%s) = %q", key, got)
				}
				c.Delete(t.Context(), key)
				if got, ok := c.Get(t.Context(), key); ok {
					t.Errorf("Get(%s) = %q after Delete", key, got)
				}
				c.Limit(t.Context(), key, Rate{5, time.Minute})
				c.Wake(key)
			}
		})
	}
	for range 5 {
		server.Close()
		until(t, "the failure is noticed", func() bool { return !c.Shared() })
		if err := server.Restart(); err != nil {
			t.Fatal(err)
		}
		until(t, "Redis is used again", c.Shared)
	}
	stop()
	callers.Wait()
}

func TestRedisAbsentAtStart(t *testing.T) {
	server := miniredis.RunT(t)
	addr := server.Addr()
	server.Close()
	c := start(t, Options{Addr: addr})
	c.Set(t.Context(), "k", []byte("one"), time.Hour)
	wantValue(t, c, "k", "one")
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	until(t, "Redis is used", c.Shared)
}

// TestSilentRedis: a server that accepts and never answers delays one call, not
// each of them.
func TestSilentRedis(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	c := open(Options{Addr: listener.Addr().String()}, time.Hour)
	defer c.Close()
	began := time.Now()
	for range 1000 {
		c.Set(t.Context(), "k", []byte("one"), time.Hour)
		wantValue(t, c, "k", "one")
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("1000 calls took %v", took)
	}
}

func TestCallerWhoGivesUpDoesNotBlameRedis(t *testing.T) {
	c := start(t, Options{Addr: miniredis.RunT(t).Addr()})
	c.Set(t.Context(), "k", []byte("one"), time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c.Get(ctx, "k")
	c.Limit(ctx, "k", Rate{1, time.Hour})
	if !c.Shared() {
		t.Error("a cancelled caller opened the breaker")
	}
	c.Delete(ctx, "k")
	wantNothing(t, c, "k")
}

func TestOutageIsLoggedOnce(t *testing.T) {
	var log lockedLog
	server := miniredis.RunT(t)
	c := start(t, Options{Addr: server.Addr(), Log: slog.New(slog.NewTextHandler(&log, nil))})
	for range 3 {
		server.Close()
		for range 100 {
			c.Get(t.Context(), "k")
		}
		if err := server.Restart(); err != nil {
			t.Fatal(err)
		}
		until(t, "Redis is used again", c.Shared)
	}
	if got := log.lines(); len(got) != 1 || !strings.Contains(got[0], "redis fails") {
		t.Errorf("%d lines: %q", len(got), got)
	}
}

type lockedLog struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lockedLog) lines() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Split(strings.TrimSpace(l.text.String()), "\n")
}

// TestChangeWhileMending: a key that changes while Redis forgets the others is
// forgotten there too, before Redis is used again.
func TestChangeWhileMending(t *testing.T) {
	var b *breaker
	forgotten := make(chan []string, 10)
	changing := true
	b = newBreaker(slog.New(slog.DiscardHandler), time.Millisecond, func(_ context.Context, keys []string) error {
		if changing {
			changing = false
			b.note("late", func() {})
		}
		forgotten <- keys
		return nil
	}, func() { close(forgotten) })
	defer b.close()
	b.tripOn("early", context.DeadlineExceeded, func() {})
	var got []string
	for keys := range forgotten {
		got = append(got, keys...)
	}
	if !slices.Equal(got, []string{"early", "late"}) {
		t.Errorf("forgotten %v", got)
	}
	until(t, "the breaker closes", b.closed)
}

func TestNotedKeysAreBounded(t *testing.T) {
	b := newBreaker(slog.New(slog.DiscardHandler), time.Hour, nil, nil)
	defer b.close()
	b.trip(context.DeadlineExceeded)
	for i := range mostChanged + 10 {
		b.note(strconv.Itoa(i), func() {})
	}
	if len(b.changed) > mostChanged {
		t.Errorf("%d keys noted", len(b.changed))
	}
}
