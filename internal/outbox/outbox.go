package outbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/db"
)

// Job is a promise. With a Key, a second Add of the same kind and key is the
// same promise and changes nothing.
type Job struct {
	Kind  string
	Key   string
	Body  any   // encoded as JSON
	RunUS int64 // not before this instant; 0 means at once
}

// Task is a leased job handed to a handler.
type Task struct {
	ID    int64
	Kind  string
	Body  []byte
	Tries int // 1 on the first run

	owner string
}

// Decode reads the body into v.
func (t Task) Decode(v any) error {
	if err := json.Unmarshal(t.Body, v); err != nil {
		return fmt.Errorf("outbox: body of %s %d: %w", t.Kind, t.ID, err)
	}
	return nil
}

// Handler does one task. Returning nil removes the job; a handler that wants
// the removal in its own transaction calls Done there.
type Handler func(ctx context.Context, t Task) error

const (
	lease = time.Minute
	// MaxTries is how often a job is tried before a person has to look.
	MaxTries = 12
)

// ErrLeaseLost says that another worker took the job over in the meantime.
var ErrLeaseLost = errors.New("outbox: the lease was lost")

// Add promises a job in the caller's transaction.
func Add(tx *db.Tx, j Job) error {
	body, err := json.Marshal(j.Body)
	if err != nil {
		return fmt.Errorf("outbox: body of %s: %w", j.Kind, err)
	}
	run := max(j.RunUS, tx.NowUS())
	if j.Key == "" {
		queue(tx, tx.NewID(), j, body, run)
		return nil
	}
	err = insert(tx, tx.NewID(), j, body, run)
	if db.IsDuplicate(err) {
		return nil
	}
	return err
}

// Done removes a leased job in the transaction of its effect.
func Done(tx *db.Tx, t Task) error {
	n, err := remove(tx, t.ID, t.owner)
	if err == nil && n == 0 {
		return ErrLeaseLost
	}
	return err
}

// Work leases up to limit due jobs and runs each one's handler. It reports how
// many it took. Kinds without a handler stay where they are.
func Work(ctx context.Context, d *db.DB, owner string, limit int, handlers map[string]Handler) (int, error) {
	tasks, err := claim(ctx, d, owner, limit, kinds(handlers))
	if err != nil {
		return 0, err
	}
	for _, t := range tasks {
		err := run(ctx, handlers[t.Kind], t)
		if err := finish(ctx, d, t, err); err != nil {
			return len(tasks), err
		}
	}
	return len(tasks), nil
}

func kinds(handlers map[string]Handler) []string {
	ks := make([]string, 0, len(handlers))
	for k := range handlers {
		ks = append(ks, k)
	}
	return ks
}

func run(ctx context.Context, h Handler, t Task) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return h(ctx, t)
}

// finish removes a done job, or plans the next try: 2 s, 4 s, 8 s … at most an
// hour apart.
func finish(ctx context.Context, d *db.DB, t Task, failed error) error {
	return d.Update(context.WithoutCancel(ctx), func(tx *db.Tx) error {
		switch {
		case failed == nil:
			_, err := remove(tx, t.ID, t.owner) // gone already when the handler called Done
			return err
		case t.Tries >= MaxTries:
			return bury(tx, t, clip(failed.Error()))
		default:
			wait := min(time.Hour, time.Second<<t.Tries)
			return postpone(tx, t, tx.NowUS()+wait.Microseconds(), clip(failed.Error()))
		}
	})
}

func clip(s string) string {
	const most = 480
	for len(s) > most {
		_, size := utf8.DecodeLastRuneInString(s[:most])
		s = s[:most-size]
	}
	return s
}
