package doctor

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// Every is how often Run makes a quick pass.
const Every = 10 * time.Second

// Leases: how long an examination may take before another process believes that
// the one that began it is dead.
const (
	quickLease = time.Minute
	fullLease  = 30 * time.Minute
)

// nightly is when Run makes the full examination of a day, in Shanghai: behind
// the settlement and the checkpoint of the night.
const nightly = 4*time.Hour + 30*time.Minute

// errTurn says that another process took the turn meanwhile: nothing is kept.
var errTurn = errors.New("doctor: another process has the turn")

// Watch examines the books while they are used, keeps what it finds and stops
// posting into accounts that break I1–I9. Any number of processes may have one:
// who has the turn examines.
type Watch struct {
	db      *db.DB
	name    string
	log     *slog.Logger
	options func() (Options, error)
	bounds  bounds

	mu sync.Mutex // one examination of this process at a time
}

// NewWatch returns a watch that does nothing until asked. The name tells this
// process from others; options brings what is known from outside of the database,
// anew for each full examination.
func NewWatch(d *db.DB, name string, log *slog.Logger, options func() (Options, error)) *Watch {
	return &Watch{db: d, name: name, log: log, options: options, bounds: usual}
}

// Run makes a quick pass every ten seconds and a full examination a night, until
// ctx ends. A database that is away is logged and tried again.
func (w *Watch) Run(ctx context.Context) error {
	tick := time.NewTicker(Every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if _, _, err := w.Quick(ctx); err != nil && ctx.Err() == nil {
			w.log.ErrorContext(ctx, "the doctor cannot make its pass", "error", err)
			continue
		}
		if due, err := w.nightDue(ctx); err != nil || !due {
			continue
		}
		if _, err := w.Full(ctx); err != nil && ctx.Err() == nil {
			w.log.ErrorContext(ctx, "the doctor cannot make its full examination", "error", err)
		}
	}
}

// nightDue: none of today was kept, and its hour has come.
func (w *Watch) nightDue(ctx context.Context) (due bool, err error) {
	now := w.db.Clock().Now().In(clock.Shanghai)
	hour := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, clock.Shanghai).Add(nightly)
	err = w.db.View(ctx, func(tx *db.Tx) error {
		last, err := selectLastFull(tx)
		due = last < clock.US(hour) && !now.Before(hour)
		return err
	})
	return due, err
}

// Quick makes one pass over what is new. done is false when another process has
// the turn; more says that something new is left for the next pass.
func (w *Watch) Quick(ctx context.Context) (done, more bool, err error) {
	if !w.mu.TryLock() {
		return false, false, nil // a full examination is under way
	}
	defer w.mu.Unlock()
	turn, mine, err := w.take(ctx, quickLease)
	if err != nil || !mine {
		return false, false, err
	}
	o, err := w.options()
	if err != nil {
		return false, false, err
	}
	var q *quickPass
	err = w.db.Snapshot(ctx, func(tx *db.Tx) (err error) {
		q, err = quickIn(tx, o, w.bounds)
		return err
	})
	if err != nil {
		return false, false, fmt.Errorf("doctor: %w", errors.Join(err, w.giveBack(ctx, turn)))
	}
	err = w.keep(ctx, turn, passQuick, q.examination, q.ids(), q)
	return err == nil, q.behind > 0, err
}

// Full examines everything, waits for the turn if it must, and keeps the result;
// what quick passes found broken and this one does not is whole again.
func (w *Watch) Full(ctx context.Context) (r Report, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	turn, err := w.await(ctx)
	if err != nil {
		return r, err
	}
	o, err := w.options()
	if err != nil {
		return r, err
	}
	var e *examination
	err = w.db.Snapshot(ctx, func(tx *db.Tx) (err error) {
		e, err = examineIn(tx, o)
		return err
	})
	if err != nil {
		return r, fmt.Errorf("doctor: %w", errors.Join(err, w.giveBack(ctx, turn)))
	}
	r.Lines = e.lines(nil)
	if err := w.keep(ctx, turn, passFull, e, nil, nil); err != nil {
		return r, err
	}
	r.broken = e.charged
	return r, nil
}

// Report is what a full examination found.
type Report struct {
	Lines  []Line
	broken map[ledger.AccountID]charge
}

// Whole says whether posting into an account may go on: I1–I7 hold everywhere,
// and the account breaks nothing else. I8 as a whole cannot be asked for: what is
// parked because of the stop breaks it.
func (r Report) Whole(a ledger.AccountID) bool {
	for _, l := range r.Lines {
		if !l.OK && len(l.ID) == 2 && l.ID <= "I7" {
			return false
		}
	}
	_, accused := r.broken[a]
	return !accused
}

func (w *Watch) await(ctx context.Context) (turn int64, err error) {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		turn, mine, err := w.take(ctx, fullLease)
		if err != nil || mine {
			return turn, err
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-tick.C:
		}
	}
}

func (w *Watch) take(ctx context.Context, lease time.Duration) (turn int64, mine bool, err error) {
	err = w.db.Update(ctx, func(tx *db.Tx) (err error) {
		turn, mine, err = takeTurn(tx, w.name, time.Now(), lease)
		return err
	})
	return turn, mine, err
}

// giveBack ends a turn without a result.
func (w *Watch) giveBack(ctx context.Context, turn int64) error {
	return w.db.Update(context.WithoutCancel(ctx), func(tx *db.Tx) error {
		_, err := endTurn(tx, turn)
		return err
	})
}

// keep ends the turn and writes what was found in one transaction: results, stops
// and, of a quick pass, the marks.
func (w *Watch) keep(ctx context.Context, turn int64, pass string, e *examination, of []string, q *quickPass) error {
	var fresh []ledger.Stop
	var alarms []Line
	err := w.db.Update(ctx, func(tx *db.Tx) (err error) {
		if mine, err := endTurn(tx, turn); err != nil || !mine {
			return errors.Join(err, errTurn)
		}
		if alarms, err = putResults(tx, pass, e.lines(of)); err != nil {
			return err
		}
		if q != nil {
			if err := q.keepMarks(tx); err != nil {
				return err
			}
		}
		fresh, err = ledger.StopAccounts(tx, stops(e.accused))
		if err != nil {
			return err
		}
		return auditStops(tx, fresh)
	})
	if errors.Is(err, errTurn) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("doctor: keep: %w", err)
	}
	for _, l := range alarms {
		w.log.ErrorContext(ctx, "an invariant is broken", "invariant", l.ID, "pass", pass, "found", l.Detail)
	}
	for _, s := range fresh {
		w.log.ErrorContext(ctx, "posting into an account stops", "account", s.Key.String(), "invariant", s.Invariant, "found", s.Why)
	}
	return nil
}

func stops(cs []charge) []ledger.Stop {
	out := make([]ledger.Stop, len(cs))
	for i, c := range cs {
		out[i] = ledger.Stop{Account: c.account, Invariant: c.invariant, Why: c.why}
	}
	return out
}

func auditStops(tx *db.Tx, fresh []ledger.Stop) error {
	for _, s := range fresh {
		if err := audit.Add(tx, actor.System("doctor"), "ledger.stop", "ledger_stop", s.ID, s.Invariant+" "+s.Why); err != nil {
			return err
		}
	}
	return nil
}
