package ledger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/vault"
)

// Options of a Writer. Only DB and Vault are required.
type Options struct {
	DB    *db.DB
	Vault *vault.Vault // seals the salt keys
	Log   *slog.Logger
	Name  string        // names this process in ledger_lane.owner; unique among processes
	Poll  time.Duration // how often to look for intents of other processes; default 250 ms
	Lease time.Duration // how long an idle lane stays with its writer; default 3 s
}

// Writer posts promised journals. One per process; any number of processes may
// run one: a lane belongs to whoever won it last, and a loser's commit fails.
type Writer struct {
	o     Options
	keys  *Keys
	stats counters

	mu    sync.Mutex
	lanes map[int16]*lane
}

// NewWriter returns a writer that does nothing until Run or Drain.
func NewWriter(o Options) *Writer {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Name == "" {
		o.Name = fmt.Sprintf("writer-%d", o.DB.NewID())
	}
	if o.Poll == 0 {
		o.Poll = 250 * time.Millisecond
	}
	if o.Lease == 0 {
		o.Lease = 3 * time.Second
	}
	return &Writer{o: o, keys: NewKeys(o.Vault), lanes: map[int16]*lane{}}
}

// Run posts until ctx ends, then gives the lanes back. It returns nil when ctx
// ended; a database that is away for a while is only logged.
func (w *Writer) Run(ctx context.Context) error {
	var workers sync.WaitGroup
	started := map[int16]bool{}
	var looked time.Time // at parked intents
	tick := time.NewTicker(w.o.Poll)
	defer tick.Stop()
	for {
		withParked := time.Since(looked) > retryAfter
		if withParked {
			looked = time.Now()
		}
		lanes, err := selectWaitingLanes(ctx, w.o.DB, withParked)
		if err != nil && ctx.Err() == nil {
			w.o.Log.ErrorContext(ctx, "the ledger cannot look for intents", "error", err)
		}
		for _, id := range lanes {
			if !started[id] {
				started[id] = true
				workers.Go(func() { w.serve(ctx, w.lane(id)) })
			}
			bellOf(w.o.DB).ring(id)
		}
		select {
		case <-ctx.Done():
			workers.Wait()
			return w.release(context.WithoutCancel(ctx))
		case <-tick.C:
		}
	}
}

// serve is one lane's worker: it sleeps until the bell rings, and backs off
// while the database is away.
func (w *Writer) serve(ctx context.Context, l *lane) {
	const most = 5 * time.Second
	wait := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-bellOf(w.o.DB).of(l.id):
		}
		_, err := l.run(ctx)
		if err == nil || ctx.Err() != nil {
			wait = 0
			continue
		}
		w.stats.failures.Add(1)
		w.o.Log.ErrorContext(ctx, "the ledger cannot post", "lane", l.id, "error", err)
		wait = min(most, max(2*wait, 50*time.Millisecond))
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

// Drain posts everything that can be posted now and returns: for tests, the seed
// and before a doctor. Where another process has a lane, Drain waits for it.
func (w *Writer) Drain(ctx context.Context) error {
	for withParked := true; ; withParked = false {
		lanes, err := selectWaitingLanes(ctx, w.o.DB, withParked)
		if err != nil {
			return fmt.Errorf("ledger: drain: %w", err)
		}
		if len(lanes) == 0 {
			return nil
		}
		for _, id := range lanes {
			mine, err := w.lane(id).run(ctx)
			if err != nil {
				return fmt.Errorf("ledger: drain: %w", err)
			}
			if mine {
				continue
			}
			select { // another process is at it
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
}

// Keys returns the salt keys, for readers that check or prove leaves.
func (w *Writer) Keys() *Keys { return w.keys }

func (w *Writer) lane(id int16) *lane {
	w.mu.Lock()
	defer w.mu.Unlock()
	l, ok := w.lanes[id]
	if !ok {
		l = &lane{
			id: id, db: w.o.DB, keys: w.keys, log: w.o.Log.With("lane", id),
			owner: w.o.Name, lease: w.o.Lease, stats: &w.stats,
		}
		w.lanes[id] = l
	}
	return l
}

func (w *Writer) release(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	w.mu.Lock()
	defer w.mu.Unlock()
	var errs []error
	for _, l := range w.lanes {
		errs = append(errs, l.release(ctx))
	}
	return errors.Join(errs...)
}
