package catalog

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// Picture is an uploaded picture as pages need it: the address is made of its
// id and a width.
type Picture struct {
	MediaID int64
	Width   int // of the upright original
	Height  int
	Color   string // dominant colour "#rrggbb", shown while loading
}

// SkuDetail is a SKU with the produce it is counted in.
type SkuDetail struct {
	Sku
	Produce Produce
}

// PerKG is the price per kilogram, for display.
func (s SkuDetail) PerKG() money.Fen { return money.PerKG(s.Price, s.NetContentG) }

// PerJin is the price per 500 g, shown only beside PerKG (domain.md C16).
func (s SkuDetail) PerJin() money.Fen { return money.PerJin(s.Price, s.NetContentG) }

// Detail is everything about one product.
type Detail struct {
	Product
	CategoryRow Category
	Skus        []SkuDetail
	Pictures    []Picture
}

// PublicDetail returns a product that buyers may see: on sale, or suspended
// (State says so, the page offers nothing then). Otherwise ErrNoProduct.
// Four queries.
func PublicDetail(tx *db.Tx, id int64) (Detail, error) {
	p, err := selectProduct(tx, id)
	if err != nil {
		return Detail{}, err
	}
	if !p.State.live() {
		return Detail{}, ErrNoProduct
	}
	return detail(tx, p)
}

// Get returns a product of the asking person's scope, in any state.
func Get(tx *db.Tx, sc Scope, id int64) (Detail, error) {
	p, err := selectProductInScope(tx, sc, id)
	if err != nil {
		return Detail{}, err
	}
	return detail(tx, p)
}

func detail(tx *db.Tx, p Product) (Detail, error) {
	cat, err := selectCategory(tx, p.Category)
	if err != nil {
		return Detail{}, err
	}
	skus, err := selectSkuDetails(tx, p.ID)
	if err != nil {
		return Detail{}, err
	}
	pictures, err := selectPictures(tx, p.ID)
	if err != nil {
		return Detail{}, err
	}
	return Detail{Product: p, CategoryRow: cat, Skus: skus, Pictures: pictures}, nil
}

// StaffQuery asks for products of a scope in any state, newest first.
type StaffQuery struct {
	Scope  Scope
	State  State  // "" = all but off
	Name   string // part of the name
	Limit  int    // 1..100, 0 = 20
	Cursor string
}

// ProductPage is one page of StaffList; descriptions are left out.
type ProductPage struct {
	Items      []Product
	NextCursor string
}

// StaffList lists products for stations, suppliers and reviewers. One query.
func StaffList(tx *db.Tx, q StaffQuery) (ProductPage, error) {
	n, err := ListQuery{Limit: q.Limit, Sort: ByNewest}.normal()
	if err != nil {
		return ProductPage{}, err
	}
	at, err := parseCursor(q.Cursor, ByNewest)
	if err != nil {
		return ProductPage{}, err
	}
	items, err := selectStaff(tx, q, n.Limit+1, at.id)
	if err != nil {
		return ProductPage{}, err
	}
	page := ProductPage{Items: items}
	if len(items) > n.Limit {
		page.Items = items[:n.Limit]
		page.NextCursor = cursor{sort: ByNewest, id: items[n.Limit-1].ID}.String()
	}
	return page, nil
}
