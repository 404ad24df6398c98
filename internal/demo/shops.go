package demo

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/demo/pictures"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/supply"
)

// opened is a shop once it is set up.
type opened struct {
	shop
	merchant   supplier.Supplier
	station    supplier.Station
	operator   actor.Actor
	households []household.Household
	link       int64
	standard   logistics.Template // ordinary parcels
	cold       logistics.Template // what must stay fresh
}

// listed is a good once it is on the shelf.
type listed struct {
	good
	shop    *opened
	produce catalog.Produce
	product int64
	skus    []int64 // one per pack
	live    bool
}

func (s *seeder) openShops() error {
	for i, p := range shops {
		o := &opened{shop: p}
		if err := s.update(func(tx *db.Tx) error { return s.openShop(tx, o, i) }); err != nil {
			return fmt.Errorf("%s: %w", p.short, err)
		}
		u, err := s.staff(s.district, nextPhone(stationPhone, i), p.short+"站长", identity.NewGrant{
			Role: identity.StationOperator, OrgID: o.station.ID, Region: p.code[:townDigits],
		})
		if err != nil {
			return err
		}
		o.operator = actor.Actor{
			UserID: u.ID, Role: string(identity.StationOperator), OrgKind: "station", OrgID: o.station.ID,
			Region: p.code[:townDigits], RequestID: "seed",
		}
		_, err = s.staff(s.district, nextPhone(supplierPhone, i), p.short+"会计", identity.NewGrant{
			Role: identity.SupplierAdmin, OrgID: o.merchant.ID, Region: p.code[:townDigits],
		})
		if err != nil {
			return err
		}
		s.shops = append(s.shops, o)
	}
	return nil
}

func (s *seeder) openShop(tx *db.Tx, o *opened, i int) (err error) {
	registry := supplier.NewRegistry(s.app.Vault)
	o.merchant, err = registry.Create(tx, s.district, supplier.NewSupplier{
		Name: o.shop.merchant, Kind: o.kind, CreditCode: creditCode(o.kind, i), Region: o.code, VillageName: o.short,
		Address: "梁平区" + o.town + o.short, ContactName: inventName(s.rnd), ContactPhone: nextPhone("13800001000", i),
		LicenceUntil: tx.Today().Add(5 * days),
	})
	if err != nil {
		return err
	}
	if o.food {
		err = supplier.AddLicence(tx, s.district, supplier.Licence{
			SupplierID: o.merchant.ID, Kind: supplier.Workshop, Number: fmt.Sprintf("渝梁食坊%06d", 1000+i),
			From: tx.Today().Add(-30), To: tx.Today().Add(3 * days),
		})
		if err != nil {
			return err
		}
	}
	if o.merchant, err = supply.ActivateMerchant(tx, s.district, o.merchant.ID); err != nil {
		return err
	}
	o.station, err = supplier.CreateStation(tx, s.district, supplier.NewStation{
		Name: o.short + "电商服务站", Region: o.code, VillageName: o.short, Phone: fmt.Sprintf("023-5322%04d", 1000+i*7),
		Hours: "8:00-18:00", Address: "梁平区" + o.town + o.short + "便民服务中心旁", Pickup: i%2 == 0, MerchantIDs: []int64{o.merchant.ID},
	})
	if err != nil {
		return err
	}
	if err := s.setLink(tx, o); err != nil {
		return err
	}
	return s.setFreight(tx, o)
}

// setLink agrees how a price is divided: the station's and the merchant's fee,
// the collective's share where it is the seller, packing and the way to town.
func (s *seeder) setLink(tx *db.Tx, o *opened) error {
	fees := []benefit.FeeRule{
		{Role: alloc.RoleStation, BP: 300, PayeeKind: "station", PayeeID: o.station.ID},
		{Role: alloc.RolePacking, FenPerKG: 30, PayeeKind: "station", PayeeID: o.station.ID},
		{Role: alloc.RoleFirstMile, FenPerKG: 15, PayeeKind: "merchant", PayeeID: o.merchant.ID},
	}
	if o.kind == supplier.Collective {
		fees = append(fees, benefit.FeeRule{Role: alloc.RoleCollective, BP: 300, PayeeKind: "collective", PayeeID: o.merchant.ID})
	} else {
		fees = append(fees, benefit.FeeRule{Role: alloc.RoleService, BP: 300, VatBP: 600, PayeeKind: "merchant", PayeeID: o.merchant.ID})
	}
	v, err := benefit.Create(tx, s.district, benefit.CreateInput{MerchantID: o.merchant.ID, Region: o.code, Name: o.short + "代销", Fees: fees})
	o.link = v.LinkID
	return err
}

var (
	near   = []string{"50", "51"}
	remote = []string{"54", "65"}
)

func (s *seeder) setFreight(tx *db.Tx, o *opened) (err error) {
	standard, cold := carrierIDs(tx)
	o.standard, err = supply.CreateFreight(tx, s.district, o.merchant.ID, logistics.TemplateInput{
		Name: "标准快递", CarrierID: standard, Origin: "梁平区" + o.town, Groups: []logistics.Group{
			{Provinces: near, FirstGrams: 3000, First: 500, StepGrams: 1000, Step: 100, FreeOver: 9_900},
			{Provinces: without(near, remote), FirstGrams: 3000, First: 900, StepGrams: 1000, Step: 200, FreeOver: 19_900},
			{Provinces: remote, FirstGrams: 1000, First: 1_800, StepGrams: 1000, Step: 1_000},
		},
	})
	if err != nil {
		return err
	}
	o.cold, err = supply.CreateFreight(tx, s.district, o.merchant.ID, logistics.TemplateInput{
		Name: "生鲜冷链", CarrierID: cold, Origin: "梁平区" + o.town, Groups: []logistics.Group{
			{Provinces: near, FirstGrams: 2000, First: 1_200, StepGrams: 1000, Step: 200, FreeOver: 29_900},
			{Provinces: without(near, remote), FirstGrams: 2000, First: 2_200, StepGrams: 1000, Step: 500},
		},
		Exclusions: []logistics.Exclusion{{Provinces: remote, Reason: "生鲜暂不发往新疆、西藏"}},
	})
	return err
}

func carrierIDs(tx *db.Tx) (standard, cold int64) {
	all, err := logistics.Carriers(tx)
	if err != nil {
		return 0, 0
	}
	for _, c := range all {
		switch {
		case strings.HasPrefix(c.Name, "圆通"):
			standard = c.ID
		case strings.HasPrefix(c.Name, "顺丰"):
			cold = c.ID
		}
	}
	return standard, cold
}

func without(lists ...[]string) (rest []string) {
	skip := map[string]bool{}
	for _, l := range lists {
		for _, p := range l {
			skip[p] = true
		}
	}
	for _, p := range logistics.Provinces() {
		if !skip[p] {
			rest = append(rest, p)
		}
	}
	return rest
}

const householdsPerShop = 30

func (s *seeder) addHouseholds() error {
	for i, o := range s.shops {
		err := s.update(func(tx *db.Tx) error {
			o.households = nil
			for n := range householdsPerShop {
				h, err := s.addHousehold(tx, o, i, n)
				if err != nil {
					return err
				}
				o.households = append(o.households, h)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("%s: %w", o.short, err)
		}
	}
	if err := s.bindHousehold(); err != nil {
		return err
	}
	return s.nameViewer()
}

func (s *seeder) addHousehold(tx *db.Tx, o *opened, shopNo, n int) (household.Household, error) {
	status := household.Status{Kind: household.Ordinary}
	switch {
	case n%5 < 2:
		status = household.Status{Kind: household.Lifted}
	case n == householdsPerShop-1:
		status = household.Status{Kind: household.Monitored, Monitor: household.Edge}
	}
	phone := ""
	if n%4 != 3 { // every fourth has none
		phone = nextPhone("13800010000", shopNo*100+n)
	}
	if shopNo == 0 && n == 0 {
		phone = householdPhone
	}
	h, err := s.app.Register.Create(tx, s.district, household.NewHousehold{
		Code: fmt.Sprintf("%s%04d", o.code, n+1), Region: o.code, VillageName: o.short, GroupName: fmt.Sprintf("%d组", n%6+1),
		HeadName: inventName(s.rnd), HeadIDNo: inventIDNo(s.rnd, shopNo*householdsPerShop+n), Phone: phone,
		Status: status, Persons: 1 + s.rnd.IntN(6),
	})
	if err != nil {
		return h, err
	}
	for _, c := range []struct {
		purpose household.Purpose
		given   bool
	}{{household.Sale, true}, {household.Payout, n%10 != 9}, {household.NameToBuyer, n%2 == 0}, {household.PublicStory, n%5 == 0}} {
		if !c.given {
			continue
		}
		_, err := s.app.Register.GiveConsent(tx, s.district, household.ConsentInput{
			HouseholdID: h.ID, Purpose: c.purpose, Version: "2026-01", Channel: household.OnPaper, Witness: inventName(s.rnd),
		})
		if err != nil {
			return h, err
		}
	}
	return h, nil
}

// bindHousehold gives the demo's household phone its passbook.
func (s *seeder) bindHousehold() error {
	return s.update(func(tx *db.Tx) error {
		u, err := s.app.Gate.EnsureUser(tx, householdPhone)
		if err != nil {
			return err
		}
		_, err = s.app.Register.BindAtStation(tx, s.shops[0].operator, household.StationBinding{
			HouseholdID: s.shops[0].households[0].ID, UserID: u.ID, Relation: household.Head, Witness: "服务站工作人员",
		})
		return err
	})
}

// nameViewer lets one more phone read the passbook of the demo's household, which
// also has a card; its digits are known to nobody, a new one can be issued.
func (s *seeder) nameViewer() error {
	return s.update(func(tx *db.Tx) error {
		u, err := s.app.Gate.EnsureUser(tx, viewerPhone)
		if err != nil {
			return err
		}
		operator := s.shops[0].operator
		_, err = household.NameViewer(tx, operator, household.NewViewer{
			HouseholdID: s.shops[0].households[0].ID, UserID: u.ID, WitnessID: s.towns[operator.Region[:9]].UserID, Version: "2026-11", Agreed: true,
		})
		if err != nil {
			return err
		}
		_, err = s.app.Register.IssueCard(tx, operator, s.shops[0].households[0].ID)
		return err
	})
}

// waiting are the goods whose listing has not come to its end: the office's
// desk is never empty.
var waiting = map[string]catalog.State{
	"粉糯老南瓜 精选": catalog.Draft, "绿壳土鸡蛋": catalog.TownReview, "干香菇": catalog.TownReview, "花椒 尝鲜装": catalog.DistrictReview,
}

func (s *seeder) listGoods() error {
	byName := map[string]*opened{}
	for _, o := range s.shops {
		byName[o.short] = o
	}
	produce, err := s.addCrops()
	if err != nil {
		return err
	}
	for _, g := range goods {
		l := &listed{good: g, shop: byName[g.shop], produce: produce[g.crop]}
		picture, ok := pictures.Picture(g.picture)
		if !ok {
			return fmt.Errorf("%s: there is no picture %s", g.name, g.picture)
		}
		p, err := s.app.Gallery.Upload(s.ctx, l.shop.operator, bytes.NewReader(picture))
		if err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
		if err := s.update(func(tx *db.Tx) error { return s.list(tx, l, p.MediaID) }); err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
		s.shelf = append(s.shelf, l)
	}
	return nil
}

func (s *seeder) addCrops() (map[string]catalog.Produce, error) {
	produce := map[string]catalog.Produce{}
	err := s.update(func(tx *db.Tx) error {
		for _, g := range goods {
			if _, done := produce[g.crop]; done {
				continue
			}
			c := crops[g.crop]
			p, err := catalog.CreateProduce(tx, s.district, catalog.ProduceInput{Name: g.crop, Category: c.category, Unit: c.unit, GramsPerUnit: c.grams})
			if err != nil {
				return fmt.Errorf("%s: %w", g.crop, err)
			}
			produce[g.crop] = p
		}
		return nil
	})
	return produce, err
}

// list takes a good as far through the review as its story goes.
func (s *seeder) list(tx *db.Tx, l *listed, mediaID int64) error {
	p, err := catalog.Create(tx, l.shop.operator, s.productInput(l, mediaID))
	if err != nil {
		return err
	}
	l.product = p.ID
	end, unfinished := waiting[l.name]
	town := s.towns[l.shop.code[:townDigits]]
	steps := []struct {
		reaches catalog.State
		do      func() error
	}{
		{catalog.TownReview, func() error { _, err := supply.SubmitProduct(tx, l.shop.operator, p.ID); return err }},
		{catalog.DistrictReview, func() error { _, err := supply.ReviewProduct(tx, town, p.ID, true, ""); return err }},
		{catalog.OnSale, func() error { _, err := supply.ReviewProduct(tx, s.district, p.ID, true, ""); return err }},
	}
	for _, step := range steps {
		if unfinished && end == catalog.Draft {
			break
		}
		if err := step.do(); err != nil {
			return err
		}
		if unfinished && step.reaches == end {
			break
		}
	}
	l.live = !unfinished
	d, err := catalog.Get(tx, catalog.Scope{StationID: l.shop.station.ID}, p.ID)
	l.skus = nil
	for _, k := range d.Skus {
		l.skus = append(l.skus, k.ID)
	}
	return err
}

func (s *seeder) productInput(l *listed, mediaID int64) catalog.ProductInput {
	in := catalog.ProductInput{
		MerchantID: l.shop.merchant.ID, StationID: l.shop.station.ID, Region: l.shop.code,
		MerchantName: l.shop.merchant.Name, StationName: l.shop.station.Name, TownName: l.shop.town, VillageName: l.shop.short,
		Terms: catalog.Terms{
			Category: l.produce.Category, Name: l.name, Subtitle: l.subtitle, Description: l.text,
			BenefitLinkID: l.shop.link, FreightTemplateID: l.freight(), TaxMark: catalog.ExemptSelf,
			SeasonFrom: l.from, SeasonTo: l.to, CutoffHour: 16, LeadDays: 1,
		},
		MediaIDs: []int64{mediaID},
	}
	for _, p := range l.packs {
		net := p.net
		if net == 0 {
			net = p.qty * l.produce.GramsPerUnit
		}
		in.Skus = append(in.Skus, catalog.SkuInput{
			ProduceID: l.produce.ID, Name: p.name, Quantity: p.qty, NetContentG: net, CountHint: p.hint, Price: money.Fen(p.fen),
		})
	}
	return in
}

// chilled are the categories that travel cold (domain.md C12).
var chilled = []string{"poultry.chicken", "meat.", "bamboo.shoot", "vegetable.mushroom"}

func (l *listed) freight() int64 {
	for _, c := range chilled {
		if strings.HasPrefix(l.produce.Category, c) {
			return l.shop.cold.ID
		}
	}
	return l.shop.standard.ID
}

// creditCode makes an invented unified credit code with a valid check character
// (GB 32100): N2 for a collective, 93 for a co-op, 91 for a company.
func creditCode(k supplier.Kind, i int) string {
	head := map[supplier.Kind]string{supplier.Collective: "N2", supplier.Coop: "93"}[k]
	if head == "" {
		head = "91"
	}
	return supplier.WithCreditCheck(fmt.Sprintf("%s%sMADEM0%03d", head, districtCode, i))
}
