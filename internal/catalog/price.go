package catalog

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// DefaultPriceBandBP is how far a live price may move from the reviewed one
// when configuration says nothing: 20 %.
const DefaultPriceBandBP int64 = 2000

// ErrPriceBand says that the new price needs a review.
var ErrPriceBand = fault.New(fault.Invalid, "catalog.price_band", "价格改动太大，需要重新送审")

// PriceBand returns the lowest and highest live price around a reviewed one,
// bp basis points to each side, both inclusive and at least one fen.
func PriceBand(reviewed money.Fen, bp int64) (lowest, highest money.Fen) {
	d := money.FeeByRate(reviewed, bp)
	return max(1, reviewed-d), min(MaxPrice, reviewed+d)
}

// SetPrice changes the price of a SKU on sale or suspended, at once, within the
// band of bp basis points around the price that was reviewed. Small steps do
// not add up: the band does not move with the price.
func SetPrice(tx *db.Tx, a actor.Actor, sc Scope, skuID int64, price money.Fen, bp int64) (Sku, error) {
	s, p, err := selectSkuInScope(tx, sc, skuID)
	if err != nil {
		return Sku{}, err
	}
	if !p.State.live() {
		return Sku{}, ErrState.Withf("商品现在是「%s」，请在草稿里改价", p.State.Word())
	}
	if lo, hi := PriceBand(s.Reviewed, bp); price < lo || price > hi {
		return Sku{}, ErrPriceBand.Withf("审核时的价格是 %s 元，在售期间可以在 %s 到 %s 元之间调整；要改得更多，请先暂停销售，改回草稿后重新送审",
			s.Reviewed, lo, hi).Field("price_fen", "input.range", fmt.Sprintf("%s 到 %s 元", lo, hi))
	}
	was := s.Price
	if err := updatePrice(tx, s.ID, was, price); err != nil {
		return Sku{}, err
	}
	if err := refreshSummary(tx, p.ID); err != nil {
		return Sku{}, err
	}
	db.Changed(tx)
	s.Price, s.UpdatedUS = price, tx.NowUS()
	return s, audit.Add(tx, a, "sku.price", "sku", s.ID, fmt.Sprintf("%s -> %s", was, price))
}
