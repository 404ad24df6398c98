package logistics

import (
	"regexp"
	"strings"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Carrier carries parcels. Its id is the freight payee in the ledger.
type Carrier struct {
	ID      int64
	Code    string // as tracking services spell it
	Name    string
	Pattern string // of a waybill number, anchored, upper case
	Hint    string // the pattern in words
	Phone   string // for buyers' enquiries
	Cold    bool   // offers cold transport (domain.md C12)
	Ord     int
}

// Refusals of carriers and waybills.
var (
	ErrNoCarrier = fault.New(fault.NotFound, "logistics.no_carrier", "没有这家快递公司，请从列表里重新选")
	ErrWaybill   = fault.New(fault.Invalid, "logistics.waybill", "运单号不对，请核对快递单上的号码")
)

// Carriers returns every carrier in its order.
func Carriers(tx *db.Tx) ([]Carrier, error) { return selectCarriers(tx) }

// CarrierByID returns one carrier; ErrNoCarrier when there is none.
func CarrierByID(tx *db.Tx, id int64) (Carrier, error) { return selectCarrier(tx, id) }

// Seed brings the carrier table to the list of carrier_list.go. It is
// idempotent: rows are inserted or brought up to date, none is removed.
func Seed(tx *db.Tx) error {
	have, err := selectCarriers(tx)
	if err != nil {
		return err
	}
	known := map[int64]bool{}
	for _, c := range have {
		known[c.ID] = true
	}
	for _, c := range carrierList() {
		if err := putCarrier(tx, c, known[c.ID]); err != nil {
			return err
		}
	}
	return nil
}

// Waybill brings a typed or scanned number to its stored form (upper case,
// without blanks and hyphens) and refuses what this carrier never prints.
func (c Carrier) Waybill(no string) (string, error) {
	no = strings.ToUpper(strings.Map(dropBlank, no))
	ok, err := regexp.MatchString(c.Pattern, no)
	if err != nil || !ok {
		return "", ErrWaybill.Withf("这不像%s的运单号（%s），请核对快递单上的号码，或换一家快递公司", c.Name, c.Hint).
			Field("waybill_no", "logistics.waybill", c.Hint)
	}
	return no, nil
}

func dropBlank(r rune) rune {
	switch r {
	case ' ', '-', '\t', '\u3000', '\u00a0':
		return -1
	}
	return r
}
