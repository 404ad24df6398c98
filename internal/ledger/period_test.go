package ledger_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/yigoutest"
)

const (
	maker     = 31
	confirmer = 32
)

// months opens a book on 15 September 2026, pays an order in September and one in
// October, and ends on 5 November.
func months(t *testing.T) *books {
	t.Helper()
	b := newBooks(t, 1)
	at(b, time.September, 15)
	b.w = writer(b.db, "september")
	b.enqueue(b.pay(1, 100))
	b.drain()
	at(b, time.October, 15)
	b.enqueue(b.pay(2, 250), b.sign(1, 100, []int64{0}))
	b.drain()
	at(b, time.November, 5)
	return b
}

func at(b *books, m time.Month, day int) {
	yigoutest.Clock(b.t, b.db).Set(time.Date(2026, m, day, 4, 0, 0, 0, time.UTC))
}

func (b *books) ask(month int32, by int64) error {
	return b.db.Update(b.t.Context(), func(tx *db.Tx) error {
		_, err := ledger.AskClose(tx, b.book, month, by)
		return err
	})
}

func (b *books) confirm(month int32, by int64) error {
	return b.db.Update(b.t.Context(), func(tx *db.Tx) error {
		_, err := ledger.ConfirmClose(tx, b.book, month, by)
		return err
	})
}

func (b *books) close(month int32) {
	b.t.Helper()
	if err := errors.Join(b.ask(month, maker), b.confirm(month, confirmer)); err != nil {
		b.t.Fatal(err)
	}
}

func (b *books) wantRefusal(got, want error) {
	b.t.Helper()
	if !errors.Is(got, want) {
		b.t.Errorf("got %v, want %v", got, want)
	}
}

func TestMonthsAreClosedInOrderByTwoPeople(t *testing.T) {
	b := months(t)
	b.wantRefusal(b.ask(202611, maker), ledger.ErrPeriodCurrent)
	b.wantRefusal(b.ask(202610, maker), ledger.ErrPeriodOrder)
	b.wantRefusal(b.ask(202608, maker), ledger.ErrPeriodOrder)
	b.wantRefusal(b.confirm(202609, confirmer), ledger.ErrPeriodState)
	if err := b.ask(202609, maker); err != nil {
		t.Fatal(err)
	}
	b.wantRefusal(b.confirm(202609, maker), ledger.ErrPeriodPerson)
	if err := b.confirm(202609, confirmer); err != nil {
		t.Fatal(err)
	}
	b.wantRefusal(b.confirm(202609, confirmer), ledger.ErrPeriodState)
	b.wantRefusal(b.ask(202609, maker), ledger.ErrPeriodOrder)
	b.close(202610)
	b.view(func(tx *db.Tx) error {
		all, err := ledger.Periods(tx, b.book)
		if err != nil || len(all) != 3 {
			t.Fatalf("%+v %v", all, err)
		}
		for i, want := range []ledger.PeriodState{ledger.PeriodOpen, ledger.PeriodClosed, ledger.PeriodClosed} {
			if all[i].State != want || all[i].Month != int32(202611-i) {
				t.Errorf("%+v, want %s", all[i], want)
			}
		}
		return nil
	})
}

// The trial balance of a closed month is what it was; the next one opens with it.
func TestTrialBalancesFollowEachOther(t *testing.T) {
	b := months(t)
	read := func(month int32) map[ledger.AccountID]ledger.TrialLine {
		m := map[ledger.AccountID]ledger.TrialLine{}
		b.view(func(tx *db.Tx) error {
			lines, err := ledger.TrialOf(tx, b.book, month)
			sum := int64(0)
			for _, l := range lines {
				m[l.Account] = l
				sum += l.Closing
			}
			if sum != 0 {
				t.Errorf("%d sums to %d", month, sum)
			}
			return err
		})
		return m
	}
	openSeptember, openOctober := read(202609), read(202610)
	b.close(202609)
	halfOctober := read(202610)
	b.close(202610)
	for name, got := range map[string]map[ledger.AccountID]ledger.TrialLine{"before": openOctober, "between": halfOctober, "after": read(202610)} {
		c, e := got[b.clearing], got[b.escrow]
		if c.Opening != 100 || c.Dr != 250 || c.Cr != 0 || c.Closing != 350 || e.Opening != -100 || e.Dr != 100 || e.Cr != 250 || e.Closing != -250 {
			t.Errorf("%s the close: clearing %+v, escrow %+v", name, c, e)
		}
	}
	if got := read(202609)[b.clearing]; got != openSeptember[b.clearing] || got.Closing != 100 {
		t.Errorf("September: %+v", got)
	}
	if got := read(202611)[b.clearing]; got.Opening != 350 || got.Closing != 350 {
		t.Errorf("November: %+v", got)
	}
}

func TestAMonthWithPendingOrParkedIntentsStaysOpen(t *testing.T) {
	b := months(t)
	late := b.pay(3, 100)
	late.EffectiveUS = time.Date(2026, 9, 20, 0, 0, 0, 0, time.UTC).UnixMicro()
	b.enqueue(late)
	b.wantRefusal(b.ask(202609, maker), ledger.ErrPeriodPending)
	b.drain()
	if err := b.ask(202609, maker); err != nil {
		t.Fatal(err)
	}
	parked := b.sign(4, 100, []int64{0}) // nothing was paid
	parked.EffectiveUS = late.EffectiveUS
	b.enqueue(parked)
	b.drain()
	b.wantBacklog(0, 1)
	b.wantRefusal(b.confirm(202609, confirmer), ledger.ErrPeriodPending)
}

func TestWhatIsConfirmedIsWhatWasCompared(t *testing.T) {
	b := months(t)
	if err := b.ask(202609, maker); err != nil {
		t.Fatal(err)
	}
	late := b.pay(3, 100)
	late.EffectiveUS = time.Date(2026, 9, 20, 0, 0, 0, 0, time.UTC).UnixMicro()
	b.enqueue(late)
	b.drain()
	b.wantRefusal(b.confirm(202609, confirmer), ledger.ErrPeriodChanged)
	b.close(202609) // asked for again
}

// Closing fences the lane: what a writer planned while the month was open fails
// its compare-and-set and is planned anew.
func TestABatchPlannedBeforeTheCloseIsFenced(t *testing.T) {
	b := months(t)
	if err := b.ask(202609, maker); err != nil {
		t.Fatal(err)
	}
	b.enqueue(b.pay(3, 100)) // of November, so that the close need not wait for it
	err := ledger.Interrupt(t.Context(), b.w, func() {
		if err := b.confirm(202609, confirmer); err != nil {
			t.Error(err)
		}
	})
	if !errors.Is(err, ledger.ErrFenced) {
		t.Fatalf("the batch planned before the close got %v", err)
	}
	b.drain()
	b.wantBacklog(0, 0)
	verify(t, b.db)
}

// The narrow case that needs the fence: the close has looked for waiting intents
// and found none, one of its month commits, the lane plans it into the month that
// is still open, the close commits, and then the lane. SQLite has one writer, so
// that nothing can commit inside the close.
func TestAnIntentThatComesDuringTheClose(t *testing.T) {
	b := months(t)
	if b.db.Dialect() == db.SQLite {
		return
	}
	if err := b.ask(202609, maker); err != nil {
		t.Fatal(err)
	}
	looked, planned, closed := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		closed <- b.db.Update(t.Context(), func(tx *db.Tx) error {
			_, err := ledger.ConfirmClose(tx, b.book, 202609, confirmer)
			close(looked)
			<-planned
			return err
		})
	}()
	<-looked
	late := b.pay(3, 100)
	late.EffectiveUS = time.Date(2026, 9, 20, 0, 0, 0, 0, time.UTC).UnixMicro()
	b.enqueue(late)
	err := ledger.Interrupt(t.Context(), b.w, func() {
		close(planned)
		if err := <-closed; err != nil {
			t.Error(err)
		}
	})
	if !errors.Is(err, ledger.ErrFenced) {
		t.Fatalf("the batch planned during the close got %v", err)
	}
	b.drain()
	b.wantMonth(3, 202611)
}

// A clock that is behind: the writer still thinks it is September, where the
// close has been. What it posts goes nowhere until its clock is right.
func TestASlowClockDoesNotReachIntoAClosedMonth(t *testing.T) {
	b := newBooks(t, 1)
	at(b, time.September, 15)
	b.enqueue(b.pay(1, 100))
	b.drain()
	at(b, time.October, 1)
	b.close(202609)
	at(b, time.September, 30)
	b.enqueue(b.pay(2, 100))
	b.drain()
	b.wantBacklog(0, 1)
	at(b, time.October, 2)
	b.w = writer(b.db, "right again")
	b.drain()
	b.wantBacklog(0, 0)
	b.wantMonth(2, 202610)
}

func (b *books) wantMonth(order int64, month int32) {
	b.t.Helper()
	b.view(func(tx *db.Tx) error {
		js, err := ledger.JournalsOfOrder(tx, order)
		if err != nil || len(js) != 1 || js[0].Period != month {
			b.t.Errorf("order %d: %+v %v, want month %d", order, js, err, month)
		}
		return nil
	})
}

// Postings of the month and its close at the same time, from several writers: in
// the end the stored trial balance is the sum of the month's entries, whoever was
// first.
func TestClosingRacesWithPosting(t *testing.T) {
	b := months(t)
	const orders = 60
	september := time.Date(2026, 9, 20, 0, 0, 0, 0, time.UTC).UnixMicro()
	var posting, closing sync.WaitGroup
	done := make(chan struct{})
	for i := range 2 {
		w := writer(b.db, string(rune('p'+i)))
		posting.Go(func() {
			for {
				if err := w.Drain(t.Context()); err != nil {
					t.Error(err)
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	closing.Go(func() {
		for {
			err := b.ask(202609, maker)
			if err == nil {
				err = b.confirm(202609, confirmer)
			}
			if err == nil {
				return
			}
			if !errors.Is(err, ledger.ErrPeriodPending) && !errors.Is(err, ledger.ErrPeriodChanged) {
				t.Errorf("closing: %v", err)
				return
			}
		}
	})
	for i := range int64(orders) {
		j := b.pay(100+i, 10)
		j.EffectiveUS = september
		b.enqueue(j)
	}
	closing.Wait()
	close(done)
	posting.Wait()
	b.drain()
	b.wantBacklog(0, 0)
	b.wantAmount("clearing", b.clearing, 350+orders*10)
	b.view(func(tx *db.Tx) error {
		var in int64
		scan(t, tx, &in, `SELECT COALESCE(SUM(e.amount), 0) FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
			WHERE j.period = 202609 AND e.account_id = ?`, int64(b.clearing))
		lines, err := ledger.TrialOf(tx, b.book, 202609)
		for _, l := range lines {
			if l.Account == b.clearing && l.Closing != in {
				t.Errorf("September closed with %d in clearing, its entries sum to %d", l.Closing, in)
			}
		}
		return err
	})
	verify(t, b.db)
}
