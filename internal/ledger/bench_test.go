package ledger_test

import (
	"math/rand/v2"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
)

// benchBooks is a book with many households, whose sign-offs have nine entries:
// escrow, three fees, five households (ledger.md §6).
func benchBooks(b *testing.B, households int) *books {
	b.Helper()
	x := newBooks(b, 5)
	keys := make([]ledger.AccountKey, households)
	for i := range keys {
		keys[i] = ledger.AccountKey{Book: x.book, Code: ledger.Accrued, Owner: ledger.OwnerHousehold, OwnerID: int64(100_000 + i)}
	}
	x.update(func(tx *db.Tx) (err error) {
		x.accrued, err = ledger.OpenAccounts(tx, keys...)
		return err
	})
	return x
}

func (b *books) nine(rng *rand.Rand, order int64) ledger.Journal {
	j := b.journal(ledger.E3Sign, order, 0, order,
		leg(b.escrow, 10_000, order), leg(b.station, -300, nowhere), leg(b.service, -189, nowhere), leg(b.tax, -11, nowhere))
	for i := range 5 {
		amount := int64(-1860)
		if i > 0 {
			amount = -1910
		}
		j.Legs = append(j.Legs, leg(b.accrued[rng.IntN(len(b.accrued))], amount, nowhere))
	}
	return j
}

func BenchmarkPost(b *testing.B) {
	for name, households := range map[string]int{"uniform": 50_000, "one village": 40} {
		b.Run(name, func(b *testing.B) {
			x := benchBooks(b, households)
			rng := rand.New(rand.NewPCG(1, 2))
			enqueueMany(x, b.N, func(order int64) ledger.Journal { return x.pay(order, 10_000) })
			x.drain()
			enqueueMany(x, b.N, func(order int64) ledger.Journal { return x.nine(rng, order) })
			b.ResetTimer()
			x.drain()
			b.StopTimer()
			x.wantBacklog(0, 0)
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "journals/s")
			b.ReportMetric(9*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
		})
	}
}

func enqueueMany(x *books, n int, journal func(order int64) ledger.Journal) {
	for at := 0; at < n; {
		var js []ledger.Journal
		for ; at < n && len(js) < 500; at++ {
			js = append(js, journal(int64(at+1)))
		}
		x.enqueue(js...)
	}
}

func BenchmarkLeaf(b *testing.B) {
	for _, alg := range []ledger.Alg{ledger.SHA256, ledger.SM3} {
		b.Run(alg.String(), func(b *testing.B) {
			h := ledger.NewHasher(alg, []byte("the salt key of a simulated month"))
			p := ledger.Posted{ID: 1, N: 9, Entries: make([]ledger.Entry, 9)}
			for i := range p.Entries {
				p.Entries[i] = ledger.Entry{Ord: i + 1, Account: ledger.AccountID(i), Amount: int64(i)}
			}
			b.ReportAllocs()
			for b.Loop() {
				h.Leaf(p)
			}
		})
	}
}
