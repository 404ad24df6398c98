package cache

import (
	"context"
	"crypto/rand"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

// Wake rings the doorbell of topic here and at every replica. It never waits:
// rings of one topic that come close together may arrive as one, and a ring may
// get lost with Redis, so a poll stands behind every doorbell.
func (c *Cache) Wake(topic string) {
	c.bells.ring(topic)
	if c.redis != nil {
		c.ringer.publish(topic)
	}
}

// Listen is a doorbell: it holds one ring when Wake was called for topic since
// the last receive. It falls silent when ctx ends and is never closed.
func (c *Cache) Listen(ctx context.Context, topic string) <-chan struct{} {
	return c.bells.listen(ctx, topic)
}

// ringer carries rings between replicas over one channel, messages
// "process topic".
type ringer struct {
	cache   *Cache
	self    string
	channel string
	sub     *redis.PubSub
	stop    context.CancelFunc
	wait    sync.WaitGroup
	kick    chan struct{}

	mu      sync.Mutex
	pending map[string]struct{} // topics to publish
}

func newRinger(c *Cache) *ringer {
	ctx, stop := context.WithCancel(context.Background())
	r := &ringer{
		cache: c, self: rand.Text(), channel: c.prefix + "wake", stop: stop,
		kick: make(chan struct{}, 1), pending: map[string]struct{}{},
	}
	r.sub = c.redis.Subscribe(ctx) // no channel yet: nothing is sent
	r.wait.Go(func() { r.send(ctx) })
	r.wait.Go(func() { r.receive(ctx) })
	return r
}

func (r *ringer) close() {
	r.stop()
	_ = r.sub.Close() // ends receive; nothing is left to lose
	r.wait.Wait()
}

func (r *ringer) publish(topic string) {
	r.mu.Lock()
	r.pending[topic] = struct{}{}
	r.mu.Unlock()
	press(r.kick)
}

// send publishes pending topics; while Redis fails they are dropped.
func (r *ringer) send(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.kick:
		}
		r.mu.Lock()
		topics := r.pending
		r.pending = map[string]struct{}{}
		r.mu.Unlock()
		for topic := range topics {
			if !r.cache.Shared() {
				break
			}
			if err := r.cache.redis.Publish(ctx, r.channel, r.self+" "+topic).Err(); err != nil {
				r.cache.failed(ctx, err)
			}
		}
	}
}

// receive rings here what other processes published. The subscription connects
// by itself, again and again, until it is closed.
func (r *ringer) receive(ctx context.Context) {
	_ = r.sub.Subscribe(ctx, r.channel) // kept and repeated when Redis is away
	for m := range r.sub.Channel() {
		if from, topic, ok := strings.Cut(m.Payload, " "); ok && from != r.self {
			r.cache.bells.ring(topic)
		}
	}
}
