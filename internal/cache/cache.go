package cache

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/go-redis/redis_rate/v10"
	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// Options say where Redis is.
type Options struct {
	Addr     string // host:port, several of a cluster by comma; empty: in process
	Password string
	DB       int
	Prefix   string // before every key and channel; empty: "yigou:"
	Log      *slog.Logger
}

// Cache is shared by all goroutines of a process. Close it when done.
type Cache struct {
	prefix string
	local  *local
	limits *limits
	bells  *bells

	redis   redis.UniversalClient // nil: in process
	limiter *redis_rate.Limiter
	breaker *breaker
	ringer  *ringer
}

// Time-outs short enough that a request which meets a silent Redis is late by
// a blink, once.
const (
	dialTimeout    = 500 * time.Millisecond
	commandTimeout = 250 * time.Millisecond
	probeEvery     = time.Second
)

// Open never fails and never waits: a Redis that is not there yet is one that
// comes back.
func Open(o Options) *Cache {
	return open(o, probeEvery)
}

func open(o Options, probe time.Duration) *Cache {
	if o.Prefix == "" {
		o.Prefix = "yigou:"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	c := &Cache{prefix: o.Prefix, local: newLocal(), limits: newLimits(), bells: newBells()}
	if o.Addr == "" {
		return c
	}
	redis.SetLogger(quiet{})
	c.redis = redis.NewUniversalClient(&redis.UniversalOptions{
		Addrs: strings.Split(o.Addr, ","), Password: o.Password, DB: o.DB,
		DialTimeout: dialTimeout, ReadTimeout: commandTimeout, WriteTimeout: commandTimeout, PoolTimeout: commandTimeout,
		MaxRetries: -1, ContextTimeoutEnabled: true, DisableIdentity: true,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	})
	c.limiter = redis_rate.NewLimiter(c.redis)
	c.breaker = newBreaker(o.Log, probe, c.mend, c.mended)
	c.ringer = newRinger(c)
	return c
}

// quiet keeps go-redis from writing to standard error; the breaker's own line
// says what there is to say.
type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}

// Close ends the goroutines and connections of the cache.
func (c *Cache) Close() error {
	defer c.local.close()
	defer c.limits.close()
	if c.redis == nil {
		return nil
	}
	c.ringer.close()
	c.breaker.close()
	return c.redis.Close()
}

// Shared reports whether Redis is in use at this moment: false without Redis
// and while it fails. It is for metrics and readiness pages.
func (c *Cache) Shared() bool {
	return c.redis != nil && c.breaker.closed()
}

// Get is the value of key, if it is there.
func (c *Cache) Get(ctx context.Context, key string) (value []byte, ok bool) {
	if c.Shared() {
		value, err := c.redis.Get(ctx, c.prefix+key).Bytes()
		if err == nil || errors.Is(err, redis.Nil) {
			return value, err == nil
		}
		c.failed(ctx, err)
	}
	return c.local.get(key)
}

// Set keeps a copy of value for ttl, at least a millisecond. It may be gone
// earlier.
func (c *Cache) Set(ctx context.Context, key string, value []byte, ttl time.Duration) {
	ttl = max(ttl, time.Millisecond)
	c.change(key,
		func() error { return c.redis.Set(context.WithoutCancel(ctx), c.prefix+key, value, ttl).Err() },
		func() { c.local.set(key, value, ttl) })
}

// Delete forgets key, also for a caller whose context has ended.
func (c *Cache) Delete(ctx context.Context, key string) {
	c.change(key,
		func() error { return c.redis.Del(context.WithoutCancel(ctx), c.prefix+key).Err() },
		func() { c.local.delete(key) })
}

// change does shared in Redis or, where that fails, inProcess here. Then the
// key is noted, to be deleted in Redis before Redis is used again.
func (c *Cache) change(key string, shared func() error, inProcess func()) {
	if c.redis == nil {
		inProcess()
		return
	}
	for {
		if c.breaker.closed() {
			if err := shared(); err != nil {
				c.breaker.tripOn(key, err, inProcess)
			}
			return
		}
		if c.breaker.note(key, inProcess) {
			return
		}
	}
}

// failed opens the breaker, unless it was the caller who gave up.
func (c *Cache) failed(ctx context.Context, err error) {
	if ctx.Err() == nil {
		c.breaker.trip(err)
	}
}

// mend is tried until it works after a failure: Redis answers, and forgets the
// keys that changed without it.
func (c *Cache) mend(ctx context.Context, changed []string) error {
	if err := c.redis.Ping(ctx).Err(); err != nil {
		return err
	}
	for _, key := range changed {
		if err := c.redis.Del(ctx, c.prefix+key).Err(); err != nil {
			return err
		}
	}
	return nil
}

// mended runs when Redis is about to be used again: what was kept here meanwhile
// is forgotten, and whoever waits for a doorbell looks once.
func (c *Cache) mended() {
	c.local.clear()
	c.bells.ringAll()
}
