package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/yigou/yigou/internal/db"
)

// Fewest is the smallest crowd of households that a public page may count, or
// add up the money of (decisions 26).
const Fewest = 5

// District is the region of a scope that is not narrowed.
const District = ""

// Disclosure says whose figures a public page shows: a region's own, or those of
// the smallest region around it that hides it (decisions 26, adr/0007). What is
// shown of a region less everything shown inside it is the money of nobody or of
// at least Fewest households.
type Disclosure struct {
	credited map[string]people // by village, by town and of the District
	shown    map[string]bool
}

// people are the households credited somewhere.
type people map[int64]bool

// DisclosureOf reads who was credited where, in the whole district.
func DisclosureOf(tx *db.Tx) (Disclosure, error) {
	list, err := selectCredited(tx)
	if err != nil {
		return Disclosure{}, err
	}
	d := Disclosure{credited: map[string]people{}}
	for _, c := range list {
		for _, region := range []string{c.Code, c.Code[:townDigits], District} {
			if d.credited[region] == nil {
				d.credited[region] = people{}
			}
			d.credited[region][c.HouseholdID] = true
		}
	}
	d.shown = disclosedRegions(d.credited)
	return d, nil
}

// disclosed picks the siblings whose own figures may be shown. The smallest are
// hidden first, until the hidden together are nobody or Fewest: a single hidden
// one would be the parent less the others.
func disclosed(siblings map[string]people) []string {
	bySize := slices.SortedFunc(maps.Keys(siblings), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(siblings[a]), len(siblings[b])), cmp.Compare(a, b))
	})
	hidden := people{}
	for i, code := range bySize {
		if len(siblings[code]) >= Fewest && (len(hidden) == 0 || len(hidden) >= Fewest) {
			return bySize[i:]
		}
		maps.Copy(hidden, siblings[code])
	}
	return nil
}

// Shown is the region whose figures stand for a village or a town on a public
// page: itself, its town, or the District.
func (d Disclosure) Shown(region string) string {
	return nearest(d.shown, region)
}

// Households counts those credited in a village, a town or the District.
func (d Disclosure) Households(region string) int { return len(d.credited[region]) }
