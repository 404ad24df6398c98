package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/outbox"
)

// Runner works off the outbox and keeps the calendar.
type Runner struct {
	db        *db.DB
	owner     string
	handlers  map[string]outbox.Handler
	schedules []schedule
	doorbell  <-chan struct{}
	log       *slog.Logger
}

type schedule struct {
	kind string
	when cron.Schedule
	next time.Time
}

const (
	batch = 50
	poll  = time.Second

	// Topic is the doorbell that says a job was promised.
	Topic = "jobs"
)

// NewRunner makes a worker. A doorbell, when there is one, wakes it before the
// next poll.
func NewRunner(d *db.DB, owner string, h Handlers, doorbell <-chan struct{}, log *slog.Logger) (*Runner, error) {
	r := &Runner{db: d, owner: owner, handlers: h.table(), doorbell: doorbell, log: log}
	for _, c := range calendar {
		when, err := cron.ParseStandard("CRON_TZ=" + clock.Shanghai.String() + " " + c.spec)
		if err != nil {
			return nil, fmt.Errorf("jobs: schedule of %s: %w", c.kind, err)
		}
		r.schedules = append(r.schedules, schedule{kind: c.kind, when: when})
	}
	return r, nil
}

// Run works until ctx ends. A failing batch is logged and tried again; jobs
// themselves carry their own retries.
func (r *Runner) Run(ctx context.Context) error {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		if err := r.plan(ctx); err != nil && ctx.Err() == nil {
			r.log.ErrorContext(ctx, "the calendar could not be read", "error", err)
		}
		n, err := outbox.Work(ctx, r.db, r.owner, batch, r.handlers)
		if err != nil && ctx.Err() == nil {
			r.log.ErrorContext(ctx, "jobs could not be worked off", "error", err)
		}
		if n == batch && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-r.doorbell:
		}
	}
}

// Drain works until nothing is due: for the seed and tests, whose clock stands
// still.
func (r *Runner) Drain(ctx context.Context) error {
	if err := r.plan(ctx); err != nil {
		return err
	}
	for {
		n, err := outbox.Work(ctx, r.db, r.owner, batch, r.handlers)
		if err != nil || n == 0 {
			return errors.Join(err, ctx.Err())
		}
	}
}

// plan promises the job of every schedule whose time has come since the last
// look. The first look promises one turn at once: it makes up for the time when
// nobody was running.
func (r *Runner) plan(ctx context.Context) error {
	now := r.db.Clock().Now()
	for i := range r.schedules {
		s := &r.schedules[i]
		if now.Before(s.next) {
			continue
		}
		turn := s.next
		if turn.IsZero() {
			turn = now.Truncate(time.Minute)
		}
		err := r.db.Update(ctx, func(tx *db.Tx) error {
			return outbox.Add(tx, outbox.Job{Kind: s.kind, Key: turn.Format(time.RFC3339)})
		})
		if err != nil {
			return err
		}
		s.next = s.when.Next(now)
	}
	return nil
}
