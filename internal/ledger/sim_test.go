package ledger_test

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/yigoutest"
)

// simulator plays random histories of one merchant: intake, payments, packing,
// shipping, sign-offs, cancellations with refunds, settlements, and intents that
// come too early or twice. It keeps its own idea of what the books must say.
type simulator struct {
	*books
	rng    *rand.Rand
	next   int64
	orders []*simOrder
	due    []int64 // accrued and not settled, per household
	inLot  int64
	day    int64
}

type simOrder struct {
	id, amount, grams int64
	state             string
}

func newSimulator(t testing.TB, seed uint64) *simulator {
	t.Helper()
	const households = 4
	s := &simulator{books: newBooks(t, households), rng: rand.New(rand.NewPCG(seed, 2)), due: make([]int64, households), day: 20260101}
	ledger.FixSaltKey(s.w, []byte("the salt key of a simulated month"))
	return s
}

func (s *simulator) id() int64 { s.next++; return s.next }

// step does one random thing and posts it.
func (s *simulator) step() {
	s.t.Helper()
	before := len(s.orders)
	switch s.rng.IntN(9) {
	case 0:
		s.intake()
	case 1, 2:
		s.order()
	case 3, 4, 5, 6:
		if before > 0 {
			s.advance(s.orders[s.rng.IntN(before)])
		}
	case 7:
		s.settleOne()
	case 8:
		s.repeat()
	}
}

func (s *simulator) intake() {
	grams := 1000 + s.rng.Int64N(9000)
	half := grams / 2
	s.inLot += grams
	s.post(s.journal(ledger.G1Intake, lotID, s.id(), 0, leg(s.lot, grams, nowhere), leg(s.supplied[0], -half, nowhere), leg(s.supplied[1], half-grams, nowhere)))
}

func (s *simulator) order() {
	o := &simOrder{id: s.id(), amount: 1 + s.rng.Int64N(50_000), grams: 100 + s.rng.Int64N(2000), state: "paid"}
	s.orders = append(s.orders, o)
	s.post(s.pay(o.id, o.amount))
}

// advance moves an order one step on, or back.
func (s *simulator) advance(o *simOrder) {
	switch {
	case o.state == "paid" && s.rng.IntN(4) == 0:
		refund := s.id()
		s.post(s.refund(refund, o.id, o.amount))
		s.post(s.refunded(refund, o.id, o.amount))
		o.state = "cancelled"
	case o.state == "paid" && s.inLot >= o.grams:
		s.post(s.goods(ledger.G2Pack, o, s.lot, s.packed))
		s.inLot -= o.grams
		o.state = "packed"
	case o.state == "packed":
		s.post(s.goods(ledger.G3Ship, o, s.packed, s.onWay))
		o.state = "shipped"
	case o.state == "shipped":
		sign, goods := s.signed(o), s.goods(ledger.G4Sign, o, s.onWay, s.sold)
		s.post(sign)
		s.post(goods)
		o.state = "signed"
	}
}

func (s *simulator) goods(kind ledger.Kind, o *simOrder, from, to ledger.AccountID) ledger.Journal {
	dim := func(a ledger.AccountID) int64 {
		if a == s.packed || a == s.onWay {
			return o.id
		}
		return nowhere
	}
	return s.journal(kind, o.id, 1, o.id, leg(from, -o.grams, dim(from)), leg(to, o.grams, dim(to)))
}

// signed is E3 with the pool split by weight.
func (s *simulator) signed(o *simOrder) ledger.Journal {
	w, out := make([]int64, len(s.due)), make([]int64, len(s.due))
	for i := range w {
		w[i] = s.rng.Int64N(50)
	}
	w[0]++
	fee := int64(money.FeeByRate(money.Fen(o.amount), 300))
	money.Split(o.amount-fee, w, out)
	legs := []ledger.Leg{leg(s.escrow, o.amount, o.id)}
	if fee > 0 {
		legs = append(legs, leg(s.station, -fee, nowhere))
	}
	for i, part := range out {
		if part > 0 {
			legs = append(legs, leg(s.accrued[i], -part, nowhere))
			s.due[i] += part
		}
	}
	return s.journal(ledger.E3Sign, o.id, 0, o.id, legs...)
}

func (s *simulator) settleOne() {
	h := s.rng.IntN(len(s.due))
	if s.due[h] == 0 {
		return
	}
	s.day++
	s.post(s.settle(h, s.day, s.due[h]))
	s.due[h] = 0
}

// repeat asks again for a payment that is in the books.
func (s *simulator) repeat() {
	if len(s.orders) > 0 {
		o := s.orders[s.rng.IntN(len(s.orders))]
		s.post(s.pay(o.id, o.amount))
	}
}

// post promises a journal and posts it, one intent per batch, so that heights and
// hashes do not depend on how a batch was cut.
func (s *simulator) post(j ledger.Journal) {
	s.t.Helper()
	s.enqueue(j)
	s.drain()
}

// check compares the books with the simulator's own idea.
func (s *simulator) check() {
	s.t.Helper()
	verify(s.t, s.db)
	s.wantBacklog(0, 0)
	s.wantAmount("free goods", s.lot, s.inLot)
	escrow := int64(0)
	for _, o := range s.orders {
		if o.state == "paid" || o.state == "packed" || o.state == "shipped" {
			escrow += o.amount
		}
	}
	s.wantAmount("escrow", s.escrow, escrow)
	for h, due := range s.due {
		s.wantAmount("accrued", s.accrued[h], due)
	}
}

const simSteps = 50

// TestSimulatedHistoriesKeepTheInvariants is 2,000 random steps with I1–I6 after
// every one, 100,000 in `make prove` (decisions 27).
func TestSimulatedHistoriesKeepTheInvariants(t *testing.T) {
	for seed := range uint64(yigoutest.Often(simHistories, 2_000)) {
		t.Run(fmt.Sprint("history ", seed), func(t *testing.T) {
			s := newSimulator(t, seed)
			for range simSteps {
				s.step()
				s.check()
			}
		})
	}
}

// simHead is the head of the lane after history 7: the same on SQLite and MySQL,
// today and for ever, or old books could no longer be verified.
const simHead = "3d502e405b17bd58bb5bc6900fafc6527454afada29bb8176ed411763da2bdde"

func TestHashesAreTheSameOnEveryEngine(t *testing.T) {
	s := newSimulator(t, 7)
	for range simSteps {
		s.step()
		yigoutest.Clock(t, s.db).Advance(1_234_567_000)
	}
	s.check()
	var lane struct{ Head []byte }
	s.view(func(tx *db.Tx) error {
		scan(t, tx, &lane, `SELECT head FROM ledger_lane WHERE lane = 0`)
		return nil
	})
	if got := hex.EncodeToString(lane.Head); got != simHead {
		t.Fatalf("the lane's head is %s, want %s", got, simHead)
	}
}
