package app_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

const (
	password      = "correct-horse-2026"
	districtPhone = "13800000090"
	townPhone     = "13800000080"
	stationPhone  = "13800000010"
	merchantPhone = "13800000030"
)

// The whole main job over HTTP, from an empty district to a household's credit:
// intake → listing → checkout → paid → packed → shipped → signed → settled. The
// household reads the same fen that the buyer reads, and the doctor agrees.
func TestFromHarvestToCredit(t *testing.T) {
	h := open(t)
	district := h.staff(districtPhone, identity.NewGrant{Role: identity.DistrictAdmin, Region: "500155"})
	merchantID, stationID := h.register(district)
	operator := h.staff(stationPhone, identity.NewGrant{Role: identity.StationOperator, OrgID: number(t, stationID), Region: "500155130"})
	accountant := h.staff(merchantPhone, identity.NewGrant{Role: identity.SupplierAdmin, OrgID: number(t, merchantID), Region: "500155130"})
	town := h.staff(townPhone, identity.NewGrant{Role: identity.TownReviewer, Region: "500155130"})
	households := h.households(6)
	produce := h.produce()

	// terms
	link := accountant.do(http.StatusCreated, http.MethodPost, "/supplier/benefit-links", object{"name": "代销", "fees": []object{
		{"role": "station", "bp": 300, "payee_id": stationID},
		{"role": "collective", "bp": 200, "payee_id": merchantID},
		{"role": "packing", "fen_per_kg": 30, "payee_id": stationID},
	}})
	freight := accountant.do(http.StatusCreated, http.MethodPost, "/supplier/freight-templates", object{
		"name": "标准快递", "carrier_code": "yuantong", "origin": "梁平区紫照镇",
		"groups": []object{{"provinces": []string{"50"}, "first_grams": 1000, "first_fen": 500, "step_grams": 1000, "step_fen": 100}},
	})

	// intake
	lot := operator.do(http.StatusCreated, http.MethodPost, "/station/lots", object{"produce_id": produce, "merchant_id": merchantID})
	for _, id := range households {
		operator.do(http.StatusCreated, http.MethodPost, "/station/lots/"+lot.text("id")+"/contributions", object{
			"household_id": fmt.Sprint(id), "quantity": 3, "weight_g": 1500,
		})
	}
	operator.do(http.StatusOK, http.MethodPost, "/station/lots/"+lot.text("id")+"/seal", nil)

	// listing
	picture := operator.upload(plainPicture(t))
	product := operator.do(http.StatusCreated, http.MethodPost, "/station/products", object{
		"name": "桂香村中蜂蜂蜜", "merchant_id": merchantID, "region": world.Guixiang, "category": "honey.raw",
		"benefit_link_id": link.text("id"), "freight_template_id": freight.text("id"), "tax_mark": "exempt_self",
		"description": "一年只取一次蜜。", "media_ids": []string{picture.text("id")}, "cutoff_hour": 16, "lead_days": 1,
		"skus": []object{{"name": "500克/瓶", "produce_id": produce, "quantity": 1, "net_content_g": 500, "price_fen": 8800}},
	}).text("id")
	operator.do(http.StatusOK, http.MethodPost, "/station/products/"+product+"/submit", nil)
	town.do(http.StatusOK, http.MethodPost, "/district/reviews/"+product, object{"verdict": "approve"})
	district.do(http.StatusOK, http.MethodPost, "/district/reviews/"+product, object{"verdict": "approve"})

	// a visitor finds it, and the bill of its price sums to the price
	visitor := h.browser()
	found := visitor.get("/shop/products?q=" + "%E8%9C%82%E8%9C%9C")
	if found.text("items.0.id") != product {
		t.Fatalf("search found %v", found)
	}
	detail := visitor.get("/shop/products/" + product)
	if got := sumFen(detail.list("skus.0.bill.parts")); got != 8800 {
		t.Fatalf("the bill sums to %d", got)
	}

	// checkout and payment
	buyer := h.browser()
	buyer.signIn("13900000001")
	address := buyer.do(http.StatusCreated, http.MethodPost, "/me/addresses", object{
		"name": "测试买家", "phone": "13900000001", "county_code": "500103", "detail": "民权路1号",
	})
	items := []object{{"sku_id": detail.text("skus.0.id"), "quantity": 2}}
	quote := buyer.do(http.StatusOK, http.MethodPost, "/shop/quote", object{"items": items, "county_code": "500103"})
	checkout := buyer.do(http.StatusCreated, http.MethodPost, "/me/checkouts", object{
		"items": items, "address_id": address.text("id"), "expected_total_fen": quote.fen("total_fen"),
	})
	h.payAtCashier(buyer, checkout.text("payments.0.pay_url"))
	payment := buyer.do(http.StatusOK, http.MethodPost, "/me/payments/"+checkout.text("payments.0.id")+"/query", nil)
	if payment.text("state") != "paid" {
		t.Fatalf("payment %v", payment)
	}
	order := buyer.get("/me/orders").text("items.0.id")

	// packed, shipped, signed
	operator.do(http.StatusOK, http.MethodPost, "/station/orders/"+order+"/pack", object{})
	operator.do(http.StatusOK, http.MethodPost, "/station/orders/"+order+"/ship", object{"carrier_code": "yuantong", "waybill_no": "YT1234567890123"})
	h.later(48 * time.Hour)
	buyer.do(http.StatusOK, http.MethodPost, "/me/orders/"+order+"/sign", nil)
	h.later(time.Minute)

	// the same fen on the order and in the village's book
	mine := buyer.get("/me/orders/" + order)
	if got := sumFen(mine.list("bill.parts")); got != mine.fen("total_fen") || got != quote.fen("total_fen") {
		t.Fatalf("the bill sums to %d, the order is %d, the quote was %d", got, mine.fen("total_fen"), quote.fen("total_fen"))
	}
	operator.password(stationPhone, password) // a staff session ends after half a day
	toHouseholds := mine.fen("households.amount_fen")
	accrued := int64(0)
	for _, c := range operator.get("/station/credits").list("items") {
		accrued += c.fen("accrued_fen")
	}
	if accrued != toHouseholds || accrued == 0 {
		t.Fatalf("%d accrued at the station, %d on the order", accrued, toHouseholds)
	}
	if got := visitor.get("/public/villages/" + world.Guixiang); sumFen(got.list("parts")) != mine.fen("total_fen") {
		t.Fatalf("the open book's parts sum to %d of %d", sumFen(got.list("parts")), mine.fen("total_fen"))
	}

	// settled after the window, and the household reads it
	h.later(9 * 24 * time.Hour)
	operator.password(stationPhone, password)
	payable := int64(0)
	for _, c := range operator.get("/station/credits").list("items") {
		payable += c.fen("payable_fen")
	}
	if payable != toHouseholds {
		t.Fatalf("%d settled of %d", payable, toHouseholds)
	}
	h.healthy()
}

// staff creates a person with one role and signs them in.
func (h *house) staff(phone string, g identity.NewGrant) *browser {
	h.t.Helper()
	root := actor.Actor{Role: identity.DistrictAdmin, Region: "500155"}
	_, err := h.app.Gate.CreateStaff(h.t.Context(), root, identity.NewStaff{
		Phone: phone, Name: "测试人员", Password: password, Grants: []identity.NewGrant{g},
	})
	if err != nil {
		h.t.Fatal(err)
	}
	b := h.browser()
	b.password(phone, password)
	return b
}

// register makes a merchant of record and its station over the API.
func (h *house) register(district *browser) (merchantID, stationID string) {
	h.t.Helper()
	merchantID = district.do(http.StatusCreated, http.MethodPost, "/district/suppliers", object{
		"name": "桂香村股份经济合作联合社", "kind": "collective", "credit_code": world.CreditCode(world.Guixiang), "region": world.Guixiang,
		"address": "梁平区紫照镇桂香村", "contact_name": "测试联系人", "contact_phone": "13800000000",
	}).text("id")
	district.do(http.StatusOK, http.MethodPost, "/district/suppliers/"+merchantID+"/verify", object{"verdict": "approve"})
	stationID = district.do(http.StatusCreated, http.MethodPost, "/district/stations", object{
		"name": "桂香村电商服务站", "region": world.Guixiang, "phone": "023-53220000", "hours": "8:00-18:00",
		"address": "梁平区紫照镇桂香村", "merchant_ids": []string{merchantID},
	}).text("id")
	return merchantID, stationID
}

func (h *house) households(n int) (ids []int64) {
	h.t.Helper()
	by := actor.Actor{Role: identity.DistrictAdmin, Region: "500155"}
	err := h.app.DB.Update(h.t.Context(), func(tx *db.Tx) error {
		ids = nil
		for i := range n {
			p, err := h.app.Register.Create(tx, by, household.NewHousehold{
				Code: fmt.Sprintf("%s%04d", world.Guixiang, i), Region: world.Guixiang, VillageName: "桂香村", GroupName: "1组",
				HeadName: "测试户", HeadIDNo: world.IDNo(world.Guixiang, i), Status: household.Status{Kind: household.Ordinary}, Persons: 3,
			})
			if err != nil {
				return err
			}
			_, err = h.app.Register.GiveConsent(tx, by, household.ConsentInput{
				HouseholdID: p.ID, Purpose: household.Sale, Version: "2026-01", Channel: household.OnPaper, Witness: "测试见证人",
			})
			if err != nil {
				return err
			}
			ids = append(ids, p.ID)
		}
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return ids
}

func (h *house) produce() (id string) {
	h.t.Helper()
	err := h.app.DB.Update(h.t.Context(), func(tx *db.Tx) error {
		p, err := catalog.CreateProduce(tx, actor.Actor{Role: identity.DistrictAdmin, Region: "500155"}, catalog.ProduceInput{
			Name: "中蜂蜂蜜", Category: "honey.raw", Unit: catalog.Piece, GramsPerUnit: 500,
		})
		id = fmt.Sprint(p.ID)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}

// payAtCashier follows pay_url to the sandbox's page and presses its button.
func (h *house) payAtCashier(b *browser, payURL string) {
	h.t.Helper()
	page := b.follow(http.MethodGet, payURL)
	b.follow(http.MethodPost, page)
}

// follow sends a page request and returns where it leads.
func (b *browser) follow(method, path string) string {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	res, err := b.http.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusSeeOther {
		b.t.Fatalf("%s %s: %d", method, path, res.StatusCode)
	}
	return strings.TrimPrefix(res.Header.Get("Location"), b.base)
}

func (h *house) healthy() {
	h.t.Helper()
	lines, err := doctor.Check(h.t.Context(), h.app.DB, h.app.Ledger.Keys())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, l := range lines {
		if !l.OK {
			h.t.Error(l)
		}
	}
}

func plainPicture(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 800, 800))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{R: 0xE0, G: 0xA5, B: 0x26, A: 0xFF}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sumFen(parts []object) (sum int64) {
	for _, p := range parts {
		sum += p.fen("amount_fen")
	}
	return sum
}

func number(t *testing.T, id string) (n int64) {
	t.Helper()
	if _, err := fmt.Sscan(id, &n); err != nil {
		t.Fatal(err)
	}
	return n
}
