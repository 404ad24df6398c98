package httpapi

import (
	"context"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

const shownWork = 20 // orders on the station's first page

func (s *Server) readToday(ctx context.Context, a actor.Actor) (out StationToday, err error) {
	cards, err := s.readWorkCards(ctx, trade.Query{
		StationID: a.OrgID, States: []trade.State{trade.Paid, trade.Packed},
	}, atStation(a), "", shownWork)
	if err != nil {
		return out, err
	}
	slices.Reverse(cards.Items) // who waits longest comes first
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		if out, err = today(tx, a); err != nil {
			return err
		}
		out.Orders = cards.Items
		return nil
	})
	return out, err
}

func today(tx *db.Tx, a actor.Actor) (StationToday, error) {
	scope := report.Scope{StationID: a.OrgID}
	day, err := report.DayOf(tx, scope)
	if err != nil {
		return StationToday{}, err
	}
	months, err := report.MonthsOf(tx, scope, 1)
	if err != nil {
		return StationToday{}, err
	}
	stations, err := supplier.StationsByIDs(tx, []int64{a.OrgID})
	if err != nil {
		return StationToday{}, err
	}
	out := StationToday{
		Station: stationRef(stations[a.OrgID]), Day: BusinessDay(tx.Today()), ToPack: int(day.ToPack), ToShip: int(day.ToShip),
		Late: int(day.Late), SoldFen: int64(day.SoldToday), MonthHouseholdsFen: int64(months[0].Households),
	}
	if out.Disputes, err = household.OpenAtStation(tx, a.OrgID); err != nil {
		return out, err
	}
	if out.LockedCards, err = household.LockedCards(tx, a.Region); err != nil {
		return out, err
	}
	return out, goodsToday(tx, a, &out)
}

const recentLots = 100

// goodsToday fills in what lies at the scales and what is sold out.
func goodsToday(tx *db.Tx, a actor.Actor, out *StationToday) error {
	lots, err := stock.ListLots(tx, stock.LotQuery{StationID: a.OrgID, Limit: recentLots})
	if err != nil {
		return err
	}
	for _, l := range lots {
		if l.State == stock.Open {
			out.OpenLots++
		}
		if l.Received == tx.Today() {
			out.IntakeG += l.Grams
		}
	}
	levels, err := stock.LevelsOfStation(tx, a.OrgID)
	for _, l := range levels {
		if l.Available == 0 {
			out.SoldOut++
		}
	}
	return err
}

// stationHouseholds shows households with what they agree to now.
func stationHouseholds(tx *db.Tx, list []household.Household) ([]StationHousehold, error) {
	words, err := household.ReadWords(tx)
	if err != nil {
		return nil, err
	}
	ids := keys(list, func(h household.Household) int64 { return h.ID })
	given := map[household.Purpose]map[int64]bool{}
	for _, p := range household.Purposes {
		if given[p], err = household.Consenting(tx, ids, p); err != nil {
			return nil, err
		}
	}
	return mapped(list, func(h household.Household) StationHousehold {
		out := householdAtScales(h, words.KindWord(h.Kind, tx.Today()))
		for _, p := range household.Purposes {
			out.Consents = append(out.Consents, Consent{Purpose: ConsentPurpose(p), PurposeLabel: consentWords[p], Given: given[p][h.ID]})
		}
		out.MaySell = given[household.Sale][h.ID] && h.State == household.Active
		return out
	}), nil
}

func stationHousehold(tx *db.Tx, h household.Household) (StationHousehold, error) {
	list, err := stationHouseholds(tx, []household.Household{h})
	if err != nil {
		return StationHousehold{}, err
	}
	out := list[0]
	out.Consents, err = consents(tx, h.ID)
	return out, err
}

// consents shows every purpose with its latest change.
func consents(tx *db.Tx, householdID int64) ([]Consent, error) {
	all, err := household.Consents(tx, householdID)
	if err != nil {
		return nil, err
	}
	latest := map[household.Purpose]household.Consent{}
	for _, c := range all { // newest first
		if _, ok := latest[c.Purpose]; !ok {
			latest[c.Purpose] = c
		}
	}
	return mapped(household.Purposes, func(p household.Purpose) Consent {
		c := latest[p]
		out := Consent{Purpose: ConsentPurpose(p), PurposeLabel: consentWords[p], Given: c.ID != 0 && c.WithdrawnUS == 0}
		out.At = at(max(c.GivenUS, c.WithdrawnUS))
		return out
	}), nil
}

// readProduce lists the dictionary, or what of it has q in its name.
func (s *Server) readProduce(ctx context.Context, q string) (out ProduceList, err error) {
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := catalog.ListProduce(tx)
		if err != nil {
			return err
		}
		list = slices.DeleteFunc(list, func(p catalog.Produce) bool { return !strings.Contains(p.Name, q) })
		names, err := readCategoryNames(tx)
		out.Items = mapped(list, func(p catalog.Produce) Produce { return produce(p, names) })
		return err
	})
	return out, err
}

// lotNames are the names that lots show.
type lotNames struct {
	produce   map[int64]catalog.Produce
	stations  map[int64]supplier.Station
	merchants map[int64]supplier.Supplier
}

func readLotNames(tx *db.Tx, lots []stock.Lot) (n lotNames, err error) {
	if n.produce, err = catalog.ProduceByIDs(tx, keys(lots, func(l stock.Lot) int64 { return l.ProduceID })); err != nil {
		return n, err
	}
	if n.stations, err = supplier.StationsByIDs(tx, keys(lots, func(l stock.Lot) int64 { return l.StationID })); err != nil {
		return n, err
	}
	n.merchants, err = supplier.ByIDs(tx, keys(lots, func(l stock.Lot) int64 { return l.MerchantID }))
	return n, err
}

func (s *Server) readLotCards(ctx context.Context, q stock.LotQuery, cursor string, limit int) (out LotCardList, err error) {
	if q.Before, err = idCursor(cursor); err != nil {
		return out, err
	}
	q.Limit = limit + 1
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := stock.ListLots(tx, q)
		if err != nil {
			return err
		}
		list, out.NextCursor = page(list, limit, func(l stock.Lot) int64 { return l.ID })
		names, err := readLotNames(tx, list)
		if err != nil {
			return err
		}
		given, err := stock.ContributionsOf(tx, keys(list, func(l stock.Lot) int64 { return l.ID }))
		out.Items = mapped(list, func(l stock.Lot) LotCard { return lotCard(l, names, given[l.ID]) })
		return err
	})
	return out, err
}

// changeLot runs one step on a lot and shows it as it then stands.
func (s *Server) changeLot(ctx context.Context, step func(tx *db.Tx, a actor.Actor) (stock.Lot, error)) (out Lot, err error) {
	m, err := s.atlas(ctx)
	if err != nil {
		return out, err
	}
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		l, err := step(tx, actorOf(ctx))
		if err != nil {
			return err
		}
		out, err = readLot(tx, m, l)
		return err
	})
	return out, err
}

func readLot(tx *db.Tx, m *atlas, l stock.Lot) (Lot, error) {
	names, err := readLotNames(tx, []stock.Lot{l})
	if err != nil {
		return Lot{}, err
	}
	given, err := stock.Contributions(tx, l.ID)
	if err != nil {
		return Lot{}, err
	}
	households, err := household.ByIDs(tx, keys(given, func(c stock.Contribution) int64 { return c.HouseholdID }))
	if err != nil {
		return Lot{}, err
	}
	categories, err := readCategoryNames(tx)
	if err != nil {
		return Lot{}, err
	}
	out := lot(l, m, names, categories, given, households)
	out.Balance, err = lotBalance(tx, l)
	return out, err
}

// lotBalance asks the goods ledger where a lot is.
func lotBalance(tx *db.Tx, l stock.Lot) (LotBalance, error) {
	balances, err := ledger.BalancesOfOwners(tx, ledger.OwnerLot, []int64{l.ID})
	at := map[ledger.Code]int64{}
	for _, b := range balances {
		at[b.Key.Code] += b.Amount()
	}
	return LotBalance{
		InStock: at[ledger.InLot], Packed: at[ledger.Packed], InTransit: at[ledger.InTransit],
		Sold: at[ledger.Sold] + at[ledger.Given], Lost: at[ledger.Lost] + at[ledger.Returned],
	}, err
}

func stockLevels(tx *db.Tx, levels []stock.Level) ([]StockLevel, error) {
	produce, err := catalog.ProduceByIDs(tx, keys(levels, func(l stock.Level) int64 { return l.ProduceID }))
	if err != nil {
		return nil, err
	}
	merchants, err := supplier.ByIDs(tx, keys(levels, func(l stock.Level) int64 { return l.MerchantID }))
	return mapped(levels, func(l stock.Level) StockLevel {
		p := produce[l.ProduceID]
		return StockLevel{
			MerchantId: ID(l.MerchantID), MerchantName: merchants[l.MerchantID].Name, ProduceId: ID(l.ProduceID), ProduceName: p.Name,
			Unit: Unit(p.Unit), UnitLabel: p.Unit.Word(), Available: l.Available, Reserved: l.Reserved,
		}
	}), err
}

func (s *Server) readListingCards(ctx context.Context, q catalog.StaffQuery) (out ListingCardList, err error) {
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := catalog.StaffList(tx, q)
		if err != nil {
			return err
		}
		names, err := readCategoryNames(tx)
		out.NextCursor = list.NextCursor
		out.Items = mapped(list.Items, func(p catalog.Product) ListingCard { return listingCard(p, names) })
		return err
	})
	return out, err
}

// changeListing runs one step on a product and shows it as it then stands.
func (s *Server) changeListing(ctx context.Context, step func(tx *db.Tx, a actor.Actor, m *atlas) (catalog.Product, error)) (out Listing, err error) {
	m, err := s.atlas(ctx)
	if err != nil {
		return out, err
	}
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		p, err := step(tx, a, m)
		if err != nil {
			return err
		}
		out, err = s.listing(tx, m, scopeOf(a), p.ID, a)
		return err
	})
	return out, err
}

// scopeOf is how far an actor sees products: a station its own, an office its
// region.
func scopeOf(a actor.Actor) catalog.Scope {
	if a.OrgKind == "station" {
		return catalog.Scope{StationID: a.OrgID}
	}
	return catalog.Scope{Region: a.Region}
}

func (s *Server) readListing(ctx context.Context, sc catalog.Scope, id int64) (out Listing, err error) {
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		out, err = s.listing(tx, m, sc, id, actorOf(ctx))
		return err
	})
	return out, err
}

// listing is a product with its bills, its stock and what reviewers said.
func (s *Server) listing(tx *db.Tx, m *atlas, sc catalog.Scope, id int64, a actor.Actor) (Listing, error) {
	d, err := catalog.Get(tx, sc, id)
	if err != nil {
		return Listing{}, err
	}
	onShelf, err := readShelf(tx, keys(d.Skus, func(k catalog.SkuDetail) int64 { return k.ID }))
	if err != nil {
		return Listing{}, err
	}
	categories, err := readCategoryNames(tx)
	if err != nil {
		return Listing{}, err
	}
	reviews, err := catalog.Reviews(tx, id)
	if err != nil {
		return Listing{}, err
	}
	names, err := identity.Names(tx, keys(reviews, func(r catalog.ReviewRow) int64 { return r.ReviewerID }))
	out := listing(d, m, onShelf, categories, s.PriceBandBP)
	for _, r := range slices.Backward(reviews) {
		out.Reviews = append(out.Reviews, review(r, names))
	}
	out.Actions = listingActions(d.Product)
	if a.OrgKind != "station" {
		out.Actions = reviewActions(d.Product, stageOf(a))
	}
	return out, err
}

// stageOf is the stage an office decides.
func stageOf(a actor.Actor) catalog.State {
	if a.Role == string(identity.TownReviewer) {
		return catalog.TownReview
	}
	return catalog.DistrictReview
}

func (s *Server) readOptions(ctx context.Context, a actor.Actor) (out StationOptions, err error) {
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		stations, err := supplier.StationsByIDs(tx, []int64{a.OrgID})
		if err != nil {
			return err
		}
		out = StationOptions{
			Station: stationRef(stations[a.OrgID]), Villages: villageOptions(m, stations[a.OrgID].Region),
			ReturnPolicies: returnOptions(), TaxMarks: taxOptions(),
		}
		if out.Merchants, err = merchantOptions(tx, a.OrgID); err != nil {
			return err
		}
		if out.Categories, err = categoryOptions(tx); err != nil {
			return err
		}
		out.Carriers, err = carrierOptions(tx)
		return err
	})
	return out, err
}

// villageOptions are the villages of a station's town, its own first.
func villageOptions(m *atlas, region string) []Option {
	out := []Option{{Code: region, Name: m.Name(region)}}
	for _, p := range m.Children(place.TownOf(region)) {
		if p.Code != region {
			out = append(out, Option{Code: p.Code, Name: p.Short})
		}
	}
	return out
}

func merchantOptions(tx *db.Tx, stationID int64) ([]MerchantOptions, error) {
	merchants, err := supplier.MerchantsOf(tx, stationID)
	if err != nil {
		return nil, err
	}
	out := []MerchantOptions{}
	for _, m := range merchants {
		if m.State != supplier.Active {
			continue
		}
		links, err := benefitLinks(tx, m.ID)
		if err != nil {
			return nil, err
		}
		templates, err := logistics.Templates(tx, m.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, MerchantOptions{
			Id: ID(m.ID), Name: m.Name, KindLabel: m.Kind.Word(), BenefitLinks: links,
			FreightTemplates: mapped(templates, func(t logistics.Template) Option { return Option{Code: formatID(t.ID), Name: t.Name} }),
		})
	}
	return out, nil
}

func categoryOptions(tx *db.Tx) ([]Option, error) {
	all, err := catalog.Categories(tx)
	out := []Option{}
	for _, c := range all {
		if c.Parent != "" {
			out = append(out, Option{Code: c.Code, Name: c.Name})
		}
	}
	return out, err
}

func carrierOptions(tx *db.Tx) ([]Option, error) {
	all, err := logistics.Carriers(tx)
	return mapped(all, func(c logistics.Carrier) Option { return Option{Code: c.Code, Name: c.Name} }), err
}

// benefitLinks are a merchant's links with the names of who is paid.
func benefitLinks(tx *db.Tx, merchantID int64) ([]BenefitLink, error) {
	list, err := benefit.List(tx, merchantID)
	if err != nil {
		return nil, err
	}
	names, err := readPayeeNames(tx, list)
	return mapped(list, func(v benefit.Version) BenefitLink { return benefitLink(v, names) }), err
}
