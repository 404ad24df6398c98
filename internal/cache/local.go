package cache

import (
	"bytes"
	"time"

	"github.com/maypok86/otter/v2"
)

// localBytes is the most memory the values in process take.
const localBytes = 32 << 20

// local holds values in process.
type local struct {
	values *otter.Cache[string, entry]
}

type entry struct {
	value []byte
	ttl   time.Duration
}

func newLocal() *local {
	return &local{otter.Must(&otter.Options[string, entry]{
		MaximumWeight: localBytes,
		Weigher:       func(key string, e entry) uint32 { return uint32(len(key) + len(e.value) + 64) },
		ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[string, entry]) time.Duration {
			return e.Value.ttl
		}),
	})}
}

func (l *local) get(key string) ([]byte, bool) {
	e, ok := l.values.GetIfPresent(key)
	return bytes.Clone(e.value), ok
}

func (l *local) set(key string, value []byte, ttl time.Duration) {
	l.values.Set(key, entry{append([]byte{}, value...), ttl})
}

func (l *local) delete(key string) { l.values.Invalidate(key) }

func (l *local) clear() { l.values.InvalidateAll() }

func (l *local) close() { l.values.StopAllGoroutines() }
