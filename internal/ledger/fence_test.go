package ledger_test

import (
	"sync"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// The first writer's memory of the lane is stale: its compare-and-set finds no
// row. (The primary key of a journal, lane and sequence, would refuse it too.)
func TestTheSecondWriterFencesTheFirst(t *testing.T) {
	b := newBooks(t, 1)
	first, second := b.w, writer(b.db, "b")
	b.enqueue(b.pay(1, 100))
	b.drain() // first holds the lane and its memory
	b.enqueue(b.pay(2, 100))
	b.w = second
	b.drain() // second raised the epoch
	b.enqueue(b.pay(3, 100), b.sign(2, 100, []int64{0}))
	b.w = first
	b.drain()
	if got := first.Stats().Fenced; got != 1 {
		t.Errorf("the first writer was fenced %d times, want 1", got)
	}
	b.wantBacklog(0, 0)
	b.wantAmount("escrow", b.escrow, 200)
	verify(t, b.db)
}

func TestManyWritersPostEachIntentOnce(t *testing.T) {
	b := newBooks(t, 3)
	const orders = 120
	var wg sync.WaitGroup
	for i := range 3 {
		w := writer(b.db, string(rune('p'+i)))
		wg.Go(func() {
			for range 10 {
				if err := w.Drain(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range int64(orders) {
		b.enqueue(b.pay(1+i, 1000), b.sign(1+i, 1000, []int64{300, 300, 0}))
	}
	wg.Wait()
	b.drain()
	b.wantBacklog(0, 0)
	b.wantAmount("escrow", b.escrow, 0)
	b.wantAmount("clearing", b.clearing, orders*1000)
	verify(t, b.db)
}

func TestRunPostsUntilItIsStoppedAndGivesTheLaneBack(t *testing.T) {
	b := newBooks(t, 1)
	ctx, stop := contextOf(t)
	patient := ledger.NewWriter(ledger.Options{DB: b.db, Vault: devVault, Name: "patient"}) // holds its lease for seconds
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := patient.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	for i := range int64(20) {
		b.enqueue(b.pay(1+i, 10))
	}
	until(t, func() bool { return b.backlog().Pending == 0 })
	stop()
	wg.Wait()
	b.enqueue(b.pay(99, 10))
	b.drain() // would wait for the lease if it had not been given back
	b.wantAmount("escrow", b.escrow, 210)
	if s := patient.Stats(); s.Posted != 20 || s.Fenced != 0 {
		t.Fatalf("stats %+v", s)
	}
	verify(t, b.db)
}

// Every statement of a commit may be the one that fails. Nothing of the batch
// may then be in the books, and a later writer posts it once.
func TestACommitThatFailsAtAnyStatementLeavesNothing(t *testing.T) {
	for _, at := range []string{
		"UPDATE ledger_lane", "INSERT ledger_journal", "INSERT ledger_entry", "INSERT ledger_balance",
		"INSERT ledger_open", "INSERT ledger_block", "DELETE ledger_intent", "DELETE ledger_open",
	} {
		t.Run(at, func(t *testing.T) {
			b := newBooks(t, 2)
			b.enqueue(b.pay(1, 500))
			b.drain()
			b.enqueue(b.refund(71, 1, 500)) // closes one open item and opens another
			b.w = writer(b.db, "unlucky")
			sabotage(t, b.db, at)
			_ = b.w.Drain(t.Context()) // refused, or put aside: the books must not have moved
			b.wantAmount("escrow", b.escrow, 500)
			b.wantAmount("refunds on their way", b.transit, 0)
			if got := b.backlog(); got.Pending+got.Parked != 1 {
				t.Fatalf("backlog %+v", got)
			}
			verify(t, b.db)
			repair(t, b.db)
			b.w = writer(b.db, "successor")
			b.drain()
			b.wantBacklog(0, 0)
			b.wantAmount("escrow", b.escrow, 0)
			b.wantAmount("refunds on their way", b.transit, 500)
			verify(t, b.db)
		})
	}
}

func TestAPoisonedIntentIsIsolated(t *testing.T) {
	b := newBooks(t, 2)
	b.enqueue(b.pay(1, 1000))
	b.drain()
	var posted ledger.Posted
	b.view(func(tx *db.Tx) (err error) {
		posted, err = ledger.JournalByKey(tx, b.book, ledger.E1Pay, 1, 0)
		return err
	})
	mirror := func(ref int64) ledger.Journal {
		j := b.journal(ledger.E15Correct, ref, 0, 1, leg(b.clearing, -1000, nowhere), leg(b.escrow, 1000, 1))
		j.Reverses = posted.ID
		return j
	}
	for i := range int64(20) {
		b.enqueue(b.pay(100+i, 10))
	}
	b.enqueue(mirror(7))
	b.enqueue(b.pay(1, 1000)) // repeated: changes nothing
	for i := range int64(20) {
		b.enqueue(b.pay(200+i, 10))
	}
	b.enqueue(b.journal(ledger.E1Pay, 1, 1, 1, leg(b.clearing, 1000, nowhere), leg(b.escrow, -1000, 1)))
	b.enqueue(mirror(8)) // reverses the same journal: the database refuses it
	b.enqueue(b.pay(300, 10))
	b.drain()
	b.wantBacklog(0, 1)
	b.wantAmount("escrow", b.escrow, 1000+41*10)
	b.view(func(tx *db.Tx) error {
		var codes []string
		scan(t, tx, &codes, `SELECT park_code FROM ledger_intent`)
		if len(codes) != 1 || codes[0] != string(ledger.ParkPoison) {
			t.Fatalf("parked as %v", codes)
		}
		return nil
	})
	verify(t, b.db)
}
