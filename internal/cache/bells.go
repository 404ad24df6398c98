package cache

import (
	"context"
	"sync"
)

// bells are the doorbells of one process: a topic rings every listener.
type bells struct {
	mu     sync.Mutex
	topics map[string]map[chan struct{}]struct{}
}

func newBells() *bells {
	return &bells{topics: map[string]map[chan struct{}]struct{}{}}
}

// listen registers a doorbell until ctx ends.
func (b *bells) listen(ctx context.Context, topic string) <-chan struct{} {
	bell := make(chan struct{}, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.topics[topic] == nil {
		b.topics[topic] = map[chan struct{}]struct{}{}
	}
	b.topics[topic][bell] = struct{}{}
	context.AfterFunc(ctx, func() { b.remove(topic, bell) })
	return bell
}

func (b *bells) remove(topic string, bell chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.topics[topic], bell)
	if len(b.topics[topic]) == 0 {
		delete(b.topics, topic)
	}
}

func (b *bells) ring(topic string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for bell := range b.topics[topic] {
		press(bell)
	}
}

func (b *bells) ringAll() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, listeners := range b.topics {
		for bell := range listeners {
			press(bell)
		}
	}
}

// press rings without waiting; a bell that is already ringing stays so.
func press(bell chan struct{}) {
	select {
	case bell <- struct{}{}:
	default:
	}
}
