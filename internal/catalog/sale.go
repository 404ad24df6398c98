package catalog

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// ForSale is a SKU as checkout needs it: everything that an order line freezes
// (decisions 11), read in the order's own transaction.
type ForSale struct {
	SkuID             int64
	ProductID         int64
	ProduceID         int64
	MerchantID        int64
	StationID         int64
	Region            string
	ProductName       string
	SkuName           string
	Category          string
	MerchantName      string
	StationName       string
	VillageName       string
	ProduceName       string
	CoverMediaID      int64
	Unit              Unit
	Quantity          int64 // of one SKU, in Unit
	NetContentG       int64
	CountHint         string
	Price             money.Fen
	BenefitLinkID     int64
	FreightTemplateID int64
	ReturnPolicy      ReturnPolicy
	AfterSaleDays     int
	Fresh             bool
	TaxMark           TaxMark
	CutoffHour        int
	LeadDays          int
	State             State // the product's; Off for a withdrawn SKU
}

// ErrOffSale refuses a SKU that nobody sells any more.
var ErrOffSale = fault.New(fault.Conflict, "catalog.off_sale", "这个商品已经下架,请从购物篮移除")

// OnSale reports whether the SKU may be bought now.
func (f ForSale) OnSale() bool { return f.State == OnSale }

// SkusForSale reads SKUs by id, as they are or, where another process changed
// them, were a second ago; unknown ids are absent. It answers for SKUs in every
// state, the caller looks at OnSale.
func SkusForSale(tx *db.Tx, skuIDs []int64) (map[int64]ForSale, error) {
	return db.Recent(tx, saleKey{}, skuIDs, func(missing []int64) (map[int64]ForSale, error) {
		if len(missing) == 0 {
			return map[int64]ForSale{}, nil
		}
		return selectForSale(tx, missing)
	})
}

type saleKey struct{}
