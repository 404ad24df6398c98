package trade

import (
	"time"

	"github.com/yigou/yigou/internal/money"
)

// Rules are the periods that configuration sets.
type Rules struct {
	Unpaid   time.Duration // from checkout until an unpaid order is closed
	AutoSign time.Duration // from shipping until the day accepts for the buyer
	Claim    money.Fen     // a proven fault below this sum is the merchant's, no household is asked
}

// DefaultRules are 30 minutes, as WeChat's trade rules have it 10 days (domain.md
// §4.1), and 20 yuan.
var DefaultRules = Rules{Unpaid: 30 * time.Minute, AutoSign: 10 * 24 * time.Hour, Claim: 2000}
