package httpapi

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
)

const villageProducts = 20 // on a village's page; more by the product list

func (s *Server) readHome(ctx context.Context) (out ShopHome, err error) {
	total, err := s.figures(ctx, report.District)
	if err != nil {
		return out, err
	}
	open, err := s.disclosure(ctx)
	if err != nil {
		return out, err
	}
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		home, err := catalog.Home(tx)
		if err != nil {
			return err
		}
		names, err := readCategoryNames(tx)
		if err != nil {
			return err
		}
		out = ShopHome{AsOfAt: at(total.asOfUS), Figures: total.headlines(), Categories: mapped(home.Categories, category)}
		if out.Seasonal, err = cards(tx, home.Seasonal, names); err != nil {
			return err
		}
		if out.Popular, err = cards(tx, home.Popular, names); err != nil {
			return err
		}
		out.Villages = villageCards(a, home.Villages, total, open)
		return nil
	})
	return out, err
}

func (s *Server) readProducts(ctx context.Context, q catalog.ListQuery) (out ProductCardList, err error) {
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := catalog.List(tx, q)
		if err != nil {
			return err
		}
		names, err := readCategoryNames(tx)
		if err != nil {
			return err
		}
		out.NextCursor = list.NextCursor
		out.Items, err = cards(tx, list.Items, names)
		return err
	})
	return out, err
}

func (s *Server) readProduct(ctx context.Context, id int64) (out Product, err error) {
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		d, err := catalog.PublicDetail(tx, id)
		if err != nil {
			return err
		}
		onShelf, err := readShelf(tx, keys(d.Skus, func(k catalog.SkuDetail) int64 { return k.ID }))
		if err != nil {
			return err
		}
		out = product(tx, d, onShelf, a)
		if err := sellers(tx, d, &out); err != nil {
			return err
		}
		return lotsBehind(tx, d, a, &out)
	})
	return out, err
}

func product(tx *db.Tx, d catalog.Detail, onShelf shelf, a *atlas) Product {
	out := Product{
		Id: ID(d.ID), Name: d.Name, Subtitle: d.Subtitle, Category: d.Category, CategoryName: d.CategoryRow.Name,
		Pictures:    mapped(d.Pictures, func(p catalog.Picture) Picture { return picture(p, d.Name) }),
		Description: d.Description, Facts: facts(d, a.Tree), Village: villageRef(a.Tree, d.Region),
		SoldCount: d.Sold, ReturnPolicyLabel: word(returnWords, d.ReturnPolicy), AfterSaleDays: d.CategoryRow.AfterSaleDays,
		OnSale: d.State == catalog.OnSale, Promise: onShelf.promise(tx, d.LeadSkuID), Skus: []Sku{}, Lots: []LotRef{},
	}
	for _, k := range d.Skus {
		if k.Offered {
			out.Skus = append(out.Skus, onShelf.sku(d, k))
		}
	}
	return out
}

// sellers fills in who sells and who ships.
func sellers(tx *db.Tx, d catalog.Detail, out *Product) error {
	stations, err := supplier.StationsByIDs(tx, []int64{d.StationID})
	if err != nil {
		return err
	}
	merchants, err := supplier.ByIDs(tx, []int64{d.MerchantID})
	out.Station, out.Merchant = stationRef(stations[d.StationID]), merchantRef(merchants[d.MerchantID])
	return err
}

const shownLots = 5

// lotsBehind fills in the sealed lots in stock and the households behind them.
func lotsBehind(tx *db.Tx, d catalog.Detail, a *atlas, out *Product) error {
	lots, err := stockLots(tx, d)
	if err != nil {
		return err
	}
	given, err := stock.ContributionsOf(tx, keys(lots, func(l stock.Lot) int64 { return l.ID }))
	if err != nil {
		return err
	}
	all := map[int64]bool{}
	for i, l := range lots {
		for _, c := range given[l.ID] {
			all[c.HouseholdID] = true
		}
		if i >= shownLots {
			continue
		}
		crowd := a.crowd(l.Region, contributors(given[l.ID]))
		out.Lots = append(out.Lots, LotRef{
			No: l.No, Village: villageRef(a.Tree, l.Region), ReceivedDay: BusinessDay(l.Received), Households: crowd,
		})
	}
	out.Households = a.crowd(d.Region, len(all))
	return nil
}

// stockLots are the sealed lots a product's next parcels come from, oldest
// first.
func stockLots(tx *db.Tx, d catalog.Detail) (lots []stock.Lot, err error) {
	for _, produceID := range keys(d.Skus, func(k catalog.SkuDetail) int64 { return k.ProduceID }) {
		sealed, err := stock.LotsInStock(tx, stock.Key{MerchantID: d.MerchantID, StationID: d.StationID, ProduceID: produceID})
		if err != nil {
			return nil, err
		}
		lots = append(lots, sealed...)
	}
	return lots, nil
}

func contributors(cs []stock.Contribution) int {
	return len(keys(cs, func(c stock.Contribution) int64 { return c.HouseholdID }))
}

func (s *Server) readVillageCards(ctx context.Context, region string, limit int) (out []VillageCard, err error) {
	total, err := s.figures(ctx, report.District)
	if err != nil {
		return nil, err
	}
	open, err := s.disclosure(ctx)
	if err != nil {
		return nil, err
	}
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		list, err := catalog.Villages(tx, region, limit)
		if err != nil {
			return err
		}
		out = villageCards(a, list, total, open)
		return nil
	})
	return out, err
}

// villageCards tells of each village what its households were credited, or what
// the region was that hides it.
func villageCards(a *atlas, list []catalog.VillageShelf, total figures, open report.Disclosure) []VillageCard {
	out := make([]VillageCard, len(list))
	for i, v := range list {
		shown := open.Shown(v.Region)
		out[i] = VillageCard{
			Code: v.Region, Name: v.VillageName, TownName: v.TownName, Cover: cover(v.CoverMediaID, "", v.VillageName),
			ProductCount: v.Products, Households: a.openCrowd(v.Region, shown, open.Households(shown)),
			HouseholdsFen: int64(total.households(shown)),
		}
	}
	return out
}

func (s *Server) readVillage(ctx context.Context, code string) (out Village, err error) {
	total, err := s.openBook(ctx, code)
	if err != nil {
		return out, err
	}
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		p, err := a.Get(code)
		if err != nil {
			return err
		}
		if out, err = village(tx, a, p, total); err != nil {
			return err
		}
		list, err := catalog.List(tx, catalog.ListQuery{Region: code, Limit: villageProducts})
		if err != nil {
			return err
		}
		names, err := readCategoryNames(tx)
		if err != nil {
			return err
		}
		out.Products, err = cards(tx, list.Items, names)
		out.Intro = intro(p.Short, list.Items, names)
		if len(list.Items) > 0 {
			out.Cover = cover(list.Items[0].CoverMediaID, list.Items[0].CoverColor, p.Short)
		}
		return err
	})
	return out, err
}

func village(tx *db.Tx, a *atlas, p place.Place, total figures) (Village, error) {
	stations, err := supplier.StationsIn(tx, p.Code)
	if err != nil {
		return Village{}, err
	}
	ref := villageRef(a.Tree, p.Code)
	out := Village{
		Code: p.Code, Name: p.Short, TownName: ref.TownName, CountyName: a.Name(p.Code[:6]),
		Facts: []Fact{{Label: "位置", Value: a.Path(p.Code)}}, Stations: mapped(stations, stationRef),
		Households: total.crowd(a), Figures: total.headlines(),
	}
	for _, t := range p.Tags {
		if t.On(tx.Today()) {
			out.Facts = append(out.Facts, Fact{Label: "属于", Value: t.Word})
		}
	}
	return out, err
}

// intro says what a village sells.
func intro(name string, list []catalog.Card, names categoryNames) string {
	if len(list) == 0 {
		return name + "暂时没有在售的农产品，收到新货会再上架。"
	}
	var kinds []string
	for _, c := range list {
		if w := names[c.Category]; !slices.Contains(kinds, w) {
			kinds = append(kinds, w)
		}
	}
	return fmt.Sprintf("%s正在卖：%s。", name, strings.Join(kinds, "、"))
}

func (s *Server) readLotTrace(ctx context.Context, no string) (out LotTrace, err error) {
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		l, err := stock.LotByNo(tx, no)
		if err != nil {
			return err
		}
		if l.State != stock.Sealed {
			return stock.ErrNotFound
		}
		if out, err = lotTrace(tx, a, l); err != nil {
			return err
		}
		out.Products, err = productsOfLot(tx, l)
		return err
	})
	return out, err
}

func lotTrace(tx *db.Tx, a *atlas, l stock.Lot) (LotTrace, error) {
	given, err := stock.Contributions(tx, l.ID)
	if err != nil {
		return LotTrace{}, err
	}
	crowd := a.crowd(l.Region, contributors(given))
	names, err := readLotNames(tx, []stock.Lot{l})
	where := regionWords(a.Tree, l.Region)
	unit := catalog.Unit(l.Unit)
	return LotTrace{
		No: l.No, ProduceName: names.produce[l.ProduceID].Name, Village: villageRef(a.Tree, l.Region),
		StationName: names.stations[l.StationID].Name, MerchantName: names.merchants[l.MerchantID].Name,
		ReceivedDay: BusinessDay(l.Received), SealedAt: at(l.SealedUS),
		Quantity: l.Qty, Unit: Unit(l.Unit), UnitLabel: unit.Word(), WeightG: l.Grams,
		Households: crowd, Fingerprint: hex.EncodeToString(l.Hash),
		Steps: []FootStep{
			{Key: FootStepKeyTakenIn, Title: "农户交货", Detail: crowd.Label + "交到" + names.stations[l.StationID].Name, At: at(l.OpenedUS), Place: where, Done: true},
			{Key: FootStepKeySealed, Title: "批次封存", Detail: "谁交了多少从此不能再改，指纹见下方", At: at(l.SealedUS), Place: where, Done: true},
		},
	}, err
}

// productsOfLot lists what the lot's merchant sells of its produce.
func productsOfLot(tx *db.Tx, l stock.Lot) ([]ProductCard, error) {
	list, err := catalog.List(tx, catalog.ListQuery{MerchantID: l.MerchantID, Limit: 100})
	if err != nil {
		return nil, err
	}
	onShelf, err := readShelf(tx, keys(list.Items, func(c catalog.Card) int64 { return c.LeadSkuID }))
	if err != nil {
		return nil, err
	}
	names, err := readCategoryNames(tx)
	out := []ProductCard{}
	for _, c := range list.Items {
		if f := onShelf.skus[c.LeadSkuID]; f.ProduceID == l.ProduceID && f.StationID == l.StationID {
			out = append(out, onShelf.card(tx, c, names))
		}
	}
	return out, err
}

func category(c catalog.CategoryShelf) Category {
	return Category{Code: c.Code, Name: c.Name, ProductCount: c.Products}
}
