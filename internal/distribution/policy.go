package distribution

import (
	"slices"

	"github.com/yigou/yigou/internal/clock"
)

// Regime is the law a merchant distributes under.
type Regime string

// The regimes.
const (
	ByShares    Regime = "shares"    // 集体: the rest by shares (农村集体经济组织法 42)
	ByPatronage Regime = "patronage" // 合作社: most of the rest by transaction volume (农民专业合作社法 44)
)

// Word is what people call a regime.
func (r Regime) Word() string {
	return map[Regime]string{ByShares: "集体分红", ByPatronage: "合作社返还"}[r]
}

// Policy bounds the distributions that are drafted while it is in force. A
// distribution names the version it was drafted under.
type Policy struct {
	No         int
	Regime     Regime
	From       clock.Day
	ReserveMax int64 // basis points of the distributable sum
	VolumeMin  int64 // basis points of the rest that go by volume
	NoticeDays int   // full days between the notice and the approval
	// The vote: at least PresentOf of 3 parts of the members take part, and at
	// least FavourOf of 6 parts of all members agree.
	PresentOf, FavourOf int
	Strict              bool // the agreeing must be more than FavourOf, not just as many
}

// policies, the newest version of a regime last. 40 % is the district's rule, the
// rest the statutes' (domain.md §4.8; 农民专业合作社法 30 and 44).
var policies = []Policy{
	{No: 1, Regime: ByShares, ReserveMax: 4_000, NoticeDays: 10, PresentOf: 2, FavourOf: 4},
	{No: 2, Regime: ByPatronage, ReserveMax: 4_000, VolumeMin: 6_000, NoticeDays: 10, PresentOf: 2, FavourOf: 3, Strict: true},
}

// PolicyOn is the version of a regime in force on a day; false = unknown regime.
func PolicyOn(r Regime, day clock.Day) (p Policy, ok bool) {
	for _, x := range policies {
		if x.Regime == r && x.From <= day {
			p, ok = x, true
		}
	}
	return p, ok
}

// PolicyByNo is a version by its number; false = there is none.
func PolicyByNo(no int) (Policy, bool) {
	i := slices.IndexFunc(policies, func(p Policy) bool { return p.No == no })
	if i < 0 {
		return Policy{}, false
	}
	return policies[i], true
}

// Passes reports whether a vote carries: enough members took part and agreed.
func (p Policy) Passes(v Vote) bool {
	favour, need := 6*v.InFavour, p.FavourOf*v.Members
	return v.Members > 0 && 3*v.Present >= p.PresentOf*v.Members && favour >= need && (!p.Strict || favour > need)
}
