package world

import (
	"fmt"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/supply"
)

// plan is what a shop of the world is opened with.
type plan struct {
	village string // its code
	short   string // 桂香村
	produce catalog.ProduceInput
	sku     catalog.SkuInput
	people  int
}

// open sets up one merchant of record with its station, households, benefit
// link, freight template and one reviewed product.
func (w *World) open(p plan) (s Shop) {
	w.T.Helper()
	w.Update(func(tx *db.Tx) error {
		for _, step := range []func(*db.Tx, plan, *Shop) error{
			w.openMerchant, w.openHouseholds, w.openTerms, w.openProduct,
		} {
			if err := step(tx, p, &s); err != nil {
				return err
			}
		}
		return nil
	})
	return s
}

func (w *World) openMerchant(tx *db.Tx, p plan, s *Shop) (err error) {
	s.Merchant, err = supplier.NewRegistry(w.Vault).Create(tx, District, supplier.NewSupplier{
		Name: p.short + "股份经济合作联合社", Kind: supplier.Collective, CreditCode: CreditCode(p.village), Region: p.village,
		VillageName: p.short, Address: "梁平区" + p.short, ContactName: "测试联系人", ContactPhone: "13800000000",
	})
	if err != nil {
		return err
	}
	if s.Merchant, err = supply.ActivateMerchant(tx, District, s.Merchant.ID); err != nil {
		return err
	}
	s.Station, err = supplier.CreateStation(tx, District, supplier.NewStation{
		Name: p.short + "电商服务站", Region: p.village, VillageName: p.short, Phone: "023-53220000", Hours: "8:00-18:00",
		Address: "梁平区" + p.short, MerchantIDs: []int64{s.Merchant.ID},
	})
	if err != nil {
		return err
	}
	s.Operator = actor.Actor{
		UserID: 100 + s.Station.ID%100, Role: identity.StationOperator, OrgKind: "station", OrgID: s.Station.ID, Region: place.TownOf(p.village),
	}
	return nil
}

func (w *World) openHouseholds(tx *db.Tx, p plan, s *Shop) error {
	for i := range p.people {
		h, err := w.Register.Create(tx, District, household.NewHousehold{
			Code: fmt.Sprintf("%s%04d", p.village, i+1), Region: p.village, VillageName: p.short, GroupName: "1组",
			HeadName: "测试户", HeadIDNo: IDNo(p.village, i), Phone: fmt.Sprintf("137%s%02d", p.village[6:], i),
			Status: household.Status{Kind: household.Lifted}, Persons: 3,
		})
		if err != nil {
			return err
		}
		_, err = w.Register.GiveConsent(tx, District, household.ConsentInput{
			HouseholdID: h.ID, Purpose: household.Sale, Version: "2026-01", Channel: household.OnPaper, Witness: "测试见证人",
		})
		if err != nil {
			return err
		}
		s.Households = append(s.Households, h)
	}
	return nil
}

func (w *World) openTerms(tx *db.Tx, p plan, s *Shop) (err error) {
	s.Link, err = benefit.Create(tx, District, benefit.CreateInput{
		MerchantID: s.Merchant.ID, Region: p.village, Name: "代销助农", Fees: []benefit.FeeRule{
			{Role: alloc.RoleStation, BP: 300, PayeeKind: "station", PayeeID: s.Station.ID},
			{Role: alloc.RoleCollective, BP: 200, PayeeKind: "collective", PayeeID: s.Merchant.ID},
			{Role: alloc.RoleService, BP: 200, VatBP: 600, PayeeKind: "merchant", PayeeID: s.Merchant.ID},
			{Role: alloc.RolePacking, FenPerKG: 30, PayeeKind: "station", PayeeID: s.Station.ID},
		},
	})
	if err != nil {
		return err
	}
	s.Freight, err = supply.CreateFreight(tx, District, s.Merchant.ID, logistics.TemplateInput{
		Name: "标准快递", CarrierID: w.carrier(tx), Origin: "梁平区" + p.short,
		Groups: []logistics.Group{{
			Provinces: logistics.Provinces(), FirstGrams: 1000, First: 600, StepGrams: 1000, Step: 200,
		}},
	})
	return err
}

// carrier is 圆通: its numbers are YT and 13 digits.
func (w *World) carrier(tx *db.Tx) int64 {
	all, err := logistics.Carriers(tx)
	if err != nil {
		w.T.Fatal(err)
	}
	for _, c := range all {
		if c.Name == "圆通速递" {
			return c.ID
		}
	}
	w.T.Fatal("world: 圆通 is not among the carriers")
	return 0
}

func (w *World) openProduct(tx *db.Tx, p plan, s *Shop) (err error) {
	if s.Produce, err = catalog.CreateProduce(tx, District, p.produce); err != nil {
		return err
	}
	p.sku.ProduceID = s.Produce.ID
	s.Product, err = catalog.Create(tx, s.Operator, catalog.ProductInput{
		MerchantID: s.Merchant.ID, StationID: s.Station.ID, Region: p.village, MerchantName: s.Merchant.Name,
		StationName: s.Station.Name, TownName: "测试镇", VillageName: p.short,
		Terms: catalog.Terms{
			Category: p.produce.Category, Name: p.short + p.produce.Name, Subtitle: "农户自产", Description: "村里人自己种、自己收。",
			BenefitLinkID: s.Link.LinkID, FreightTemplateID: s.Freight.ID, TaxMark: catalog.ExemptSelf,
			ReturnPolicy: catalog.SevenDay, CutoffHour: 16, LeadDays: 1,
		},
		MediaIDs: []int64{w.picture}, Skus: []catalog.SkuInput{p.sku},
	})
	if err != nil {
		return err
	}
	if _, err = supply.SubmitProduct(tx, s.Operator, s.Product.ID); err != nil {
		return err
	}
	if _, err = supply.ReviewProduct(tx, townOf(p.village), s.Product.ID, true, ""); err != nil {
		return err
	}
	if s.Product, err = supply.ReviewProduct(tx, District, s.Product.ID, true, ""); err != nil {
		return err
	}
	detail, err := catalog.Get(tx, catalog.Scope{StationID: s.Station.ID}, s.Product.ID)
	if err != nil {
		return err
	}
	s.Sku, s.Price = detail.Skus[0].ID, detail.Skus[0].Price
	return nil
}

// IDNo makes an invented identity number with a valid check digit: the district
// of the village, a birth day, a sequence.
func IDNo(village string, i int) string {
	return household.WithIDNoCheck(fmt.Sprintf("%s1970%02d%02d%03d", village[:6], i%12+1, i%28+1, (i*7+int(village[8]-'0')*131)%1000))
}

// CreditCode makes an invented unified credit code of a village collective
// (N2…) with a valid check character (GB 32100).
func CreditCode(village string) string {
	return supplier.WithCreditCheck("N2" + village[:6] + "MF" + village[5:12])
}
