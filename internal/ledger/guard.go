package ledger

// openKey names an open item: an account and the order, refund or payout line.
type openKey struct {
	account AccountID
	dim     int64
}

// guards is what the lane knows of balances, kept in memory between batches: the
// lane alone writes them. Amounts are signed, debit above zero. It holds every
// guarded account and every open item that it was told to load; load comes
// before use.
type guards struct {
	balance map[AccountID]int64
	open    map[openKey]int64
}

// maxGuards bounds the memory of one lane to some 50 MB; beyond it the lane
// forgets and reads again.
const maxGuards = 500_000

func newGuards() guards {
	return guards{balance: map[AccountID]int64{}, open: map[openKey]int64{}}
}

func (g guards) full() bool { return len(g.balance)+len(g.open) > maxGuards }

// available is what a guarded leg could still take from its account, at least 0.
func (g guards) available(a account, dim int64) int64 {
	line := byCode[a.Code]
	held := g.balance[a.ID]
	if line.Guard == GuardDim {
		held = g.open[openKey{a.ID, dim}]
	}
	return max(0, held*int64(line.Side))
}

// short finds the first account that legs would take below zero.
func (g guards) short(legs []Leg, accounts map[AccountID]account) (AccountID, bool) {
	balance, open := map[AccountID]int64{}, map[openKey]int64{}
	for _, l := range legs {
		balance[l.Account] += l.Amount
		open[openKey{l.Account, l.Dim}] += l.Amount
	}
	for _, l := range legs {
		line := byCode[accounts[l.Account].Code]
		side, k := int64(line.Side), openKey{l.Account, l.Dim}
		switch {
		case line.Guard == GuardBalance && balance[l.Account]*side < 0 && (g.balance[l.Account]+balance[l.Account])*side < 0:
			return l.Account, true
		case line.Guard == GuardDim && open[k]*side < 0 && (g.open[k]+open[k])*side < 0:
			return l.Account, true
		}
	}
	return 0, false
}

// apply adds posted legs.
func (g guards) apply(legs []Leg, accounts map[AccountID]account) {
	for _, l := range legs {
		line := byCode[accounts[l.Account].Code]
		if line.Guard == GuardBalance {
			g.balance[l.Account] += l.Amount
		}
		if line.Dim != "" {
			g.open[openKey{l.Account, l.Dim}] += l.Amount
		}
	}
}

// settle turns balancing legs into what is there: each takes at most what its
// account holds, the last leg takes up the difference, and legs of nothing fall
// away. Fewer than two legs left means that there is nothing to move yet.
func (g guards) settle(j Journal, accounts map[AccountID]account) []Leg {
	if !j.balancing() {
		return j.Legs
	}
	legs, sum := make([]Leg, 0, len(j.Legs)), int64(0)
	last := len(j.Legs) - 1
	for _, l := range j.Legs[:last] {
		if l.Balancing {
			held := g.available(accounts[l.Account], l.Dim)
			l.Amount = max(-held, min(held, l.Amount))
		}
		sum += l.Amount
		if l.Amount != 0 {
			legs = append(legs, l)
		}
	}
	if rest := j.Legs[last]; sum != 0 {
		rest.Amount = -sum
		legs = append(legs, rest)
	}
	return legs
}
