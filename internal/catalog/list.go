package catalog

import (
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// Sort is the order of a public list.
type Sort string

// The orders. Ties go to the newer product.
const (
	BySales     Sort = "sales"
	ByNewest    Sort = "newest"
	ByPrice     Sort = "price"
	ByPriceDesc Sort = "price_desc"
)

// ListQuery asks for one page of products on sale. Every set field narrows it.
type ListQuery struct {
	Category   string // with everything below it
	Region     string // prefix of the official code: town 9, village 12
	MerchantID int64
	Q          string // words, in Chinese or pinyin initials
	Sort       Sort   // "" = BySales
	Limit      int    // 1..100, 0 = 20
	Cursor     string // next_cursor of the page before
}

// Limits of lists.
const (
	defaultLimit  = 20
	maxLimit      = 100
	maxQueryRunes = 64
)

// Card is a product in a list.
type Card struct {
	ID           int64
	Name         string
	Subtitle     string
	Category     string
	Region       string
	TownName     string
	VillageName  string
	MerchantID   int64
	MerchantName string
	StationID    int64
	StationName  string
	SeasonFrom   int
	SeasonTo     int
	OnSaleUS     int64
	Summary
}

// PerKG is the lead SKU's price per kilogram, for display.
func (s Summary) PerKG() money.Fen {
	if s.NetContentG == 0 {
		return 0
	}
	return money.PerKG(s.Price, s.NetContentG)
}

// PerJin is the lead SKU's price per 500 g, shown only beside PerKG
// (domain.md C16).
func (s Summary) PerJin() money.Fen {
	if s.NetContentG == 0 {
		return 0
	}
	return money.PerJin(s.Price, s.NetContentG)
}

// CardPage is one page of a list.
type CardPage struct {
	Items      []Card
	NextCursor string // "" on the last page
	Relaxed    bool   // nothing had all the words; these have most of them
}

// List returns products on sale: one query a page without conditions, two with
// a narrow one, five at most; a search that must be relaxed, twice that.
func List(tx *db.Tx, q ListQuery) (CardPage, error) {
	q, err := q.normal()
	if err != nil {
		return CardPage{}, err
	}
	at, err := parseCursor(q.Cursor, q.Sort)
	if err != nil {
		return CardPage{}, err
	}
	if q.Q != "" {
		return search(tx, q, at)
	}
	cards, err := find(tx, q, at, q.conditions())
	if err != nil {
		return CardPage{}, err
	}
	return q.page(cards, false), nil
}

func (q ListQuery) normal() (ListQuery, error) {
	q.Q = strings.TrimSpace(q.Q)
	if q.Sort == "" {
		q.Sort = BySales
	}
	if q.Limit == 0 {
		q.Limit = defaultLimit
	}
	var c fault.Checker
	c.Check(q.Limit >= 1 && q.Limit <= maxLimit, "limit", "input.range", "每页条数要在 1 到 100 之间")
	c.Check(utf8.RuneCountInString(q.Q) <= maxQueryRunes, "q", "input.length", "搜索的词最多 64 个字")
	c.Check(q.Region == "" || digits(q.Region) && len(q.Region) <= 14, "village", "input.format", "村代码只有数字")
	c.Check(q.Category == "" || categoryCode(q.Category), "category", "input.format", "没有这个分类")
	switch q.Sort {
	case BySales, ByNewest, ByPrice, ByPriceDesc:
	default:
		c.Check(false, "sort", "input.choice", "排序只有销量、最新、价格")
	}
	return q, c.Err()
}

// page cuts the one card more that was read to see whether there is a next page.
func (q ListQuery) page(cards []Card, relaxed bool) CardPage {
	p := CardPage{Items: cards, Relaxed: relaxed}
	if len(cards) > q.Limit {
		p.Items = cards[:q.Limit]
		last := p.Items[q.Limit-1]
		p.NextCursor = cursor{sort: q.Sort, relaxed: relaxed, value: last.key(q.Sort), id: last.ID}.String()
	}
	return p
}

func (c Card) key(s Sort) int64 {
	switch s {
	case ByNewest:
		return c.OnSaleUS
	case ByPrice, ByPriceDesc:
		return int64(c.Price)
	case BySales:
	}
	return c.Sold
}

func categoryCode(s string) bool {
	return len(s) <= 32 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz.") == ""
}
