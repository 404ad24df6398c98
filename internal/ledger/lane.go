package ledger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

// laneState is the lane's row as this writer last saw or wrote it.
type laneState struct {
	Epoch    int64
	Seq      int64
	Height   int64
	Head     Hash
	PostedUS int64
	Alg      Alg // of the next block; changed by a checkpoint alone
}

// lane posts the intents of one lane. All its methods run under mu.
type lane struct {
	id    int16
	db    *db.DB
	keys  *Keys
	log   *slog.Logger
	owner string
	lease time.Duration
	stats *counters

	mu      sync.Mutex
	held    bool // state, guards, closed, stopped and parked are those of the database
	state   laneState
	guards  guards
	closed  map[int32]int32 // by book: its last closed month, 0 for none
	stopped map[AccountID]bool
	parked  *parked
	retryAt time.Time // when every parked intent is tried again
}

// Sizes of one batch: a commit.
const (
	maxIntents   = 256
	maxBatchLegs = 8_192
	maxRetries   = 64
	retryAfter   = time.Minute
)

// errFenced says that another writer has the lane: nothing of the batch is in
// the database.
var errFenced = errors.New("ledger: the lane has another writer")

// run posts until nothing is left that could be posted. It returns false when
// another writer has the lane.
func (l *lane) run(ctx context.Context) (mine bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		if !l.held {
			if ok, err := l.take(ctx); err != nil || !ok {
				return false, err
			}
		}
		n, err := l.step(ctx)
		switch {
		case errors.Is(err, errFenced):
			l.stats.fenced.Add(1)
			l.held = false
		case err != nil:
			l.held = false
			return true, err
		case n == 0:
			return true, nil
		}
	}
}

// take wins the lane when it is free, ours, or its lease has run out. Winning
// raises the epoch, which fences whoever had it. The lease is for liveness only.
func (l *lane) take(ctx context.Context) (bool, error) {
	var won bool
	var state laneState
	var waiting []waiting
	var stopped map[AccountID]bool
	err := l.db.Update(ctx, func(tx *db.Tx) (err error) {
		won, state, err = claimLane(tx, l.id, l.owner, time.Now(), l.lease)
		if err != nil || !won {
			return err
		}
		if stopped, err = selectStopped(tx); err != nil {
			return err
		}
		waiting, err = selectParked(tx, l.id)
		return err
	})
	if err != nil || !won {
		return false, err
	}
	l.state, l.guards, l.parked, l.closed, l.stopped = state, newGuards(), newParked(), map[int32]int32{}, stopped
	for _, w := range waiting {
		l.parked.add(w)
	}
	l.parked.allDue()
	l.retryAt = time.Now().Add(retryAfter)
	l.held = true
	return true, nil
}

// step posts one batch and returns how many intents it looked at.
func (l *lane) step(ctx context.Context) (int, error) {
	if time.Now().After(l.retryAt) {
		l.parked.allDue()
		l.retryAt = time.Now().Add(retryAfter)
	}
	if l.guards.full() {
		l.guards = newGuards()
	}
	var batch []intent
	err := l.db.View(ctx, func(tx *db.Tx) (err error) {
		batch, err = selectIntents(tx, l.id, l.parked.takeDue(maxRetries), maxIntents)
		return err
	})
	if err != nil || len(batch) == 0 {
		return 0, err
	}
	batch, rest := cutAtLegs(batch, maxBatchLegs)
	for _, in := range rest {
		if in.ParkCode != "" {
			l.parked.markDue(in.ID)
		}
	}
	return len(batch), l.post(ctx, batch)
}

// cutAtLegs cuts a batch so that one commit stays short.
func cutAtLegs(batch []intent, most int) (now, rest []intent) {
	legs := 0
	for i, in := range batch {
		if legs += len(in.Payload) / payloadLeg; legs > most && i > 0 {
			return batch[:i], batch[i:]
		}
	}
	return batch, nil
}

// post commits a batch. When the database refuses it, halves are tried, so that
// one poisoned intent is found, parked and alarmed, and the lane goes on.
func (l *lane) post(ctx context.Context, batch []intent) error {
	err := l.commit(ctx, batch)
	if err == nil || errors.Is(err, errFenced) || errors.Is(err, ErrKeyLost) || ctx.Err() != nil {
		return err
	}
	if err := l.refresh(ctx); err != nil {
		return err
	}
	if len(batch) == 1 {
		l.log.ErrorContext(ctx, "an intent is refused by the database", "intent", batch[0].ID, "error", err)
		return l.park(ctx, batch[0], err)
	}
	half := len(batch) / 2
	if err := l.post(ctx, batch[:half]); err != nil {
		return err
	}
	return l.post(ctx, batch[half:])
}

// refresh forgets what a failed commit may have left in memory: the commit may
// also have succeeded and only its answer been lost.
func (l *lane) refresh(ctx context.Context) error {
	l.guards = newGuards()
	return l.db.View(ctx, func(tx *db.Tx) error {
		state, err := selectLane(tx, l.id)
		if err != nil {
			return fmt.Errorf("ledger: lane %d: %w", l.id, err)
		}
		if state.Epoch != l.state.Epoch {
			return errFenced
		}
		l.state = state
		return nil
	})
}

// commit plans a batch in memory and writes it in one transaction whose first
// statement is the compare-and-set that fences.
func (l *lane) commit(ctx context.Context, batch []intent) error {
	p, err := l.plan(ctx, batch)
	if err != nil {
		return err
	}
	return l.write(ctx, p)
}

func (l *lane) write(ctx context.Context, p *plan) error {
	if !p.empty() {
		err := l.db.Batch(ctx, fmt.Sprintf("ledger.lane.%d", l.id), func(tx *db.Tx) error {
			return writePlan(tx, l, p)
		})
		if err != nil {
			return err
		}
	}
	l.state = p.state
	l.remember(ctx, p)
	return nil
}

// remember brings the lane's memory of parked intents up to a committed batch,
// and the counters.
func (l *lane) remember(ctx context.Context, p *plan) {
	for _, in := range p.done {
		if _, was := l.parked.byID[in.ID]; was {
			l.stats.unparked.Add(1)
		}
		l.parked.remove(in.ID)
	}
	for _, x := range p.park {
		l.parked.add(x.waiting)
		if x.news {
			l.stats.parked.Add(1)
			l.log.WarnContext(ctx, "an intent is parked", "intent", x.id, "kind", x.kind.String(), "code", string(x.code), "detail", x.detail)
		}
	}
	for _, j := range p.journals {
		l.parked.touched(j.posted.Order, j.legs)
	}
	l.stats.batch(p, clock.US(l.db.Clock().Now()))
}

// park puts aside an intent that the database refused alone.
func (l *lane) park(ctx context.Context, in intent, why error) error {
	j, err := decode(in.Payload)
	x := parkedIntent{waiting: waiting{id: in.ID, code: ParkPoison}, detail: why.Error(), news: in.ParkCode != ParkPoison}
	if err == nil {
		x.kind, x.order, x.accounts = j.Kind, j.Order, accountsOf(j.Legs)
	}
	return l.write(ctx, &plan{before: l.state, state: l.state, park: []parkedIntent{x}})
}

// release gives the lease back, so that another writer need not wait for it.
func (l *lane) release(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.held {
		return nil
	}
	l.held = false
	return l.db.Update(ctx, func(tx *db.Tx) error { return freeLane(tx, l.id, l.state.Epoch) })
}
