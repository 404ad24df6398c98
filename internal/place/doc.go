// Package place knows where things are: the tree 区/镇/村(/组) of the district,
// the province, city and county codes of the whole country, and how to read a
// pasted address.
//
// Tables owned: place, place_tag.
//
// Invariants:
//   - a code is the official one: district 6 digits, town 9, village 12; a
//     group is its village's code and two digits, numbered from 01, and needs
//     no row of its own (decisions 2);
//   - a place lies inside another if and only if its code begins with the
//     other's: scope is a prefix match;
//   - policy words about a place (市级贫困村 …) are rows with dates, never a
//     property that today's screen shows without asking for the day;
//   - ParseAddress never fills a county it is not sure of: what is doubtful
//     comes back as a doubt with its candidates.
//
// Data: towns, villages and the country's divisions come from the open data set
// Administrative-divisions-of-China (china-division 2.7.0, WTFPL), tags from
// domain.md §7. Hong Kong, Macao and Taiwan are not in it: parcels go by
// mainland carriers only.
//
// Any package above the kit may call it; it is a book, so other books take its
// facts as values.
package place
