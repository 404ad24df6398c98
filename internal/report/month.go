package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// Item is what a line of the monthly open book adds up, each from the journals
// booked in that month (ledger.md §2).
type Item string

// The items. Of every leaf of the book Sold = Credited + Fees.
const (
	Sold     Item = "sold"     // E3: what buyers paid for orders signed for, freight included
	Credited Item = "credited" // of it, to households
	Fees     Item = "fees"     // of it, to everybody else
	Settled  Item = "settled"  // E4: past the after-sale window, to be paid out
	Paid     Item = "paid"     // E13: arrived on households' cards
	Returned Item = "returned" // E13: sent back by the bank later
	Refunded Item = "refunded" // E6: given back to buyers after sign-off
)

// kin are the items that are shown or hidden together, because they tell of the
// same sales or payments.
var kin = [][]Item{{Sold, Credited, Fees}, {Settled}, {Paid, Returned}, {Refunded}}

// Items lists them in the order in which they are read.
func Items() []Item { return slices.Concat(kin...) }

// flow is what one household, or nobody (0), moved in a village in a month.
type flow struct {
	Code        string // village
	Item        Item
	HouseholdID int64
	Amount      money.Fen
}

// Leaf is a line of the monthly open book. No two leaves share a fen: whatever
// is shown of a month is a sum of leaves, and each leaf is the money of nobody or
// of at least Fewest households, so that no subtraction tells of fewer. Only a
// whole district of fewer stands alone: nothing wider could hide it (adr/0007).
type Leaf struct {
	Item   Item
	Region string // a village; or a town, or the District: what its hidden parts moved together
	Amount money.Fen
	Count  int // households behind it
}

// Flows is a district's open book of one month.
type Flows struct {
	Leaves   []Leaf // by item, then region
	PostedUS int64  // when the last journal behind them was posted; 0 without any

	shown map[Item]map[string]bool
	count map[Item]map[string]int
}

// FlowsOf reads the open book of a month, yyyymm.
func FlowsOf(tx *db.Tx, month int) (Flows, error) {
	list, err := selectFlows(tx, month)
	if err != nil {
		return Flows{}, err
	}
	posted, err := selectLastPosted(tx, month)
	if err != nil {
		return Flows{}, err
	}
	f := Flows{PostedUS: posted, shown: map[Item]map[string]bool{}, count: map[Item]map[string]int{}}
	for _, items := range kin {
		f.add(items, list)
	}
	slices.SortFunc(f.Leaves, func(a, b Leaf) int {
		order := Items()
		return cmp.Or(cmp.Compare(slices.Index(order, a.Item), slices.Index(order, b.Item)), cmp.Compare(a.Region, b.Region))
	})
	return f, nil
}

// FlowMonths lists the months that have an open book, yyyymm, the newest first.
func FlowMonths(tx *db.Tx) ([]int, error) { return selectFlowMonths(tx) }

// add puts the leaves of items that are shown or hidden together.
func (f *Flows) add(items []Item, list []flow) {
	who := map[string]people{District: {}}
	for _, l := range list {
		if !slices.Contains(items, l.Item) {
			continue
		}
		for _, region := range []string{l.Code, l.Code[:townDigits], District} {
			if who[region] == nil {
				who[region] = people{}
			}
			if l.HouseholdID != 0 {
				who[region][l.HouseholdID] = true
			}
		}
	}
	shown := disclosedRegions(who)
	leaves := map[Leaf]people{} // keyed by item and region
	sums := map[Leaf]money.Fen{}
	for _, l := range list {
		if !slices.Contains(items, l.Item) {
			continue
		}
		key := Leaf{Item: l.Item, Region: nearest(shown, l.Code)}
		sums[key] += l.Amount
		if leaves[key] == nil {
			leaves[key] = people{}
		}
		if l.HouseholdID != 0 {
			leaves[key][l.HouseholdID] = true
		}
	}
	hidden := map[string]people{} // behind all items of a leaf's region
	for key, p := range leaves {
		if hidden[key.Region] == nil {
			hidden[key.Region] = people{}
		}
		maps.Copy(hidden[key.Region], p)
	}
	for key, sum := range sums {
		f.Leaves = append(f.Leaves, Leaf{key.Item, key.Region, sum, len(hidden[key.Region])})
	}
	for _, item := range items {
		f.shown[item], f.count[item] = shown, map[string]int{}
		for region, p := range who {
			f.count[item][region] = len(p)
		}
	}
}

// disclosedRegions are the regions whose own figures may be shown: the district,
// towns beside towns, villages beside the villages of a shown town.
func disclosedRegions(who map[string]people) map[string]bool {
	towns, villages := map[string]people{}, map[string]map[string]people{}
	for region, p := range who {
		switch len(region) {
		case townDigits:
			towns[region] = p
		case villageDigits:
			town := region[:townDigits]
			if villages[town] == nil {
				villages[town] = map[string]people{}
			}
			villages[town][region] = p
		}
	}
	shown := map[string]bool{District: true}
	for _, town := range disclosed(towns) {
		shown[town] = true
		for _, village := range disclosed(villages[town]) {
			shown[village] = true
		}
	}
	return shown
}

// nearest is the smallest shown region around a region.
func nearest(shown map[string]bool, region string) string {
	for _, digits := range []int{villageDigits, townDigits} {
		if len(region) >= digits && shown[region[:digits]] {
			return region[:digits]
		}
	}
	return District
}

// Shown is the region whose figures stand for an item of a region: itself, its
// town, or the District.
func (f Flows) Shown(item Item, region string) string { return nearest(f.shown[item], region) }

// Sum adds up the leaves of an item inside a region that is shown.
func (f Flows) Sum(item Item, region string) (sum money.Fen) {
	for _, l := range f.Leaves {
		if l.Item == item && len(l.Region) >= len(region) && l.Region[:len(region)] == region {
			sum += l.Amount
		}
	}
	return sum
}

// Households counts who is behind an item of a region that is shown.
func (f Flows) Households(item Item, region string) int { return f.count[item][region] }
