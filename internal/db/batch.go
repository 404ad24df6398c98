package db

import (
	"context"
	"fmt"
	"sync"

	"gorm.io/gorm"
)

// maxBatch is how many functions share a commit (decisions 6).
const maxBatch = 64

// Batch is Update for a contended key: functions of one key that arrive while
// another commits run together in the next transaction, each behind a
// savepoint, and each caller gets its own answer. On SQLite, whose writer is
// one, all keys share one queue.
//
// When the shared transaction fails as a whole, each function runs again alone.
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
		calls[0].done <- d.Update(calls[0].ctx, calls[0].fn)
		return
	}
	txs := make([]*Tx, len(calls))
	errs := make([]error, len(calls))
	err := d.write.Transaction(func(sql *gorm.DB) error {
		for i, c := range calls {
			txs[i] = d.newTx(c.ctx, sql)
			if err := behindSavepoint(txs[i], c.fn, &errs[i]); err != nil {
				return err
			}
		}
		return nil
	})
	for i, c := range calls {
		switch {
		case err != nil:
			c.done <- d.Update(c.ctx, c.fn)
		case errs[i] != nil:
			c.done <- errs[i]
		default:
			txs[i].committed()
			c.done <- nil
		}
	}
}

// behindSavepoint runs fn and undoes only its writes when it refuses. It
// returns an error when the whole transaction is lost.
func behindSavepoint(tx *Tx, fn func(*Tx) error, refused *error) error {
	const name = "batch"
	if err := tx.sql.Exec("SAVEPOINT " + name).Error; err != nil {
		return fmt.Errorf("db: savepoint: %w", err)
	}
	err := fn(tx)
	if err != nil && retryable(err) {
		return err
	}
	*refused = err
	end := "RELEASE SAVEPOINT " + name
	if err != nil {
		end = "ROLLBACK TO SAVEPOINT " + name
	}
	if err := tx.sql.Exec(end).Error; err != nil {
		return fmt.Errorf("db: savepoint: %w", err)
	}
	return nil
}
