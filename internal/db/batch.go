package db

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	"gorm.io/gorm"
)

// maxBatch is how many functions share a commit (decisions 6).
const maxBatch = 64

// Batch is Update for what many do at once: functions of one key that arrive
// while another commits run together in the next transaction, and each caller
// gets its own answer. Queued rows of all are written together. On SQLite, whose
// writer is one, all keys share one queue.
//
// A function may refuse before it has changed a row; then only its queued rows
// are dropped. When one refuses after that, or the shared transaction fails as a
// whole, each function runs again alone.
func (d *DB) Batch(ctx context.Context, key string, fn func(*Tx) error) error {
	if d.dialect == SQLite {
		key = ""
	}
	c := &call{ctx: context.WithoutCancel(ctx), fn: fn, lead: make(chan struct{}, 1), done: make(chan error, 1)}
	q, first := d.batches.join(key, c)
	if !first {
		select {
		case err := <-c.done:
			return err
		case <-c.lead:
		}
	}
	calls := q.take()
	d.runBatch(calls)
	d.batches.leave(key, q)
	return <-c.done
}

// call is one function waiting in a queue. The first caller of a batch leads:
// its goroutine runs everybody's function.
type call struct {
	ctx  context.Context // without cancellation: an interrupted statement would undo the others'
	fn   func(*Tx) error
	lead chan struct{}
	done chan error
}

// run is fn for whom a panic is an error: the others' answers must not be lost
// with it.
func (c *call) run(tx *Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack())
		}
	}()
	return c.fn(tx)
}

var errPanic = errors.New("db: panic in a batch")

type batches struct {
	mu     sync.Mutex
	queues map[string]*queue
}

// queue is one key's line of callers; while it exists somebody leads.
type queue struct {
	mu    *sync.Mutex
	calls []*call
}

func (b *batches) join(key string, c *call) (q *queue, first bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	q, ok := b.queues[key]
	if !ok {
		if b.queues == nil {
			b.queues = map[string]*queue{}
		}
		q = &queue{mu: &b.mu}
		b.queues[key] = q
	}
	q.calls = append(q.calls, c)
	return q, !ok
}

func (q *queue) take() []*call {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.calls), maxBatch)
	taken := q.calls[:n:n]
	q.calls = q.calls[n:]
	return taken
}

// leave hands the lead to the next caller, or closes the queue.
func (b *batches) leave(key string, q *queue) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(q.calls) == 0 {
		delete(b.queues, key)
		return
	}
	q.calls[0].lead <- struct{}{}
}

func (d *DB) runBatch(calls []*call) {
	if len(calls) == 1 {
		calls[0].done <- d.Update(calls[0].ctx, calls[0].run)
		return
	}
	txs := make([]*Tx, len(calls))
	errs := make([]error, len(calls))
	err := d.write.Transaction(func(sql *gorm.DB) error {
		all := d.newWriter(calls[0].ctx, sql)
		for i, c := range calls {
			txs[i] = d.newWriter(c.ctx, sql)
			errs[i] = c.run(txs[i])
			if errs[i] == nil {
				all.queued.join(txs[i].queued)
			} else if txs[i].wrote > 0 || retryable(errs[i]) || errors.Is(errs[i], errPanic) {
				return errs[i]
			}
		}
		return all.flush()
	})
	for i, c := range calls {
		switch {
		case err != nil:
			c.done <- d.Update(c.ctx, c.run)
		case errs[i] != nil:
			c.done <- errs[i]
		default:
			txs[i].committed()
			c.done <- nil
		}
	}
}
