package httpapi

import (
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/stock"
)

// shelf is what a page says of SKUs beside the catalogue: how they are sold,
// how their price is split and what is left. Three queries for any number.
type shelf struct {
	skus   map[int64]catalog.ForSale
	links  map[int64]benefit.Version
	levels map[stock.Key]stock.Level
}

func readShelf(tx *db.Tx, skuIDs []int64) (shelf, error) {
	var s shelf
	var err error
	if s.skus, err = catalog.SkusForSale(tx, skuIDs); err != nil {
		return s, err
	}
	links := make([]int64, 0, len(s.skus))
	levels := make([]stock.Key, 0, len(s.skus))
	seen := map[stock.Key]bool{}
	for _, f := range s.skus {
		links = append(links, f.BenefitLinkID)
		if k := stockKey(f); !seen[k] {
			seen[k] = true
			levels = append(levels, k)
		}
	}
	if s.links, err = benefit.Current(tx, links); err != nil {
		return s, err
	}
	s.levels, err = stock.Levels(tx, levels)
	return s, err
}

func stockKey(f catalog.ForSale) stock.Key {
	return stock.Key{MerchantID: f.MerchantID, StationID: f.StationID, ProduceID: f.ProduceID}
}

// mostOffered bounds what a page says is left: the rest is nobody's business.
const mostOffered = 999

// left is how many of a SKU can be bought now.
func (s shelf) left(skuID int64) int64 {
	f, ok := s.skus[skuID]
	if !ok || !f.OnSale() || f.Quantity == 0 {
		return 0
	}
	return min(s.levels[stockKey(f)].Available/f.Quantity, mostOffered)
}

// toHouseholds is what households get of one SKU at its price.
func (s shelf) toHouseholds(skuID int64) int64 {
	f := s.skus[skuID]
	return householdsPart(s.links[f.BenefitLinkID], f.Price, f.NetContentG)
}

// promise says when a SKU leaves if paid now.
func (s shelf) promise(tx *db.Tx, skuID int64) string {
	f := s.skus[skuID]
	sentence, _ := logistics.Promise(clock.Time(tx.NowUS()), f.CutoffHour, f.LeadDays)
	return sentence
}

// cards shows products with what the shelf knows of them.
func cards(tx *db.Tx, list []catalog.Card, categories categoryNames) ([]ProductCard, error) {
	s, err := readShelf(tx, keys(list, func(c catalog.Card) int64 { return c.LeadSkuID }))
	return mapped(list, func(c catalog.Card) ProductCard { return s.card(tx, c, categories) }), err
}

// categoryNames are the words of the category tree.
type categoryNames map[string]string

func readCategoryNames(tx *db.Tx) (categoryNames, error) {
	all, err := catalog.Categories(tx)
	names := make(categoryNames, len(all))
	for _, c := range all {
		names[c.Code] = c.Name
	}
	return names, err
}
