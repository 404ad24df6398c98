package trade

import "time"

// Rules are the periods that configuration sets.
type Rules struct {
	Unpaid   time.Duration // from checkout until an unpaid order is closed
	AutoSign time.Duration // from shipping until the day accepts for the buyer
}

// DefaultRules are 30 minutes and, as WeChat's trade rules have it, 10 days
// (domain.md §4.1).
var DefaultRules = Rules{Unpaid: 30 * time.Minute, AutoSign: 10 * 24 * time.Hour}
