package bench

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// load lets every hand repeat its work until the time is over, each for itself,
// and returns how often all of them together did it per second. The first
// failure ends the load.
func load(ctx context.Context, d time.Duration, hands []func() error) (float64, error) {
	var done atomic.Int64
	began := time.Now()
	all, ctx := errgroup.WithContext(ctx)
	for _, work := range hands {
		all.Go(func() error {
			for time.Since(began) < d && ctx.Err() == nil {
				if err := work(); err != nil {
					return err
				}
				done.Add(1)
			}
			return ctx.Err()
		})
	}
	err := all.Wait()
	return perSecond(done.Load(), time.Since(began)), err
}

func perSecond(n int64, took time.Duration) float64 { return float64(n) / took.Seconds() }
