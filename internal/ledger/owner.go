package ledger

// OwnerKind says whose an account or a book is. The number is stored; the word
// is what other tables, the API and the screens use.
type OwnerKind int8

// The owners.
const (
	OwnerSystem       OwnerKind = 1
	OwnerMerchant     OwnerKind = 2
	OwnerStation      OwnerKind = 3
	OwnerHousehold    OwnerKind = 4
	OwnerCollective   OwnerKind = 5
	OwnerCarrier      OwnerKind = 6
	OwnerDriver       OwnerKind = 7
	OwnerLot          OwnerKind = 8
	OwnerChannel      OwnerKind = 9 // a payment channel; sub tells its merchant numbers apart
	OwnerOrganisation OwnerKind = 10
	OwnerEvent        OwnerKind = 11
)

var ownerWords = map[OwnerKind]string{
	OwnerSystem:       "system",
	OwnerMerchant:     "merchant",
	OwnerStation:      "station",
	OwnerHousehold:    "household",
	OwnerCollective:   "collective",
	OwnerCarrier:      "carrier",
	OwnerDriver:       "driver",
	OwnerLot:          "lot",
	OwnerChannel:      "channel",
	OwnerOrganisation: "organisation",
	OwnerEvent:        "event",
}

// String returns the word, "" for an unknown kind.
func (k OwnerKind) String() string { return ownerWords[k] }

// OwnerKindOf finds the kind of a word.
func OwnerKindOf(word string) (OwnerKind, bool) {
	for k, w := range ownerWords {
		if w == word {
			return k, true
		}
	}
	return 0, false
}
