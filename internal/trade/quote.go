package trade

import (
	"slices"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/stock"
)

// Bounds of one checkout.
const (
	maxItems = 50
	maxQty   = 999
)

// Item is a wish: so many packages of a SKU.
type Item struct {
	SkuID int64 `json:"sku_id"`
	Qty   int64 `json:"qty"`
}

// QuoteInput asks what a basket costs. Without a county freight is unknown.
type QuoteInput struct {
	Items  []Item
	County string
}

// Validate checks the form of a basket (lessons.md 5: never a negative number).
func (in QuoteInput) Validate() error {
	if len(in.Items) == 0 {
		return ErrEmpty
	}
	var c fault.Checker
	c.Check(len(in.Items) <= maxItems, "items", "range", "一次最多结算 50 种商品")
	seen := map[int64]bool{}
	for _, it := range in.Items {
		c.Check(it.Qty >= 1 && it.Qty <= maxQty, "items.qty", "range", "每种商品的数量应在 1 到 999 之间")
		c.Check(!seen[it.SkuID], "items.sku_id", "duplicate", "同一规格请合并成一行")
		seen[it.SkuID] = true
	}
	return c.Err()
}

// Quote is the server's price for a basket, grouped as it will become orders.
type Quote struct {
	Groups  []QuoteGroup
	Goods   money.Fen
	Freight money.Fen // of the groups whose freight is known
	Total   money.Fen
	Ready   bool // every line can be bought and every freight is known
}

// QuoteGroup is the part of a basket that one merchant sells and one station
// ships.
type QuoteGroup struct {
	MerchantID   int64
	MerchantName string
	StationID    int64
	StationName  string
	Lines        []QuoteLine
	Freights     []QuoteFreight
	Goods        money.Fen
	Freight      money.Fen
	FreightKnown bool
	Promise      string       // "今天16:00前付款,明天发"
	Promised     clock.Day    // the day it leaves when paid now
	Problem      *fault.Error // why it cannot be sent there
}

// QuoteLine is one item with the server's price.
type QuoteLine struct {
	Sku     catalog.ForSale
	Qty     int64
	Gross   money.Fen
	Left    int64        // packages that stock allows
	Problem *fault.Error // why it cannot be bought now
}

// QuoteFreight is the freight of the group's goods under one template.
type QuoteFreight struct {
	TemplateID int64
	Version    int
	Amount     money.Fen
}

// MakeQuote prices a basket. Problems of a line or group are part of the answer:
// the page shows them where they are.
func MakeQuote(tx *db.Tx, in QuoteInput) (Quote, error) {
	q, err := priced(tx, in)
	if err != nil {
		return Quote{}, err
	}
	if err := q.checkStock(tx); err != nil {
		return Quote{}, err
	}
	q.total()
	return q, nil
}

// priced is a quote that has not looked at the stock: what Place charges. The
// stock is guarded by the reservation itself, not by reading it first.
func priced(tx *db.Tx, in QuoteInput) (Quote, error) {
	if err := in.Validate(); err != nil {
		return Quote{}, err
	}
	ids := make([]int64, len(in.Items))
	for i, it := range in.Items {
		ids[i] = it.SkuID
	}
	skus, err := catalog.SkusForSale(tx, ids)
	if err != nil {
		return Quote{}, err
	}
	q := group(in.Items, skus)
	for i := range q.Groups {
		g := &q.Groups[i]
		if err := g.addFreight(tx, in.County); err != nil {
			return Quote{}, err
		}
		g.promise(tx)
	}
	q.total()
	return q, nil
}

// group sorts items into (merchant, station) in the order of the basket.
func group(items []Item, skus map[int64]catalog.ForSale) Quote {
	type place struct{ merchant, station int64 }
	var q Quote
	at := map[place]int{}
	for _, it := range items {
		s := skus[it.SkuID]
		line := QuoteLine{Sku: s, Qty: it.Qty, Gross: s.Price * money.Fen(it.Qty)}
		switch {
		case s.SkuID == 0: // nobody sells it any more
			line.Sku.SkuID, line.Problem = it.SkuID, catalog.ErrOffSale
		case !s.OnSale():
			line.Problem, line.Gross = ErrOffSale, 0
		}
		k := place{s.MerchantID, s.StationID}
		i, ok := at[k]
		if !ok {
			i = len(q.Groups)
			at[k] = i
			q.Groups = append(q.Groups, QuoteGroup{
				MerchantID: s.MerchantID, MerchantName: s.MerchantName, StationID: s.StationID, StationName: s.StationName,
			})
		}
		q.Groups[i].Lines = append(q.Groups[i].Lines, line)
	}
	return q
}

// checkStock is the hint before the guard: it spares a buyer a refusal at the
// last step. Lines of one produce share its stock, in the basket's order.
func (q *Quote) checkStock(tx *db.Tx) error {
	var keys []stock.Key
	for _, g := range q.Groups {
		for _, l := range g.Lines {
			if l.Problem == nil {
				keys = append(keys, stockKey(l.Sku))
			}
		}
	}
	levels, err := stock.Levels(tx, keys)
	if err != nil {
		return err
	}
	for gi := range q.Groups {
		for li := range q.Groups[gi].Lines {
			l := &q.Groups[gi].Lines[li]
			if l.Problem != nil {
				continue
			}
			level := levels[stockKey(l.Sku)]
			l.Left = level.Available / l.Sku.Quantity
			switch {
			case l.Left == 0:
				l.Problem = stock.ErrShort.With("已售完,可以先收藏,服务站收到新货会再上架")
			case l.Left < l.Qty:
				l.Problem = stock.ErrShort.Withf("库存只剩 %d 件,请改成 %d 件以内", l.Left, l.Left)
			default:
				level.Available -= l.Qty * l.Sku.Quantity
				levels[stockKey(l.Sku)] = level
			}
		}
	}
	return nil
}

func stockKey(s catalog.ForSale) stock.Key {
	return stock.Key{MerchantID: s.MerchantID, StationID: s.StationID, ProduceID: s.ProduceID}
}

// total adds up and says whether everything can be bought.
func (q *Quote) total() {
	q.Goods, q.Freight, q.Ready = 0, 0, true
	for i := range q.Groups {
		g := &q.Groups[i]
		g.Goods = 0
		for _, l := range g.Lines {
			g.Goods += l.Gross
			q.Ready = q.Ready && l.Problem == nil
		}
		q.Ready = q.Ready && g.FreightKnown && g.Problem == nil
		q.Goods += g.Goods
		q.Freight += g.Freight
	}
	q.Total = q.Goods + q.Freight
}

// addFreight charges each template once for all its goods in the group.
func (g *QuoteGroup) addFreight(tx *db.Tx, county string) error {
	if county == "" {
		return nil
	}
	type load struct {
		grams int64
		goods money.Fen
	}
	var templates []int64
	loads := map[int64]load{}
	for _, l := range g.Lines {
		if l.Problem != nil {
			continue
		}
		id := l.Sku.FreightTemplateID
		if _, ok := loads[id]; !ok {
			templates = append(templates, id)
		}
		sum := loads[id]
		loads[id] = load{sum.grams + l.Qty*l.Sku.NetContentG, sum.goods + l.Gross}
	}
	for _, id := range templates {
		amount, version, err := logistics.Quote(tx, id, county, loads[id].grams, loads[id].goods)
		if refused, ok := fault.From(err); ok {
			g.Problem = refused
			return nil
		}
		if err != nil {
			return err
		}
		g.Freights = append(g.Freights, QuoteFreight{TemplateID: id, Version: version, Amount: amount})
		g.Freight += amount
	}
	g.FreightKnown = true
	return nil
}

// promise is the latest shipping day of the group's goods; what is not on sale
// is promised for no day.
func (g *QuoteGroup) promise(tx *db.Tx) {
	if !slices.ContainsFunc(g.Lines, func(l QuoteLine) bool { return l.Problem == nil }) {
		return
	}
	cutoff, lead := 24, 0
	for _, l := range g.Lines {
		if l.Sku.CutoffHour > 0 {
			cutoff = min(cutoff, l.Sku.CutoffHour)
		}
		lead = max(lead, l.Sku.LeadDays)
	}
	g.Promise, g.Promised = logistics.Promise(clock.Time(tx.NowUS()), cutoff, lead)
}

// FirstProblem returns the first reason why the quote cannot become an order,
// pointing at the item.
func (q Quote) FirstProblem() error {
	for _, g := range q.Groups {
		for _, l := range g.Lines {
			if l.Problem != nil {
				return l.Problem.Field("items", l.Problem.Code, l.Problem.Detail)
			}
		}
		if g.Problem != nil {
			return g.Problem.Field("address_id", g.Problem.Code, g.Problem.Detail)
		}
	}
	return nil
}
