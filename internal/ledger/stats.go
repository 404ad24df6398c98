package ledger

import (
	"sync/atomic"

	"github.com/yigou/yigou/internal/db"
)

// Stats is what a Writer has done since it was made.
type Stats struct {
	Posted    uint64 // journals
	Entries   uint64
	Batches   uint64 // commits that posted something
	Repeated  uint64 // intents whose journal was in the books already
	Parked    uint64 // times an intent was put aside
	Unparked  uint64
	Fenced    uint64 // batches lost to another writer
	Failures  uint64 // runs that ended because the database was away
	LastBatch uint64 // journals of the newest commit
	LagUS     int64  // age of the oldest intent in the newest commit, in microseconds
}

// Backlog is what waits in the database, whoever writes.
type Backlog struct {
	Pending  int64 // promised, not yet posted
	Parked   int64
	OldestUS int64 // when the oldest pending one was promised; 0 when none is
}

type counters struct {
	posted, entries, batches, repeated, parked, unparked, fenced, failures, lastBatch atomic.Uint64
	lagUS                                                                             atomic.Int64
}

// batch counts a committed batch.
func (c *counters) batch(p *plan, nowUS int64) {
	c.repeated.Add(uint64(len(p.done) - len(p.journals)))
	if len(p.journals) == 0 {
		return
	}
	oldest := nowUS
	for _, in := range p.done {
		oldest = min(oldest, in.CreatedUS)
	}
	for i := range p.journals {
		c.entries.Add(uint64(p.journals[i].posted.N))
	}
	c.posted.Add(uint64(len(p.journals)))
	c.batches.Add(1)
	c.lastBatch.Store(uint64(len(p.journals)))
	c.lagUS.Store(nowUS - oldest)
}

// Stats returns a snapshot of the counters.
func (w *Writer) Stats() Stats {
	c := &w.stats
	return Stats{
		Posted: c.posted.Load(), Entries: c.entries.Load(), Batches: c.batches.Load(), Repeated: c.repeated.Load(),
		Parked: c.parked.Load(), Unparked: c.unparked.Load(), Fenced: c.fenced.Load(), Failures: c.failures.Load(),
		LastBatch: c.lastBatch.Load(), LagUS: c.lagUS.Load(),
	}
}

// BacklogOf counts the intents in the database.
func BacklogOf(tx *db.Tx) (Backlog, error) { return selectBacklog(tx) }
