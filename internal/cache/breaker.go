package cache

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// breaker keeps callers away from a Redis that fails. While it is open, one
// goroutine of its own tries to mend, so that no request waits for a probe.
type breaker struct {
	log    *slog.Logger
	probe  time.Duration
	mend   func(ctx context.Context, changed []string) error
	mended func()

	ctx  context.Context // ends with close
	stop context.CancelFunc
	wait sync.WaitGroup

	open atomic.Bool // written under mu

	mu      sync.Mutex
	changed map[string]struct{} // keys changed in process while open
	logged  time.Time
}

const (
	// mostChanged bounds the keys noted during an outage. Beyond it some are
	// forgotten, and what Redis holds of them may be seen until it expires.
	mostChanged = 100_000
	logEvery    = time.Minute
)

// newBreaker makes a closed breaker. Every probe after a failure it calls mend
// with the keys that changed meanwhile, until that works; then mended.
func newBreaker(log *slog.Logger, probe time.Duration, mend func(context.Context, []string) error, mended func()) *breaker {
	ctx, stop := context.WithCancel(context.Background())
	return &breaker{
		log: log, probe: probe, mend: mend, mended: mended,
		ctx: ctx, stop: stop, changed: map[string]struct{}{},
	}
}

// closed reports whether Redis may be used.
func (b *breaker) closed() bool { return !b.open.Load() }

// close ends the mending.
func (b *breaker) close() {
	b.mu.Lock()
	b.stop()
	b.mu.Unlock()
	b.wait.Wait()
}

// trip opens the breaker.
func (b *breaker) trip(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tripLocked(err)
}

// tripOn opens the breaker because key could not be changed in Redis, and runs
// inProcess instead.
func (b *breaker) tripOn(key string, err error, inProcess func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tripLocked(err)
	b.noteLocked(key)
	inProcess()
}

// note runs inProcess for a key while the breaker is open; false when it is not.
func (b *breaker) note(key string, inProcess func()) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.open.Load() {
		return false
	}
	b.noteLocked(key)
	inProcess()
	return true
}

func (b *breaker) noteLocked(key string) {
	for old := range b.changed {
		if len(b.changed) < mostChanged {
			break
		}
		delete(b.changed, old)
	}
	b.changed[key] = struct{}{}
}

func (b *breaker) tripLocked(err error) {
	if b.open.Swap(true) || b.ctx.Err() != nil {
		return
	}
	if now := time.Now(); now.Sub(b.logged) >= logEvery {
		b.logged = now
		b.log.Warn("redis fails; going on in process", "error", err)
	}
	b.wait.Go(b.mendUntilClosed)
}

func (b *breaker) mendUntilClosed() {
	probe := time.NewTicker(b.probe)
	defer probe.Stop()
	for {
		select {
		case <-b.ctx.Done():
			return
		case <-probe.C:
		}
		for b.mendOnce() {
			if b.tryClose() {
				return
			}
		}
	}
}

// mendOnce reports whether Redis answers and has forgotten the noted keys.
func (b *breaker) mendOnce() bool {
	b.mu.Lock()
	taken := b.changed
	b.changed = map[string]struct{}{}
	b.mu.Unlock()
	if b.mend(b.ctx, slices.Collect(maps.Keys(taken))) == nil {
		return true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for key := range taken {
		b.noteLocked(key)
	}
	return false
}

// tryClose closes the breaker unless a key has changed since mendOnce.
func (b *breaker) tryClose() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.changed) > 0 {
		return false
	}
	b.mended()
	b.open.Store(false)
	return true
}
