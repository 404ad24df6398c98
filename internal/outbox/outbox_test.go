package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/yigoutest"
)

func add(t *testing.T, d *db.DB, js ...outbox.Job) {
	t.Helper()
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		for _, j := range js {
			if err := outbox.Add(tx, j); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func waiting(t *testing.T, d *db.DB) (live, dead int64) {
	t.Helper()
	err := d.View(t.Context(), func(tx *db.Tx) (err error) {
		live, dead, err = outbox.Waiting(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return live, dead
}

func TestFourWorkersDoEachJobOnce(t *testing.T) {
	d := yigoutest.DB(t)
	const jobs = 200
	for i := range jobs {
		add(t, d, outbox.Job{Kind: "t.count", Body: i})
	}
	var mu sync.Mutex
	done := map[string]int{}
	handlers := map[string]outbox.Handler{"t.count": func(_ context.Context, task outbox.Task) error {
		mu.Lock()
		defer mu.Unlock()
		done[string(task.Body)]++
		return nil
	}}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for {
				n, err := outbox.Work(t.Context(), d, fmt.Sprint("w", w), 20, handlers)
				if err != nil {
					t.Error(err)
					return
				}
				if live, _ := waiting(t, d); n == 0 && live == 0 {
					return
				}
			}
		})
	}
	wg.Wait()
	if len(done) != jobs {
		t.Fatalf("%d jobs were done, want %d", len(done), jobs)
	}
	for body, n := range done {
		if n != 1 {
			t.Errorf("job %s was done %d times", body, n)
		}
	}
}

func TestAFailingJobIsRetriedThenBuried(t *testing.T) {
	d := yigoutest.DB(t)
	add(t, d, outbox.Job{Kind: "t.fail", Key: "k"}, outbox.Job{Kind: "t.fail", Key: "k"})
	if live, _ := waiting(t, d); live != 1 {
		t.Fatalf("one key gave %d jobs", live)
	}
	handlers := map[string]outbox.Handler{"t.fail": func(context.Context, outbox.Task) error {
		return errors.New(strings.Repeat("坏", 400))
	}}
	tries := 0
	for range 40 {
		n, err := outbox.Work(t.Context(), d, "w", 10, handlers)
		if err != nil {
			t.Fatal(err)
		}
		tries += n
		yigoutest.Clock(t, d).Advance(2 * time.Hour)
	}
	if live, dead := waiting(t, d); tries != outbox.MaxTries || live != 0 || dead != 1 {
		t.Fatalf("after %d tries: %d live, %d dead", tries, live, dead)
	}
}

// A worker that dies while it works: the lease runs out and the job is done by
// another; the first one's late Done is told that it lost the job.
func TestALostLeaseIsNoticed(t *testing.T) {
	d := yigoutest.DB(t)
	add(t, d, outbox.Job{Kind: "t.slow"})
	var late error
	_, err := outbox.Work(t.Context(), d, "first", 1, map[string]outbox.Handler{"t.slow": func(ctx context.Context, task outbox.Task) error {
		yigoutest.Clock(t, d).Advance(2 * time.Minute)
		n, err := outbox.Work(ctx, d, "second", 1, map[string]outbox.Handler{"t.slow": func(context.Context, outbox.Task) error { return nil }})
		if err != nil || n != 1 {
			t.Errorf("the second worker took %d jobs, %v", n, err)
		}
		late = d.Update(ctx, func(tx *db.Tx) error { return outbox.Done(tx, task) })
		return late
	}})
	if err != nil {
		t.Fatal(err)
	}
	if !errors.Is(late, outbox.ErrLeaseLost) {
		t.Fatalf("Done after a lost lease: %v", late)
	}
	if live, dead := waiting(t, d); live+dead != 0 {
		t.Fatalf("%d live, %d dead", live, dead)
	}
}

func TestARolledBackPromiseIsNone(t *testing.T) {
	d := yigoutest.DB(t)
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		return errors.Join(outbox.Add(tx, outbox.Job{Kind: "t.x"}), errors.New("refused"))
	})
	if live, _ := waiting(t, d); err == nil || live != 0 {
		t.Fatalf("%v, %d live", err, live)
	}
}
