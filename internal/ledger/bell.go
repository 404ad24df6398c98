package ledger

import "sync"

// bell wakes the writers of this process when an intent has committed. It is a
// convenience: other processes find intents by looking.
type bell struct {
	mu    sync.Mutex
	lanes map[int16]chan struct{}
}

type bellKey struct{}

// local is what both *db.DB and *db.Tx offer.
type local interface {
	Local(key any, build func() any) any
}

func bellOf(l local) *bell {
	return l.Local(bellKey{}, func() any { return &bell{lanes: map[int16]chan struct{}{}} }).(*bell)
}

func (b *bell) of(lane int16) chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	c, ok := b.lanes[lane]
	if !ok {
		c = make(chan struct{}, 1)
		b.lanes[lane] = c
	}
	return c
}

// ring never blocks: one ring is as good as many.
func (b *bell) ring(lane int16) {
	select {
	case b.of(lane) <- struct{}{}:
	default:
	}
}
