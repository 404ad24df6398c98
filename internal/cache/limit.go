package cache

import (
	"context"
	"time"

	"github.com/go-redis/redis_rate/v10"
	"github.com/maypok86/otter/v2"
	"golang.org/x/time/rate"
)

// Rate allows N events each Per, all N of them at once after a pause. Both > 0.
type Rate struct {
	N   int
	Per time.Duration
}

// Limit counts one event of key and reports whether it is within r. If not, it
// says after how long the next one will be. One key always has the same rate.
func (c *Cache) Limit(ctx context.Context, key string, r Rate) (ok bool, wait time.Duration) {
	if c.Shared() {
		res, err := c.limiter.Allow(ctx, c.prefix+key, redis_rate.Limit{Rate: r.N, Burst: r.N, Period: r.Per})
		if err == nil {
			return res.Allowed > 0, max(res.RetryAfter, 0)
		}
		c.failed(ctx, err)
	}
	return c.limits.allow(key, r, time.Now())
}

// limitKeys is how many keys are counted in process at once.
const limitKeys = 100_000

// limits counts in process.
type limits struct {
	buckets *otter.Cache[string, bucket]
}

type bucket struct {
	*rate.Limiter
	per time.Duration
}

func newLimits() *limits {
	return &limits{otter.Must(&otter.Options[string, bucket]{
		MaximumSize: limitKeys,
		// A bucket nobody asked for during its period is full again.
		ExpiryCalculator: otter.ExpiryAccessingFunc(func(e otter.Entry[string, bucket]) time.Duration {
			return e.Value.per
		}),
	})}
}

func (l *limits) allow(key string, r Rate, now time.Time) (bool, time.Duration) {
	b, _ := l.buckets.ComputeIfAbsent(key, func() (bucket, bool) {
		return bucket{rate.NewLimiter(rate.Every(r.Per/time.Duration(r.N)), r.N), r.Per}, false
	})
	if b.AllowN(now, 1) {
		return true, 0
	}
	missing := 1 - b.TokensAt(now)
	return false, max(0, time.Duration(missing*float64(r.Per)/float64(r.N)))
}

func (l *limits) close() { l.buckets.StopAllGoroutines() }
