package ledger_test

import (
	"errors"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest"
)

func TestAnOrderFromPaymentToSettlement(t *testing.T) {
	b := newBooks(t, 3)
	b.enqueue(b.pay(9001, 10_000))
	b.wantAmount("escrow before posting", b.escrow, 0)
	b.drain()
	b.wantAmount("escrow", b.escrow, 10_000)
	b.wantAmount("clearing", b.clearing, 10_000)
	b.enqueue(b.sign(9001, 10_000, []int64{4_000, 3_000, 0}))
	b.enqueue(b.settle(0, 20261201, 4_000))
	b.drain()
	b.wantAmount("escrow", b.escrow, 0)
	b.wantAmount("station", b.station, 300)
	b.wantAmount("accrued of household 0", b.accrued[0], 0)
	b.wantAmount("payable of household 0", b.payable[0], 4_000)
	b.wantAmount("accrued of household 2", b.accrued[2], 2_700)
	b.wantBacklog(0, 0)
	verify(t, b.db)
}

func TestNothingIsPostedForABusinessThatRolledBack(t *testing.T) {
	b := newBooks(t, 1)
	no := errors.New("no")
	err := b.db.Update(t.Context(), func(tx *db.Tx) error {
		if err := ledger.Enqueue(tx, b.pay(1, 100)); err != nil {
			return err
		}
		return no
	})
	if !errors.Is(err, no) {
		t.Fatal(err)
	}
	b.drain()
	b.wantAmount("escrow", b.escrow, 0)
}

func TestEnqueueRefusesWhatCanNeverBePosted(t *testing.T) {
	b := newBooks(t, 1)
	var other books
	b.update(func(tx *db.Tx) error {
		other = books{t: t, db: b.db}
		return other.open(tx, merchantID+1, 1)
	})
	good := b.pay(1, 100)
	for name, spoil := range map[string]func(*ledger.Journal){
		"sum":                 func(j *ledger.Journal) { j.Legs[0].Amount++ },
		"one leg":             func(j *ledger.Journal) { j.Legs = j.Legs[:1] },
		"zero leg":            func(j *ledger.Journal) { j.Legs = append(j.Legs, leg(b.suspense, 0, nowhere)) },
		"amount":              func(j *ledger.Journal) { j.Legs[0].Amount, j.Legs[1].Amount = 2e13, -2e13 },
		"kind":                func(j *ledger.Journal) { j.Kind = 77 },
		"no ref":              func(j *ledger.Journal) { j.Ref = 0 },
		"no time":             func(j *ledger.Journal) { j.EffectiveUS = 0 },
		"no book":             func(j *ledger.Journal) { j.Book = 0 },
		"book without a lane": func(j *ledger.Journal) { j.Book = 99 },
		"no account":          func(j *ledger.Journal) { j.Legs[0].Account = 0 },
		"unknown account":     func(j *ledger.Journal) { j.Legs[0].Account = 12345 },
		"another book":        func(j *ledger.Journal) { j.Legs[0].Account = other.clearing },
		"another unit":        func(j *ledger.Journal) { j.Legs[0] = leg(b.lot, 100, nowhere) },
		"missing dim":         func(j *ledger.Journal) { j.Legs[1].Dim = 0 },
		"dim where none is":   func(j *ledger.Journal) { j.Legs[0].Dim = 5 },
		"balancing last":      func(j *ledger.Journal) { j.Legs[1].Balancing = true },
		"balancing unguarded": func(j *ledger.Journal) { j.Legs[0].Balancing = true },
		"balancing that adds": func(j *ledger.Journal) {
			j.Legs = []ledger.Leg{leg(b.escrow, -100, 1), leg(b.clearing, 100, nowhere)}
			j.Legs[0].Balancing = true
		},
	} {
		j := good
		j.Legs = append([]ledger.Leg(nil), good.Legs...)
		spoil(&j)
		err := b.db.Update(t.Context(), func(tx *db.Tx) error { return ledger.Enqueue(tx, j) })
		if !errors.Is(err, ledger.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	b.wantBacklog(0, 0)
}

func TestAKeyIsPostedOnce(t *testing.T) {
	b := newBooks(t, 1)
	b.enqueue(b.pay(1, 100), b.pay(1, 100)) // twice in one batch
	b.drain()
	yigoutest.Clock(t, b.db).Advance(time.Hour)
	b.enqueue(b.pay(1, 100)) // and once more, an hour later
	b.drain()
	b.wantAmount("escrow", b.escrow, 100)
	if s := b.w.Stats(); s.Posted != 1 || s.Repeated != 2 {
		t.Fatalf("stats %+v", s)
	}
	b.enqueue(b.pay(1, 101), b.pay(2, 50))
	b.drain()
	b.wantAmount("escrow", b.escrow, 150)
	b.wantBacklog(0, 1) // the conflict waits for a person
	verify(t, b.db)
}

func TestAGuardParksAndALaterBatchReleases(t *testing.T) {
	b := newBooks(t, 2)
	b.enqueue(b.sign(1, 1000, []int64{500, 0}), b.pay(2, 700)) // order 1 is signed before its payment is seen
	b.drain()
	b.wantBacklog(0, 1)
	b.wantAmount("escrow", b.escrow, 700)
	b.enqueue(b.pay(1, 400)) // another order 1 payment that is not enough
	b.drain()
	b.wantBacklog(0, 1)
	b.enqueue(b.journal(ledger.E1Pay, 1, 1, 1, leg(b.clearing, 600, nowhere), leg(b.escrow, -600, 1)))
	b.drain()
	b.wantBacklog(0, 0)
	b.wantAmount("accrued", b.accrued[0], 500)
	if s := b.w.Stats(); s.Parked != 1 || s.Unparked != 1 {
		t.Fatalf("stats %+v", s)
	}
	verify(t, b.db)
}

func TestAGuardOfAnAccountWaitsForThatAccount(t *testing.T) {
	b := newBooks(t, 2)
	lock := func(row, amount int64) ledger.Journal {
		return b.journal(ledger.E7Sweep, row, 0, 0, leg(b.payable[0], amount, nowhere), leg(b.accrued[0], -amount, nowhere))
	}
	b.enqueue(b.pay(1, 1000), b.sign(1, 1000, []int64{600, 0}), lock(71, 500))
	b.drain()
	b.wantBacklog(0, 1)
	b.enqueue(b.settle(0, 20261201, 600))
	b.drain()
	b.wantBacklog(0, 0)
	b.wantAmount("payable", b.payable[0], 100)
	verify(t, b.db)
}

// A payout lock asks: no is final, also after money has come (decisions 16).
func TestAQuestionIsAnsweredOnce(t *testing.T) {
	b := newBooks(t, 1)
	transit := ledger.AccountID(0)
	b.update(func(tx *db.Tx) (err error) {
		transit, err = ledger.OpenAccount(tx, b.book, ledger.PayoutTransit, ledger.OwnerMerchant, merchantID, 0)
		return err
	})
	lock := func(line, amount int64) ledger.Journal {
		return b.journal(ledger.E13Lock, line, 0, 0, leg(b.payable[0], amount, nowhere), leg(transit, -amount, line))
	}
	answers := func() (m map[int64]ledger.Answer) {
		b.update(func(tx *db.Tx) (err error) {
			m, err = ledger.Answers(tx, b.book, ledger.E13Lock, []int64{71, 72, 73})
			return err
		})
		return m
	}
	b.enqueue(b.pay(1, 1000), b.sign(1, 1000, []int64{0}), b.settle(0, 20261201, 600), lock(71, 500), lock(72, 500))
	b.drain()
	b.wantBacklog(0, 0)
	b.enqueue(b.settle(0, 20261202, 400), lock(72, 500))
	b.drain()
	b.wantBacklog(0, 0)
	b.wantAmount("payable", b.payable[0], 500)
	if got := answers(); got[71] != ledger.Yes || got[72] != ledger.No || got[73] != ledger.Pending {
		t.Fatalf("answers %v", got)
	}
	verify(t, b.db)
}

func TestAParkedIntentOutlivesItsWriter(t *testing.T) {
	b := newBooks(t, 1)
	b.enqueue(b.sign(1, 1000, []int64{0}))
	b.drain()
	b.wantBacklog(0, 1)
	b.w = writer(b.db, "successor")
	b.enqueue(b.pay(1, 1000))
	b.drain()
	b.wantBacklog(0, 0)
	verify(t, b.db)
}

func TestABalancingLegTakesWhatIsThere(t *testing.T) {
	b := newBooks(t, 1)
	sweep := func(ref, ask int64) ledger.Journal {
		take := leg(b.payable[0], ask, nowhere)
		take.Balancing = true
		return b.journal(ledger.E7Sweep, ref, ask, 0, take, leg(b.accrued[0], -ask, nowhere))
	}
	b.enqueue(sweep(5, 466)) // nothing there yet
	b.drain()
	b.wantBacklog(0, 1)
	b.enqueue(b.pay(1, 1000), b.sign(1, 1000, []int64{0}), b.settle(0, 20261201, 100))
	b.drain()
	b.wantBacklog(0, 0)
	b.wantAmount("payable", b.payable[0], 0)
	b.wantAmount("accrued", b.accrued[0], 970)

	// E8: 2011 gives what it has, 1110 takes the rest.
	b.enqueue(b.settle(0, 20261202, 100))
	take := leg(b.payable[0], 466, nowhere)
	take.Balancing = true
	b.enqueue(b.journal(ledger.E7Sweep, 6, 466, 0, take, leg(b.accrued[0], -466, nowhere), leg(b.recoverable[0], 0, nowhere)))
	b.drain()
	b.wantAmount("payable", b.payable[0], 0)
	b.wantAmount("recoverable", b.recoverable[0], 366)
	verify(t, b.db)

	// Set-off in E4: at most what 1110 holds.
	setOff := leg(b.recoverable[0], -1000, nowhere)
	setOff.Balancing = true
	b.enqueue(b.journal(ledger.E4Settle, 1001, 20261203, 0, leg(b.accrued[0], 1336, nowhere), setOff, leg(b.payable[0], -336, nowhere)))
	b.drain()
	b.wantAmount("recoverable", b.recoverable[0], 0)
	b.wantAmount("payable", b.payable[0], 970)
	verify(t, b.db)
}

func TestGoodsStayWithTheirLot(t *testing.T) {
	b := newBooks(t, 2)
	b.enqueue(b.journal(ledger.G1Intake, lotID, 0, 0, leg(b.lot, 5000, nowhere), leg(b.supplied[0], -3000, nowhere), leg(b.supplied[1], -2000, nowhere)))
	b.enqueue(b.journal(ledger.G2Pack, 1, 1, 1, leg(b.lot, -4000, nowhere), leg(b.packed, 4000, 1)))
	b.enqueue(b.journal(ledger.G2Pack, 2, 1, 2, leg(b.lot, -2000, nowhere), leg(b.packed, 2000, 2))) // only 1000 are left
	b.drain()
	b.wantBacklog(0, 1)
	b.enqueue(b.journal(ledger.G5Unpack, 1, 1, 1, leg(b.packed, -4000, 1), leg(b.lot, 4000, nowhere)))
	b.drain()
	b.wantBacklog(0, 0)
	b.wantAmount("lot", b.lot, 3000)
	b.wantAmount("packed", b.packed, 2000)
	verify(t, b.db)
}

func TestAJournalGoesIntoItsMonthUnlessItIsClosed(t *testing.T) {
	b := newBooks(t, 1)
	october := time.Date(2026, 10, 31, 15, 59, 0, 0, time.UTC).UnixMicro() // 23:59 in Shanghai
	late := func(order int64) ledger.Journal {
		j := b.pay(order, 100)
		j.EffectiveUS = october
		return j
	}
	b.enqueue(late(1))
	b.drain()
	closeMonth(t, b, 202610)
	b.enqueue(late(2))
	b.drain()
	closeMonth(t, b, 202611)
	b.enqueue(late(3))
	b.drain()
	b.wantBacklog(0, 1)
	b.view(func(tx *db.Tx) error {
		for order, want := range map[int64]int32{1: 202610, 2: 202611} {
			js, err := ledger.JournalsOfOrder(tx, order)
			if err != nil || len(js) != 1 || js[0].Period != want {
				t.Fatalf("order %d: %+v %v, want month %d", order, js, err, want)
			}
		}
		return nil
	})
	verify(t, b.db)
}

func closeMonth(t *testing.T, b *books, period int) {
	t.Helper()
	b.update(func(tx *db.Tx) error {
		err := tx.SQL().Exec(`INSERT INTO ledger_period (book, period, state, tb_hash, closed_us) VALUES (?, ?, 'closed', ?, ?)`,
			b.book, period, make([]byte, 32), tx.NowUS()).Error
		if err != nil {
			return err
		}
		return tx.SQL().Exec(`UPDATE ledger_lane SET epoch = epoch + 1`).Error // as closing does
	})
}

func TestBooksAreSpreadOverLanes(t *testing.T) {
	b := newBooks(t, 1) // book 1 opened lane 0
	addLane(t, b.db, 1)
	second := books{t: t, db: b.db, w: b.w}
	b.update(func(tx *db.Tx) error { return second.open(tx, merchantID+1, 1) })
	b.enqueue(b.pay(1, 100), second.pay(2, 50))
	second.enqueue(second.sign(2, 50, []int64{0}))
	b.drain()
	b.view(func(tx *db.Tx) error {
		one, err := ledger.JournalByKey(tx, b.book, ledger.E1Pay, 1, 0)
		if err != nil || ledger.LaneOf(one.ID) != 0 {
			t.Fatalf("%+v %v", one, err)
		}
		two, err := ledger.JournalByKey(tx, second.book, ledger.E3Sign, 2, 0)
		if err != nil || ledger.LaneOf(two.ID) != 1 || ledger.SeqOf(two.ID) != 2 {
			t.Fatalf("%+v %v", two, err)
		}
		return nil
	})
	verify(t, b.db)
}

func addLane(t testing.TB, d *db.DB, lane int) {
	t.Helper()
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		return tx.SQL().Exec(`INSERT INTO ledger_lane (lane, epoch, seq, height, head, posted_us, owner, lease_us)
			VALUES (?, 0, 0, 0, ?, 0, '', 0)`, lane, make([]byte, 32)).Error
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPostedTimeNeverGoesBack(t *testing.T) {
	b := newBooks(t, 1)
	b.enqueue(b.pay(1, 100))
	b.drain()
	yigoutest.Clock(t, b.db).Advance(-48 * time.Hour)
	b.w = writer(b.db, "after the clock was set back")
	b.enqueue(b.pay(2, 100))
	b.drain()
	verify(t, b.db)
}

func TestPostedRowsCannotBeChanged(t *testing.T) {
	b := newBooks(t, 1)
	b.enqueue(b.pay(1, 100))
	b.drain()
	for _, statement := range []string{
		`UPDATE ledger_journal SET gross = gross + 1`, `DELETE FROM ledger_journal`,
		`UPDATE ledger_entry SET amount = amount * 2`, `DELETE FROM ledger_entry`,
		`UPDATE ledger_block SET sealed_us = 0`, `DELETE FROM ledger_block`,
	} {
		err := b.db.Update(t.Context(), func(tx *db.Tx) error { return tx.SQL().Exec(statement).Error })
		if err == nil {
			t.Errorf("%s is let through", statement)
		}
	}
	verify(t, b.db)
}

func TestAForeignVaultStopsTheLaneAndParksNothing(t *testing.T) {
	b := newBooks(t, 1)
	b.enqueue(b.pay(1, 100))
	b.drain()
	secret := [32]byte{1}
	v, err := vault.New(vault.Key{ID: 1, Secret: secret[:]})
	if err != nil {
		t.Fatal(err)
	}
	b.enqueue(b.pay(2, 100))
	stranger := ledger.NewWriter(ledger.Options{DB: b.db, Vault: v, Name: "stranger", Lease: time.Nanosecond})
	if err := stranger.Drain(t.Context()); !errors.Is(err, ledger.ErrKeyLost) {
		t.Fatalf("a writer without the key: %v", err)
	}
	b.wantBacklog(1, 0)
	b.drain()
	b.wantBacklog(0, 0)
	verify(t, b.db)
}
