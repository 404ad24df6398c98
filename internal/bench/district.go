package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"path/filepath"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/supply"
)

// villages have a merchant with a station each.
var villages = []string{
	"500155130200", "500155201202", "500155129001", "500155123207", "500155123205",
	"500155108202", "500155122201", "500155127208", "500155121201", "500155125202",
}

const (
	goodsPerShop      = 20
	householdsPerShop = 5
	gramsPerHousehold = 50_000_000 // of each good: nothing sells out
	gramsPerPiece     = 500
	pieces            = householdsPerShop * gramsPerHousehold / gramsPerPiece
	county            = "500103"       // where everybody lives
	office            = "500155"       // the district
	firstBuyer        = 13_900_000_000 // phones count from here
)

// district is what a shop needs to sell: merchants, stations, households, goods
// with stock, buyers with sessions. Everybody in it is invented.
type district struct {
	app    *app.App // this process's view of the database; serve has its own
	env    []string // what serve is started with
	skus   []sku
	buyers []buyer
}

type sku struct {
	id, product int64
	key         stock.Key
}

type buyer struct {
	cookie  string // as a header line
	address int64
}

var admin = actor.Actor{UserID: 1, Role: identity.DistrictAdmin, Region: office, RequestID: "bench"}

// openDistrict builds a district in an empty database: SQLite where dsn is "".
func (b *bench) openDistrict(ctx context.Context, name, dsn string, shops int) (_ *district, err error) {
	dir := filepath.Join(b.dir, name)
	vars := map[string]string{"YIGOU_ENV": "dev", "YIGOU_DATA_DIR": dir, "YIGOU_DB_DSN": dsn}
	cfg, err := config.Load("", func(k string) (string, bool) { v, ok := vars[k]; return v, ok })
	if err != nil {
		return nil, err
	}
	a, err := app.New(ctx, cfg, b.Log, app.Options{Scratch: true})
	if err != nil {
		return nil, err
	}
	d := &district{app: a}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	for k, v := range vars {
		d.env = append(d.env, k+"="+v)
	}
	cover, err := d.upload(ctx)
	if err != nil {
		return nil, err
	}
	for i, village := range villages[:shops] {
		err := a.DB.Update(ctx, func(tx *db.Tx) error {
			s := opening{district: d, village: village, seq: i, cover: cover}
			return s.open(tx)
		})
		if err != nil {
			return nil, fmt.Errorf("district: %s: %w", village, err)
		}
	}
	if err := d.signIn(ctx, shoppers*sessions); err != nil {
		return nil, fmt.Errorf("district: buyers: %w", err)
	}
	return d, a.Settle(ctx)
}

func (d *district) close() { _ = d.app.Close() } // its database is thrown away

// upload puts the one picture there is into the gallery.
func (d *district) upload(ctx context.Context) (int64, error) {
	img := image.NewRGBA(image.Rect(0, 0, 800, 800))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{R: 0xE0, G: 0xA5, B: 0x26, A: 0xFF}), image.Point{}, draw.Src)
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, nil); err != nil {
		return 0, err
	}
	p, err := d.app.Gallery.Upload(ctx, admin, &file)
	return p.MediaID, err
}

// signIn makes buyers with an address and a session, the way a phone does.
func (d *district) signIn(ctx context.Context, n int) error {
	for i := range n {
		phone := fmt.Sprint(firstBuyer + i)
		if err := d.app.Gate.SendCode(ctx, phone, identity.ForSignIn); err != nil {
			return err
		}
		sent, _ := d.app.SMS.Last(phone)
		in, err := d.app.Gate.SignInWithCode(ctx, phone, sent.Vars["code"], "bench")
		if err != nil {
			return err
		}
		var a logistics.Address
		err = d.app.DB.Update(ctx, func(tx *db.Tx) (err error) {
			a, err = d.app.Addresses.Add(tx, in.Session.UserID, logistics.AddressInput{
				Name: "测试买家", Phone: phone, County: county, ProvinceName: "重庆市", CityName: "重庆市", CountyName: "渝中区",
				Detail: "解放碑1号", Default: true,
			})
			return err
		})
		if err != nil {
			return err
		}
		d.buyers = append(d.buyers, buyer{"Cookie: yigou_session=" + in.Token, a.ID})
	}
	return nil
}

// opening is one shop on its way to the shelf.
type opening struct {
	*district
	village    string
	seq        int
	cover      int64
	merchant   supplier.Supplier
	station    supplier.Station
	operator   actor.Actor
	households []household.Household
	link       benefit.Version
	freight    logistics.Template
}

func (s *opening) open(tx *db.Tx) error {
	for _, step := range []func(*db.Tx) error{s.openMerchant, s.openStation, s.addHouseholds, s.agreeTerms, s.listGoods} {
		if err := step(tx); err != nil {
			return err
		}
	}
	return nil
}

func (s *opening) openMerchant(tx *db.Tx) (err error) {
	s.merchant, err = supplier.NewRegistry(s.app.Vault).Create(tx, admin, supplier.NewSupplier{
		Name: "测试联合社" + s.village, Kind: supplier.Collective, CreditCode: creditCode(s.seq), Region: s.village,
		VillageName: "测试村", Address: "梁平区测试村", ContactName: "测试联系人", ContactPhone: "13800000000",
	})
	if err == nil {
		s.merchant, err = supply.ActivateMerchant(tx, admin, s.merchant.ID)
	}
	return err
}

func (s *opening) openStation(tx *db.Tx) (err error) {
	s.station, err = supplier.CreateStation(tx, admin, supplier.NewStation{
		Name: "测试服务站" + s.village, Region: s.village, VillageName: "测试村", Phone: "023-53220000", Hours: "8:00-18:00",
		Address: "梁平区测试村", MerchantIDs: []int64{s.merchant.ID},
	})
	s.operator = actor.Actor{
		UserID: 2, Role: identity.StationOperator, OrgKind: "station", OrgID: s.station.ID, Region: place.TownOf(s.village), RequestID: "bench",
	}
	return err
}

func (s *opening) addHouseholds(tx *db.Tx) error {
	for i := range householdsPerShop {
		n := s.seq*householdsPerShop + i
		h, err := s.app.Register.Create(tx, admin, household.NewHousehold{
			Code: fmt.Sprintf("%s%04d", s.village, i+1), Region: s.village, VillageName: "测试村", GroupName: "1组",
			HeadName: "测试户", HeadIDNo: idNo(n), Phone: fmt.Sprintf("137%08d", n),
			Status: household.Status{Kind: household.Lifted}, Persons: 3,
		})
		if err != nil {
			return err
		}
		_, err = s.app.Register.GiveConsent(tx, admin, household.ConsentInput{
			HouseholdID: h.ID, Purpose: household.Sale, Version: "2026-01", Channel: household.OnPaper, Witness: "测试见证人",
		})
		if err != nil {
			return err
		}
		s.households = append(s.households, h)
	}
	return nil
}

func (s *opening) agreeTerms(tx *db.Tx) (err error) {
	s.link, err = benefit.Create(tx, admin, benefit.CreateInput{
		MerchantID: s.merchant.ID, Region: s.village, Name: "代销", Fees: []benefit.FeeRule{
			{Role: alloc.RoleStation, BP: 300, PayeeKind: "station", PayeeID: s.station.ID},
			{Role: alloc.RoleCollective, BP: 200, PayeeKind: "collective", PayeeID: s.merchant.ID},
			{Role: alloc.RolePacking, FenPerKG: 30, PayeeKind: "station", PayeeID: s.station.ID},
		},
	})
	if err != nil {
		return err
	}
	carriers, err := logistics.Carriers(tx)
	if err != nil {
		return err
	}
	s.freight, err = supply.CreateFreight(tx, admin, s.merchant.ID, logistics.TemplateInput{
		Name: "标准快递", CarrierID: carriers[0].ID, Origin: "梁平区",
		Groups: []logistics.Group{{Provinces: logistics.Provinces(), FirstGrams: 1000, First: 600, StepGrams: 1000, Step: 200}},
	})
	return err
}

func (s *opening) listGoods(tx *db.Tx) error {
	for i := range goodsPerShop {
		if err := s.listGood(tx, s.seq*goodsPerShop+i); err != nil {
			return err
		}
	}
	return nil
}

// listGood takes one good through intake and both reviews.
func (s *opening) listGood(tx *db.Tx, n int) error {
	produce, err := catalog.CreateProduce(tx, admin, catalog.ProduceInput{
		Name: fmt.Sprintf("中蜂蜂蜜%d号", n), Category: "honey.raw", Unit: catalog.Piece, GramsPerUnit: gramsPerPiece,
	})
	if err != nil {
		return err
	}
	if err := s.takeIn(tx, produce); err != nil {
		return err
	}
	p, err := supply.DraftProduct(tx, s.operator, catalog.ProductInput{
		MerchantID: s.merchant.ID, StationID: s.station.ID, Region: s.village, TownName: "测试镇", VillageName: "测试村",
		Terms: catalog.Terms{
			Category: produce.Category, Name: "农家" + produce.Name, Subtitle: "一年只取一次蜜", Description: "村里人自己养、自己割。",
			BenefitLinkID: s.link.LinkID, FreightTemplateID: s.freight.ID, TaxMark: catalog.ExemptSelf,
			ReturnPolicy: catalog.SevenDay, CutoffHour: 16, LeadDays: 1,
		},
		MediaIDs: []int64{s.cover},
		Skus:     []catalog.SkuInput{{ProduceID: produce.ID, Name: "500克/瓶", Quantity: 1, NetContentG: gramsPerPiece, Price: money.Fen(3_000 + n)}},
	})
	if err != nil {
		return err
	}
	town := actor.Actor{UserID: 3, Role: identity.TownReviewer, Region: place.TownOf(s.village), RequestID: "bench"}
	if _, err := supply.SubmitProduct(tx, s.operator, p.ID); err != nil {
		return err
	}
	for _, reviewer := range []actor.Actor{town, admin} {
		if _, err := supply.ReviewProduct(tx, reviewer, p.ID, true, ""); err != nil {
			return err
		}
	}
	detail, err := catalog.Get(tx, catalog.Scope{StationID: s.station.ID}, p.ID)
	if err != nil {
		return err
	}
	key := stock.Key{MerchantID: s.merchant.ID, StationID: s.station.ID, ProduceID: produce.ID}
	s.skus = append(s.skus, sku{detail.Skus[0].ID, p.ID, key})
	return nil
}

// takeIn seals a lot to which every household gave.
func (s *opening) takeIn(tx *db.Tx, p catalog.Produce) error {
	key := func(what string, i int) string { return fmt.Sprint(what, "-", p.ID, "-", i) }
	lot, err := supply.OpenLot(tx, s.operator, key("open", 0), supply.LotInput{MerchantID: s.merchant.ID, ProduceID: p.ID})
	if err != nil {
		return err
	}
	for i, h := range s.households {
		_, err := supply.Contribute(tx, s.operator, key("give", i), stock.Contribution{
			LotID: lot.ID, HouseholdID: h.ID, Qty: gramsPerHousehold / gramsPerPiece, Grams: gramsPerHousehold, GradePM: stock.StandardGrade,
		})
		if err != nil {
			return err
		}
	}
	_, err = supply.Seal(tx, s.operator, key("seal", 0), lot.ID)
	return err
}

// countStock compares what is left of every good with what was sold.
func (s *shop) countStock(ctx context.Context) error {
	return s.app.DB.View(ctx, func(tx *db.Tx) error {
		for _, k := range s.skus {
			levels, err := stock.Levels(tx, []stock.Key{k.key})
			if err != nil {
				return err
			}
			l, sold := levels[k.key], s.sold[k.id].Load()
			if l.Reserved != sold || l.Available+sold != pieces {
				return fmt.Errorf("%d of SKU %d were sold, of %d there are %d reserved and %d left", sold, k.id, pieces, l.Reserved, l.Available)
			}
		}
		return nil
	})
}

// creditCode is an invented unified credit code of a village collective.
func creditCode(n int) string {
	return supplier.WithCreditCheck(fmt.Sprintf("N2%sMABENC%03d", office, n))
}

// idNo is an invented identity number.
func idNo(n int) string {
	return household.WithIDNoCheck(fmt.Sprintf("%s1970%02d%02d%03d", office, n%12+1, n%28+1, n%1000))
}
