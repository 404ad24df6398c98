package ledger

import (
	"context"
	"fmt"

	"github.com/yigou/yigou/internal/db"
)

// FixSaltKey makes every month's key the same bytes, so that hashes can be
// compared between runs and engines.
func FixSaltKey(w *Writer, key []byte) { w.keys.mint = func() []byte { return key } }

// Interrupt plans a batch of everything that waits in lane 0, runs between, and
// then commits the batch as the lane does: what another process may do while a
// writer thinks. It returns what the commit said.
func Interrupt(ctx context.Context, w *Writer, between func()) error {
	l := w.lane(0)
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.held {
		if ok, err := l.take(ctx); err != nil || !ok {
			return fmt.Errorf("the lane was not taken: %w", err)
		}
	}
	var batch []intent
	err := l.db.View(ctx, func(tx *db.Tx) (err error) {
		batch, err = selectIntents(tx, 0, nil, maxIntents)
		return err
	})
	if err != nil {
		return err
	}
	p, err := l.plan(ctx, batch)
	if err != nil {
		return err
	}
	between()
	l.held = false
	return l.write(ctx, p)
}

// ErrFenced is what a writer's commit says when another has the lane.
var ErrFenced = errFenced
