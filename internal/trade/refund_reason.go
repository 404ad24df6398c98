package trade

// RefundReason is why money goes back. It decides who bears it (ledger.md E6,
// domain.md §4.9): the buyer never waits for that answer.
type RefundReason string

// The reasons that the district enters.
const (
	Quality  RefundReason = "quality"  // a proven fault of the goods themselves
	Unproved RefundReason = "unproved" // a complaint that nobody can prove
	Packing  RefundReason = "packing"  // badly packed
	Transit  RefundReason = "transit"  // damaged or lost on the way
	Regret   RefundReason = "regret"   // returned without a reason, where the law gives it
	Goodwill RefundReason = "goodwill" // to be kind
	Missing  RefundReason = "missing"  // packages that are not there to send; before packing only
)

// Bearer is whose loss a refund after sign-off is at first.
type Bearer string

// The bearers. What a household bears, it bears later and only after it was
// heard (Claim).
const (
	ByMerchant Bearer = "merchant" // 5001
	ByCarrier  Bearer = "carrier"  // 1120, a claim on the carrier
)

type reasonRule struct {
	word   string
	bearer Bearer
	claim  bool // the growers may be asked to bear it
	sent   bool // of goods that were sent; false = before packing
}

var reasonRules = map[RefundReason]reasonRule{
	Quality:  {"商品质量问题，已核实", ByMerchant, true, true},
	Unproved: {"买家反映有问题，未能核实", ByMerchant, false, true},
	Packing:  {"包装不当", ByMerchant, false, true},
	Transit:  {"运输损坏或丢失", ByCarrier, false, true},
	Regret:   {"七天无理由退货", ByMerchant, false, true},
	Goodwill: {"协商补偿", ByMerchant, false, true},
	Missing:  {"缺货少发", "", false, false},
}

// Known reports whether r is one of the reasons.
func (r RefundReason) Known() bool { _, ok := reasonRules[r]; return ok }

// Word is the reason as people read it; "" for reasons of cancelling.
func (r RefundReason) Word() string { return reasonRules[r].word }
