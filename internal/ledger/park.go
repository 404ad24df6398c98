package ledger

import (
	"maps"
	"slices"
)

// ParkCode says why an intent could not be posted yet.
type ParkCode string

// The codes. An intent is parked, alarmed and tried again (decisions 16); only
// a conflict and an unreadable payload never become postable by themselves.
const (
	ParkGuard      ParkCode = "guard"      // an account would go below zero; waits for the account or the order
	ParkConflict   ParkCode = "conflict"   // its key was posted with other legs: a person must look
	ParkUnreadable ParkCode = "unreadable" // the payload is damaged: a person must look
	ParkInvalid    ParkCode = "invalid"    // an account it names is gone
	ParkNothing    ParkCode = "nothing"    // balancing legs find nothing to move yet
	ParkPeriod     ParkCode = "period"     // its month and the current one are closed
	ParkStopped    ParkCode = "stopped"    // an account it touches is stopped: waits for the lift
	ParkPoison     ParkCode = "poison"     // the database refused it alone; tried again every minute
)

func (c ParkCode) retryable() bool { return c != ParkConflict && c != ParkUnreadable }

// waiting is what the lane remembers of a parked intent.
type waiting struct {
	id       int64
	code     ParkCode
	order    int64
	accounts []AccountID // a later batch that touches one of these is a reason to try again
}

// parked is the lane's memory of its parked intents.
type parked struct {
	byID      map[int64]waiting
	byOrder   map[int64]map[int64]bool
	byAccount map[AccountID]map[int64]bool
	due       map[int64]bool
}

func newParked() *parked {
	return &parked{
		byID: map[int64]waiting{}, byOrder: map[int64]map[int64]bool{},
		byAccount: map[AccountID]map[int64]bool{}, due: map[int64]bool{},
	}
}

func (p *parked) add(w waiting) {
	p.remove(w.id)
	p.byID[w.id] = w
	if w.order != 0 {
		put(p.byOrder, w.order, w.id)
	}
	for _, a := range w.accounts {
		put(p.byAccount, a, w.id)
	}
}

func (p *parked) remove(id int64) {
	w, ok := p.byID[id]
	if !ok {
		return
	}
	delete(p.byID, id)
	delete(p.due, id)
	drop(p.byOrder, w.order, id)
	for _, a := range w.accounts {
		drop(p.byAccount, a, id)
	}
}

// touched makes due what waits for an order or an account that has just moved.
func (p *parked) touched(order int64, accounts []Leg) {
	for id := range p.byOrder[order] {
		p.markDue(id)
	}
	for _, l := range accounts {
		for id := range p.byAccount[l.Account] {
			p.markDue(id)
		}
	}
}

func (p *parked) markDue(id int64) {
	if p.byID[id].code.retryable() {
		p.due[id] = true
	}
}

func (p *parked) allDue() {
	for id := range p.byID {
		p.markDue(id)
	}
}

// takeDue returns up to n due intents, the oldest first, and forgets that they
// are due.
func (p *parked) takeDue(n int) []int64 {
	ids := slices.Sorted(maps.Keys(p.due))
	ids = ids[:min(n, len(ids))]
	for _, id := range ids {
		delete(p.due, id)
	}
	return ids
}

func put[K comparable](m map[K]map[int64]bool, k K, id int64) {
	if m[k] == nil {
		m[k] = map[int64]bool{}
	}
	m[k][id] = true
}

func drop[K comparable](m map[K]map[int64]bool, k K, id int64) {
	delete(m[k], id)
	if len(m[k]) == 0 {
		delete(m, k)
	}
}
