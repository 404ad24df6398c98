package distribution

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
)

// MaxUnits bounds a household's shares, in basis units (a hundredth of a share).
const MaxUnits int64 = 10_000_000

// Holding is what a household holds from a day on; 0 units end it.
type Holding struct {
	Household int64
	Units     int64
	From      clock.Day
}

// Register enters holdings of a merchant's members. An entry of the same day
// stands in place of the one before; older days stay as they were, so that a
// record day's register can always be told. Refusals: fault.ErrInvalid by field,
// household.ErrUnknown for a household outside of the merchant's village.
func Register(tx *db.Tx, by actor.Actor, merchantID int64, hs []Holding) error {
	var c fault.Checker
	ids, seen := make([]int64, len(hs)), map[int64]bool{}
	for i, h := range hs {
		at := fmt.Sprintf("items[%d]", i)
		c.Check(h.Units >= 0 && h.Units <= MaxUnits, at+".units", "range", "份额应在 0 到 100000 之间")
		c.Check(h.From > 0 && h.From <= tx.Today(), at+".from_day", "range", "生效日不能晚于今天")
		c.Check(!seen[h.Household], at+".household_id", "twice", "同一户只能填一次")
		ids[i], seen[h.Household] = h.Household, true
	}
	c.Check(len(hs) > 0 && len(hs) <= maxParts, "items", "count", "请至少填写一户，最多 4998 户")
	if err := c.Err(); err != nil {
		return err
	}
	known, err := household.ByIDs(tx, ids)
	if err != nil {
		return err
	}
	m, err := merchantOf(tx, merchantID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if h, ok := known[id]; !ok || !within(h.Region, m.Region) {
			return household.ErrUnknown
		}
	}
	if err := insertHoldings(tx, by, merchantID, hs); err != nil {
		return err
	}
	return audit.Add(tx, by, "distribution.register", "supplier", merchantID, fmt.Sprintf("登记 %d 户份额", len(hs)))
}

// RegisterOn is the register of a merchant on a day, without those who hold
// nothing, by household.
func RegisterOn(tx *db.Tx, merchantID int64, day clock.Day) ([]Holding, error) {
	return selectHoldings(tx, merchantID, day)
}
