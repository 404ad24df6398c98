package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

// intent is a promised journal as the lane reads it.
type intent struct {
	ID        int64
	Payload   []byte
	CreatedUS int64
	ParkCode  ParkCode
}

// plan is a batch thought through in memory, ready to be written.
type plan struct {
	before, state laneState // the lane's row before and after
	journals      []plannedJournal
	block         Block // of the journals; Height 0 when there are none
	balances      []balanceChange
	opens         []openChange
	done          []intent       // posted now or before: deleted
	park          []parkedIntent // could not be posted
	refuse        []refusal      // asked for what is not there: answered for good
}

// empty reports that the batch changes no row.
func (p *plan) empty() bool { return len(p.journals)+len(p.done)+len(p.newlyParked()) == 0 }

func (p *plan) newlyParked() (xs []parkedIntent) {
	for _, x := range p.park {
		if x.news {
			xs = append(xs, x)
		}
	}
	return xs
}

type plannedJournal struct {
	posted Posted
	legs   []Leg
}

// refusal is the final answer to a journal that asks.
type refusal struct {
	key  journalKey
	hash Hash
	code ParkCode
}

type parkedIntent struct {
	waiting
	kind   Kind
	detail string
	news   bool // it was not parked with this code before
}

// balanceChange is what a batch adds to an account, all its journals together.
type balanceChange struct {
	account AccountID
	dr, cr  int64
	n       int64
	lastID  int64
}

// openChange is what an open item is after a batch; 0 deletes it.
type openChange struct {
	openKey
	balance int64
}

// journalKey identifies a journal for ever.
type journalKey struct {
	book   int32
	kind   Kind
	ref    int64
	refSeq int64
}

func (j Journal) key() journalKey { return journalKey{j.Book, j.Kind, j.Ref, j.RefSeq} }

// planner carries what planning one batch needs.
type planner struct {
	*plan
	lane     *lane
	accounts map[AccountID]account
	known    map[journalKey]Hash // journals in the books, or earlier in this batch
	refused  map[journalKey]bool // answered with no, for ever
	change   map[AccountID]*balanceChange
	touched  map[openKey]bool
	nowUS    int64
}

type decoded struct {
	intent
	journal Journal
}

// plan decides about every intent of a batch, in order: posted, known already,
// or parked. It changes guards as it goes; a batch that is not committed must be
// followed by refresh.
func (l *lane) plan(ctx context.Context, batch []intent) (*plan, error) {
	p := &planner{
		plan: &plan{before: l.state, state: l.state}, lane: l,
		change: map[AccountID]*balanceChange{}, touched: map[openKey]bool{},
		nowUS: max(clock.US(l.db.Clock().Now()), l.state.PostedUS),
	}
	readable := p.decodeAll(batch)
	if err := p.load(ctx, readable); err != nil {
		return nil, err
	}
	for _, d := range readable {
		p.decide(d)
	}
	if err := p.hashAll(ctx); err != nil {
		return nil, err
	}
	p.collect()
	return p.plan, nil
}

func (p *planner) decodeAll(batch []intent) (readable []decoded) {
	for _, in := range batch {
		j, err := decode(in.Payload)
		if err != nil {
			p.putAside(in, Journal{}, ParkUnreadable, err.Error(), nil)
			continue
		}
		readable = append(readable, decoded{in, j})
	}
	return readable
}

// load reads what deciding needs with one statement each: the keys that are
// posted already, the accounts, balances and open items not yet in memory, and
// closed months where a journal looks back over a month's end.
func (p *planner) load(ctx context.Context, ds []decoded) error {
	var keys []journalKey
	var ids []AccountID
	for _, d := range ds {
		keys = append(keys, d.journal.key())
		ids = append(ids, accountsOf(d.journal.Legs)...)
	}
	return p.lane.db.View(ctx, func(tx *db.Tx) (err error) {
		if p.known, err = selectKnown(tx, keys); err != nil {
			return fmt.Errorf("ledger: known keys: %w", err)
		}
		if p.refused, err = selectRefused(tx, asking(keys)); err != nil {
			return fmt.Errorf("ledger: refused keys: %w", err)
		}
		if p.accounts, err = accountsByID(tx, ids); err != nil {
			return err
		}
		if err := p.lane.loadClosed(tx, booksOf(keys)); err != nil {
			return fmt.Errorf("ledger: closed months: %w", err)
		}
		return p.lane.guards.load(tx, p.accounts, ds)
	})
}

// load reads the balances and open items of a batch that are not in memory.
func (g guards) load(tx *db.Tx, accounts map[AccountID]account, ds []decoded) error {
	var balances []AccountID
	var opens []openKey
	for _, d := range ds {
		for _, l := range d.journal.Legs {
			line, k := byCode[accounts[l.Account].Code], openKey{l.Account, l.Dim}
			if _, ok := g.balance[l.Account]; !ok && line.Guard == GuardBalance {
				g.balance[l.Account] = 0 // unless read below
				balances = append(balances, l.Account)
			}
			if _, ok := g.open[k]; !ok && line.Dim != "" {
				g.open[k] = 0
				opens = append(opens, k)
			}
		}
	}
	if err := readBalances(tx, balances, g.balance); err != nil {
		return fmt.Errorf("ledger: balances: %w", err)
	}
	if err := readOpens(tx, opens, g.open); err != nil {
		return fmt.Errorf("ledger: open items: %w", err)
	}
	return nil
}

func (p *planner) decide(d decoded) {
	j, hash := d.journal, d.journal.requestHash()
	if was, ok := p.known[j.key()]; ok {
		if was == hash {
			p.done = append(p.done, d.intent)
			return
		}
		p.putAside(d.intent, j, ParkConflict, "its key was posted with other legs", nil)
		return
	}
	if p.refused[j.key()] {
		p.done = append(p.done, d.intent)
		return
	}
	if err := j.Validate(); err != nil {
		p.putAside(d.intent, j, ParkInvalid, err.Error(), accountsOf(j.Legs))
		return
	}
	if err := j.validateAccounts(p.accounts); err != nil {
		p.putAside(d.intent, j, ParkInvalid, err.Error(), accountsOf(j.Legs))
		return
	}
	if a, stopped := p.lane.stoppedAt(j.Legs); stopped {
		p.putAside(d.intent, j, ParkStopped, p.accounts[a].String()+" is stopped: an invariant broke", accountsOf(j.Legs))
		return
	}
	period, ok := p.periodOf(j)
	if !ok {
		p.putAside(d.intent, j, ParkPeriod, "its month and the current one are closed", nil)
		return
	}
	legs := p.lane.guards.settle(j, p.accounts)
	if len(legs) < 2 {
		p.putAside(d.intent, j, ParkNothing, "there is nothing to move yet", accountsOf(j.Legs))
		return
	}
	if a, short := p.lane.guards.short(legs, p.accounts); short {
		if j.Kind.Asks() {
			p.answerNo(d.intent, j, hash)
			return
		}
		p.putAside(d.intent, j, ParkGuard, p.accounts[a].String()+" would go below zero", []AccountID{a})
		return
	}
	p.accept(d.intent, j, legs, hash, period)
}

// answerNo refuses a journal for good: its key can never succeed later by luck.
func (p *planner) answerNo(in intent, j Journal, hash Hash) {
	p.refused[j.key()] = true
	p.refuse = append(p.refuse, refusal{j.key(), hash, ParkGuard})
	p.done = append(p.done, in)
}

// asking are the keys of journals that may have been refused before.
func asking(keys []journalKey) (ks []journalKey) {
	for _, k := range keys {
		if k.kind.Asks() {
			ks = append(ks, k)
		}
	}
	return ks
}

// periodOf is the month a journal is booked into: its own, or the current one
// when its own is closed. Months are closed in order, so every month up to the
// last closed one is.
func (p *planner) periodOf(j Journal) (period int32, ok bool) {
	own, now, closed := monthOf(j.EffectiveUS), monthOf(p.nowUS), p.lane.closed[j.Book]
	switch {
	case own > closed:
		return own, true
	case now > closed:
		return now, true
	}
	return 0, false
}

// loadClosed reads the last closed month of books not yet in memory. What is in
// memory stays true while the lane is held: closing a month fences the lane.
func (l *lane) loadClosed(tx *db.Tx, books []int32) error {
	books = slices.DeleteFunc(books, func(b int32) bool { _, ok := l.closed[b]; return ok })
	if len(books) == 0 {
		return nil
	}
	last, err := selectLastClosed(tx, books)
	for _, b := range books {
		l.closed[b] = last[b]
	}
	return err
}

func (p *planner) accept(in intent, j Journal, legs []Leg, hash Hash, period int32) {
	p.state.Seq++
	posted := Posted{
		ID: JournalID(p.lane.id, p.state.Seq), Height: p.before.Height + 1, Book: j.Book, Kind: j.Kind,
		Ref: j.Ref, RefSeq: j.RefSeq, Order: j.Order, Period: period, EffectiveUS: j.EffectiveUS, PostedUS: p.nowUS,
		N: len(legs), Reverses: j.Reverses, Actor: j.Actor, ReqHash: hash, Entries: make([]Entry, len(legs)),
	}
	for i, l := range legs {
		posted.Gross += max(0, l.Amount)
		posted.Entries[i] = Entry{i + 1, l.Account, p.accounts[l.Account].AccountKey, l.Amount, l.Dim, l.Row}
		p.add(posted.ID, l)
	}
	p.lane.guards.apply(legs, p.accounts)
	p.known[j.key()] = hash
	p.journals = append(p.journals, plannedJournal{posted, legs})
	p.done = append(p.done, in)
}

func (p *planner) add(journalID int64, l Leg) {
	c := p.change[l.Account]
	if c == nil {
		c = &balanceChange{account: l.Account}
		p.change[l.Account] = c
	}
	c.dr += max(0, l.Amount)
	c.cr += max(0, -l.Amount)
	c.n++
	c.lastID = journalID
	if byCode[p.accounts[l.Account].Code].Dim != "" {
		p.touched[openKey{l.Account, l.Dim}] = true
	}
}

func (p *planner) putAside(in intent, j Journal, code ParkCode, detail string, accounts []AccountID) {
	p.park = append(p.park, parkedIntent{
		waiting: waiting{id: in.ID, code: code, order: j.Order, accounts: accounts},
		kind:    j.Kind, detail: detail, news: in.ParkCode != code,
	})
}

// hashAll computes the leaves and the block.
func (p *planner) hashAll(ctx context.Context) error {
	if len(p.journals) == 0 {
		return nil
	}
	hashers, root := map[int32]*Hasher{}, NewTree(p.before.Alg)
	for i := range p.journals {
		j := &p.journals[i].posted
		h := hashers[j.Period]
		if h == nil {
			key, err := p.lane.keys.ensure(ctx, p.lane.db, j.Period)
			if err != nil {
				return err
			}
			h = NewHasher(p.before.Alg, key)
			hashers[j.Period] = h
		}
		j.Leaf = h.Leaf(*j)
		root.Add(j.Leaf[:])
	}
	p.block = Block{
		Lane: p.lane.id, Height: p.before.Height + 1, Prev: p.before.Head, Root: root.Sum(), Alg: p.before.Alg,
		FirstSeq: p.before.Seq + 1, LastSeq: p.state.Seq, Epoch: p.state.Epoch, SealedUS: p.nowUS,
	}
	p.block.Hash = p.block.Sum()
	p.state.Height, p.state.Head, p.state.PostedUS = p.block.Height, p.block.Hash, p.nowUS
	return nil
}

// collect puts the coalesced changes into the order in which they are written.
func (p *planner) collect() {
	for _, c := range p.change {
		p.balances = append(p.balances, *c)
	}
	slices.SortFunc(p.balances, func(a, b balanceChange) int { return cmp.Compare(a.account, b.account) })
	for k := range p.touched {
		p.opens = append(p.opens, openChange{k, p.lane.guards.open[k]})
	}
	slices.SortFunc(p.opens, func(a, b openChange) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.dim, b.dim))
	})
}

func accountsOf(legs []Leg) []AccountID {
	ids := make([]AccountID, len(legs))
	for i, l := range legs {
		ids[i] = l.Account
	}
	return ids
}

// monthOf is the month yyyymm of an instant in Shanghai.
func monthOf(us int64) int32 { return int32(clock.DayOf(us) / 100) }
