package catalog

// Scope is how far the asking person sees and acts. Every set field narrows it,
// and it travels into the WHERE clause: what lies outside is not found. The
// zero Scope matches nothing, so that a forgotten one opens nothing.
type Scope struct {
	StationID  int64
	MerchantID int64
	Region     string // prefix of the official code
}

// conditions returns the WHERE clause of sc over the product table.
func (sc Scope) conditions() (clause string, args []any) {
	if sc == (Scope{}) {
		return "1 = 0", nil
	}
	clause = "1 = 1"
	if sc.StationID != 0 {
		clause += " AND p.station_id = ?"
		args = append(args, sc.StationID)
	}
	if sc.MerchantID != 0 {
		clause += " AND p.merchant_id = ?"
		args = append(args, sc.MerchantID)
	}
	if sc.Region != "" {
		clause += " AND p.region >= ? AND p.region < ?"
		args = append(args, sc.Region, sc.Region+afterDigits)
	}
	return clause, args
}

// afterDigits sorts behind every digit and the dot of category paths sorts
// before it: x ≤ code < x+afterDigits are the region codes below x.
const afterDigits = ":"
