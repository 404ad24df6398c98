package catalog

import (
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// Product is a listing of one merchant, sold and shipped by one station.
type Product struct {
	ID           int64
	MerchantID   int64
	StationID    int64
	Region       string // official code of the village (12) or town (9)
	MerchantName string
	StationName  string
	TownName     string
	VillageName  string
	Terms
	State       State
	HeldBy      Holder // who suspended it
	Reason      string // last rejection or suspension
	Round       int    // how many times it was submitted
	CreatedBy   int64
	SubmittedBy int64
	CreatedUS   int64
	UpdatedUS   int64
	OnSaleUS    int64 // first time on sale; 0 = never
	Summary
}

// Terms is what the station writes and a reviewer reads.
type Terms struct {
	Category          string
	Name              string
	Subtitle          string
	Description       string
	BenefitLinkID     int64
	FreightTemplateID int64
	TaxMark           TaxMark
	ReturnPolicy      ReturnPolicy // "" takes the category's
	SeasonFrom        int          // month 1..12; 0 = all year
	SeasonTo          int
	CutoffHour        int // pay before this hour of the day (0..23) …
	LeadDays          int // … and it ships so many days later, 0..60
}

// Summary is what lists show without looking at SKUs: derived, see doc.go.
type Summary struct {
	LeadSkuID    int64 // the cheapest SKU on offer
	SkuCount     int
	Price        money.Fen // of the lead SKU
	PriceMax     money.Fen
	NetContentG  int64  // of the lead SKU
	CountHint    string // of the lead SKU
	CoverMediaID int64
	CoverColor   string
	Sold         int64
}

// TaxMark is the tax treatment of a sale (domain.md C30).
type TaxMark string

// The tax marks.
const (
	ExemptSelf  TaxMark = "exempt_self"  // self-produced by the seller
	ExemptChain TaxMark = "exempt_chain" // vegetables, fresh meat and eggs in trade
	Rate9       TaxMark = "r9"
	Rate13      TaxMark = "r13"
)

func (m TaxMark) valid() bool {
	return m == ExemptSelf || m == ExemptChain || m == Rate9 || m == Rate13
}

// Sku is what a buyer puts into the cart.
type Sku struct {
	ID          int64
	ProductID   int64
	ProduceID   int64
	Ord         int
	Name        string
	Quantity    int64 // in the produce's stock unit
	NetContentG int64
	CountHint   string // "约12枚", may be empty
	Price       money.Fen
	Reviewed    money.Fen // the price a reviewer saw; the band is around it
	Offered     bool
	CreatedUS   int64
	UpdatedUS   int64
}

// The official codes a product may lie in.
const (
	townDigits    = 9
	villageDigits = 12
)

// Limits of one SKU. Prices and weights this size cannot overflow any sum of an
// order.
const (
	MaxPrice       money.Fen = 10_000_000 // 100,000 yuan
	MaxNetContentG int64     = 1_000_000  // one tonne
	MaxSkus                  = 20
	MaxPictures              = 9
)

// ProductInput describes a draft. SKUs carry the id they had, or 0 for a new
// one; those left out are withdrawn.
type ProductInput struct {
	MerchantID   int64
	StationID    int64
	Region       string
	MerchantName string
	StationName  string
	TownName     string
	VillageName  string
	Terms
	MediaIDs []int64 // the first is the cover
	Skus     []SkuInput
}

// SkuInput is one SKU of a draft.
type SkuInput struct {
	ID          int64
	ProduceID   int64
	Name        string
	Quantity    int64
	NetContentG int64 // 0 = Quantity × the produce's grams per unit
	CountHint   string
	Price       money.Fen
}

// Refusals of products.
var (
	ErrNoProduct = fault.New(fault.NotFound, "catalog.no_product", "没有找到这个商品，可能已经下架")
	ErrNoSku     = fault.New(fault.NotFound, "catalog.no_sku", "没有找到这个规格，可能已经下架")
)
