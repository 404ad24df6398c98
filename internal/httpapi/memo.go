package httpapi

import (
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// memo keeps values that are dear to read and may be a little old.
type memo[V any] struct {
	mu     sync.Mutex
	kept   map[string]kept[V]
	flight singleflight.Group
	now    func() time.Time
	ttl    time.Duration
}

type kept[V any] struct {
	value V
	until time.Time
}

// mostKept bounds a memo; its keys are places, of which a district has hundreds.
const mostKept = 2000

func newMemo[V any](ttl time.Duration, now func() time.Time) *memo[V] {
	return &memo[V]{kept: map[string]kept[V]{}, now: now, ttl: ttl}
}

// get returns the kept value of key, or reads it once for all who wait.
func (m *memo[V]) get(key string, read func() (V, error)) (V, error) {
	if v, ok := m.fresh(key); ok {
		return v, nil
	}
	got, err, _ := m.flight.Do(key, func() (any, error) {
		v, err := read()
		if err == nil {
			m.keep(key, v)
		}
		return v, err
	})
	v, _ := got.(V)
	return v, err
}

func (m *memo[V]) fresh(key string) (V, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.kept[key]
	return k.value, ok && m.now().Before(k.until)
}

func (m *memo[V]) keep(key string, v V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.kept) >= mostKept {
		clear(m.kept)
	}
	m.kept[key] = kept[V]{v, m.now().Add(m.ttl)}
}
