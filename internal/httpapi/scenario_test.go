package httpapi

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/vault"
)

const (
	districtCode = "500155"
	townCode     = "500155130"    // 紫照镇
	villageCode  = "500155130200" // 桂香村
	api          = "/api/v1"
)

// valley is a house with one village that sells one product: everything a
// scenario starts from, built through the API wherever there is one.
type valley struct {
	*house
	district, town, station, supplier *browser
	households                        []ID
	produceID, supplierID, stationID  ID
	productID, skuID                  ID
}

func newValley(t *testing.T) *valley {
	t.Helper()
	v := &valley{house: newHouse(t)}
	v.district = v.staff("13800000001", districtGrant)
	v.town = v.staff("13800000002", townGrant)
	v.register()
	v.takeIn(3)
	v.list()
	return v
}

const staffPassword = "correct-horse-battery"

// staff hires somebody as the system does at seeding, and signs them in.
func (v *valley) staff(phone string, g identity.NewGrant) *browser {
	v.t.Helper()
	_, err := v.Identity.CreateStaff(v.t.Context(), actor.System("test"), identity.NewStaff{
		Phone: phone, Name: "测试员", Password: staffPassword, Grants: []identity.NewGrant{g},
	})
	if err != nil {
		v.t.Fatal(err)
	}
	return v.withPassword(phone)
}

func (v *valley) withPassword(phone string) *browser {
	v.t.Helper()
	b := v.visitor()
	b.post(api+"/auth/sessions", SessionInput{Phone: phone, Password: staffPassword}).want(http.StatusCreated)
	return b
}

// register sets up a merchant, its station and the people who work for them.
func (v *valley) register() {
	v.t.Helper()
	var s Supplier
	v.district.post(api+"/district/suppliers", SupplierInput{
		Name: "梁平区紫照镇桂香村股份经济合作联合社", Kind: SupplierKindCollective, CreditCode: supplier.WithCreditCheck("N2500155MF1234567"), Region: villageCode,
		ContactName: "王联系", ContactPhone: "13800000009", LicenceUntilDay: 20301231,
	}).want(http.StatusCreated, &s)
	v.supplierID = s.Id
	v.district.post(api+"/district/suppliers/"+text(s.Id)+"/verify", SupplierVerdictInput{Verdict: SupplierVerdictInputVerdictApprove}).want(200, &s)
	if s.State != SupplierStateActive {
		v.t.Fatalf("the supplier is %s", s.State)
	}
	var st Station
	v.district.post(api+"/district/stations", StationInput{
		Name: "桂香村电商服务站", Region: villageCode, Phone: "023-53220000", Hours: "每天 8:00–18:00", Address: "村委会旁", MerchantIds: []ID{s.Id},
	}).want(http.StatusCreated, &st)
	v.stationID = st.Id
	for phone, in := range map[string]UserInput{
		"13800000003": {Role: UserInputRoleStationOperator, OrgId: st.Id},
		"13800000004": {Role: UserInputRoleSupplierAdmin, OrgId: s.Id},
	} {
		in.Phone, in.Name, in.Password = phone, "李经办", staffPassword
		v.district.post(api+"/district/users", in).want(http.StatusCreated)
	}
	v.station, v.supplier = v.withPassword("13800000003"), v.withPassword("13800000004")
}

func text(id ID) string { return formatID(int64(id)) }

// takeIn registers households and seals a lot of 100 kg from each.
func (v *valley) takeIn(n int) {
	v.t.Helper()
	var p Produce
	v.district.post(api+"/district/produce", ProduceInput{Name: "梁平柚", Category: "pomelo.fresh", Unit: UnitG}).want(http.StatusCreated, &p)
	v.produceID = p.Id
	var l Lot
	v.station.post(api+"/station/lots", LotInput{ProduceId: v.produceID, MerchantId: v.supplierID}, key("lot")...).want(http.StatusCreated, &l)
	for i := range n {
		h := v.household(i)
		v.households = append(v.households, h)
		v.station.post(api+"/station/lots/"+text(l.Id)+"/contributions",
			ContributionInput{HouseholdId: h, Quantity: 100_000, WeightG: 100_000}, key(fmt.Sprint("intake-", i))...).want(http.StatusCreated, &l)
	}
	v.station.post(api+"/station/lots/"+text(l.Id)+"/seal", nil, key("seal")...).want(200, &l)
	if l.State != LotStateSealed || l.HouseholdCount != n {
		v.t.Fatalf("the lot is %+v", l)
	}
}

func (v *valley) household(i int) ID {
	v.t.Helper()
	var h household.Household
	err := v.DB.Update(v.t.Context(), func(tx *db.Tx) (err error) {
		h, err = v.Register.Create(tx, actor.Actor{Role: actor.SystemRole, Region: districtCode}, household.NewHousehold{
			Code: fmt.Sprintf("5001551302%05d", i+1), Region: villageCode, VillageName: "桂香村", HeadName: "测试" + string(rune('甲'+i)),
			HeadIDNo: idNo(i), Phone: fmt.Sprintf("1370000%04d", i+1), Status: household.Status{Kind: household.Lifted}, Persons: 3,
		})
		return err
	})
	if err != nil {
		v.t.Fatal(err)
	}
	var out StationHousehold
	for _, p := range []ConsentPurpose{ConsentPurposeSale, ConsentPurposeNameToBuyer} {
		if p == ConsentPurposeNameToBuyer && i > 0 {
			break // only the first household lets buyers read its name
		}
		v.station.post(api+"/station/households/"+formatID(h.ID)+"/consents",
			ConsentInput{Purpose: p, Given: true, Channel: ConsentInputChannelPaper, Witness: "赵见证"}).want(http.StatusCreated, &out)
	}
	if !out.MaySell {
		v.t.Fatalf("%+v may not sell", out)
	}
	return out.Id
}

// idNo makes an invented identity number with the right check digit.
func idNo(i int) string {
	return household.WithIDNoCheck(fmt.Sprintf("500228196001%02d%03d", i%28+1, 100+i))
}

func key(what string) []string { return []string{"Idempotency-Key", "test-key-" + what} }

// list puts one product on sale: fees, freight, draft, picture, two reviews.
func (v *valley) list() {
	v.t.Helper()
	var link BenefitLink
	v.supplier.post(api+"/supplier/benefit-links", BenefitLinkInput{Name: "柚子代销", Fees: []FeeInput{
		{Role: FeeRoleStation, Bp: 300, PayeeId: v.stationID}, {Role: FeeRoleService, Bp: 200, VatBp: 600},
	}}).want(http.StatusCreated, &link)
	var freight FreightTemplate
	v.supplier.post(api+"/supplier/freight-templates", FreightTemplateInput{
		Name: "普通快递", CarrierCode: v.carrierCode(), Origin: "梁平区紫照镇",
		Groups: []FreightGroup{{Provinces: []string{"50", "51"}, FirstGrams: 1000, FirstFen: 600, StepGrams: 1000, StepFen: 200}},
	}).want(http.StatusCreated, &freight)
	media := v.upload()
	var p Listing
	v.station.post(api+"/station/products", ListingInput{
		Name: "桂香村梁平柚", MerchantId: v.supplierID, Region: villageCode, Category: "pomelo.fresh", BenefitLinkId: link.Id,
		FreightTemplateId: freight.Id, TaxMark: TaxMarkExemptSelf, Description: "自家树上的柚子。", MediaIds: []ID{media},
		CutoffHour: 16, LeadDays: 1, Skus: []ListingSkuInput{{ProduceId: v.produceID, Name: "5 千克装", Quantity: 5000, PriceFen: 5990, CountHint: "约 4 个"}},
	}).want(http.StatusCreated, &p)
	v.productID, v.skuID = p.Id, p.Skus[0].Id
	v.station.post(api+"/station/products/"+text(p.Id)+"/submit", nil).want(200)
	for _, reviewer := range []*browser{v.town, v.district} {
		reviewer.post(api+"/district/reviews/"+text(p.Id), ReviewInput{Verdict: ReviewInputVerdictApprove}).want(200, &p)
	}
	if p.State != ProductStateOnSale {
		v.t.Fatalf("the product is %s", p.State)
	}
}

func (v *valley) carrierCode() string {
	v.t.Helper()
	var o StationOptions
	v.station.get(api+"/station/options").want(200, &o)
	return o.Carriers[0].Code
}

func (v *valley) upload() ID {
	v.t.Helper()
	pic := image.NewRGBA(image.Rect(0, 0, 800, 600))
	for x := range 800 {
		for y := range 600 {
			pic.Set(x, y, color.RGBA{R: uint8(x), G: uint8(y), B: 90, A: 255})
		}
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	_ = w.WriteField("alt", "一筐柚子")
	part, err := w.CreateFormFile("file", "pomelo.jpg")
	if err != nil {
		v.t.Fatal(err)
	}
	if err := jpeg.Encode(part, pic, nil); err != nil {
		v.t.Fatal(err)
	}
	_ = w.Close()
	var out Picture
	v.station.post(api+"/station/media", form.String(), "Content-Type", w.FormDataContentType()).want(http.StatusCreated, &out)
	return out.Id
}

// buy checks two boxes out and pays them at the sandbox's cashier.
func (v *valley) buy(b *browser, quantity int64, name string) Checkout {
	v.t.Helper()
	c := v.checkout(b, quantity, name)
	cashier := b.get(c.Payments[0].PayUrl).want(http.StatusSeeOther).Header.Get("Location")
	back := b.post(cashier, nil).want(http.StatusSeeOther).Header.Get("Location")
	if back != "/pay/"+text(c.Id) {
		v.t.Fatalf("the cashier leads to %s", back)
	}
	var p Payment
	b.post(api+"/me/payments/"+text(c.Payments[0].Id)+"/query", nil).want(200, &p)
	if p.State != PaymentStatePaid {
		v.t.Fatalf("the payment is %+v", p)
	}
	b.get(api+"/me/checkouts/"+text(c.Id)).want(200, &c)
	return c
}

func (v *valley) checkout(b *browser, quantity int64, name string) (c Checkout) {
	v.t.Helper()
	var a Address
	b.post(api+"/me/addresses", AddressInput{Name: "李明", Phone: "13900001111", CountyCode: "500112", Detail: "龙山街道 1 号"}).want(http.StatusCreated, &a)
	items := []CartItem{{SkuId: v.skuID, Quantity: quantity}}
	var q Quote
	b.post(api+"/shop/quote", QuoteInput{Items: items, CountyCode: "500112"}).want(200, &q)
	if !q.Payable {
		v.t.Fatalf("the quote cannot be paid: %+v", q)
	}
	b.post(api+"/me/checkouts", CheckoutInput{Items: items, AddressId: a.Id, ExpectedTotalFen: q.TotalFen}, key(name)...).want(http.StatusCreated, &c)
	return c
}

// settle posts every journal that was promised.
func (v *valley) settle() {
	v.t.Helper()
	if err := ledger.NewWriter(ledger.Options{DB: v.DB, Vault: vault.Dev()}).Drain(v.t.Context()); err != nil {
		v.t.Fatal(err)
	}
}

// TestFromHarvestToCredit walks the main job through the API and compares what
// each reader is told: buyer, household, station, office, public.
func TestFromHarvestToCredit(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	c := v.buy(buyer, 2, "buy")
	order := api + "/me/orders/" + text(c.Orders[0].Id)
	work := api + "/station/orders/" + text(c.Orders[0].Id)

	var w WorkOrder
	v.station.get(work).want(200, &w)
	if len(w.Lines[0].Suggested) != 1 || w.Lines[0].Suggested[0].Quantity != 10_000 {
		t.Fatalf("packing would take %+v", w.Lines[0].Suggested)
	}
	v.station.post(work+"/pack", PackInput{}, key("pack")...).want(200, &w)
	v.station.post(work+"/ship", ShipInput{CarrierCode: v.carrierCode(), WaybillNo: waybill}, key("ship")...).want(200, &w)
	var o Order
	buyer.post(order+"/sign", nil, key("sign")...).want(200, &o)
	v.settle()
	v.advance(time.Minute)

	buyer.get(order).want(200, &o)
	sum := int64(0)
	for _, p := range o.Bill.Parts {
		sum += p.AmountFen
	}
	if !o.Bill.Exact || sum != o.TotalFen || o.TotalFen != 2*5990+600+9*200 {
		t.Fatalf("the bill %+v does not sum to %d", o.Bill, o.TotalFen)
	}
	if o.Households.Count != 3 || len(o.Households.Shares) != 3 {
		t.Fatalf("households %+v", o.Households)
	}
	named := 0
	for _, s := range o.Households.Shares {
		if s.Name != "一户农户" {
			named++
		}
	}
	if named != 1 {
		t.Errorf("%d names are shown, one household consents", named)
	}
	if k := o.Footprint[len(o.Footprint)-2]; k.Key != FootStepKeyCredited || !k.Done {
		t.Errorf("the last steps are %+v", o.Footprint)
	}
	v.agree(t, o)
}

const waybill = "9876543210123"

// agree checks that household, station, office and public are told the same.
func (v *valley) agree(t *testing.T, o Order) {
	t.Helper()
	farmer := v.signedIn("13900002222")
	v.advance(2 * time.Minute)
	var sent SmsCodeSent
	farmer.post(api+"/auth/sms-codes", SmsCodeInput{Phone: "13700000001", Purpose: SmsCodeInputPurposeBind}).want(http.StatusCreated, &sent)
	var mine HouseholdSummary
	farmer.post(api+"/me/household/bindings", HouseholdBindingInput{
		Phone: "13700000001", Code: sent.DemoCode, HeadIdLast4: idNo(0)[14:], Relation: RelationChild,
	}).want(http.StatusCreated, &mine)
	var lines CreditLineList
	farmer.get(api+"/me/household/"+text(mine.Id)+"/credits").want(200, &lines)
	if mine.AccruedFen == 0 || len(lines.Items) != 1 || lines.Items[0].AmountFen != mine.AccruedFen || lines.Items[0].State != CreditStateAccrued {
		t.Errorf("the passbook says %+v, the summary %+v", lines.Items, mine)
	}
	var credits HouseholdCreditList
	v.station.get(api+"/station/credits").want(200, &credits)
	total := int64(0)
	for _, c := range credits.Items {
		total += c.AccruedFen
	}
	if len(credits.Items) != 3 || total != o.Households.AmountFen {
		t.Errorf("the station is told %+v, the buyer %d", credits.Items, o.Households.AmountFen)
	}
	var journals JournalList
	v.district.get(api+"/district/journals?order_id="+text(o.Id)).want(200, &journals)
	for _, j := range journals.Items {
		if j.DebitSum != j.CreditSum || j.DebitSum == 0 {
			t.Errorf("journal %+v does not balance", j)
		}
	}
	if len(journals.Items) != 5 {
		t.Errorf("%d journals instead of E1, G2, G3, G4, E3", len(journals.Items))
	}
	var public PublicVillage
	v.visitor().get(api+"/public/villages/"+villageCode).want(200, &public)
	f := public.Figures[0]
	if f.Value != o.Households.AmountFen || f.Label != "全区已记入农户" || public.Households.Label != "梁平区农户（为保护农户隐私，展示全区合计）" {
		t.Errorf("of three households the public is told %+v of %+v", f, public.Households)
	}
}

// TestEveryReadAnswers asks every list and page of every front once.
func TestEveryReadAnswers(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	c := v.buy(buyer, 1, "buy")
	v.settle()
	for who, paths := range map[*browser][]string{
		v.visitor(): {
			"/shop/home", "/shop/categories", "/shop/products?q=%E6%9F%9A%E5%AD%90", "/shop/products/" + text(v.productID), "/shop/villages",
			"/shop/villages/" + villageCode, "/shop/divisions", "/public/summary", "/public/villages/" + townCode,
		},
		buyer: {"/me/orders?state=paid,packed", "/me/orders/" + text(c.Orders[0].Id), "/me/household", "/auth/session"},
		v.station: {
			"/station/today", "/station/households?q=%E6%B5%8B", "/station/produce", "/station/lots?state=sealed", "/station/stock",
			"/station/products", "/station/products/" + text(v.productID), "/station/options", "/station/orders?state=paid", "/station/credits",
		},
		v.supplier: {"/supplier/profile", "/supplier/benefit-links", "/supplier/options", "/supplier/freight-templates", "/supplier/orders", "/supplier/credits"},
		v.district: {
			"/district/overview", "/district/places", "/district/places?parent=" + townCode, "/district/suppliers", "/district/stations",
			"/district/household-imports", "/district/households?q=5001551302", "/district/households/" + text(v.households[0]),
			"/district/reviews", "/district/reviews/" + text(v.productID), "/district/orders", "/district/orders?no=" + c.Orders[0].No,
			"/district/orders/" + text(c.Orders[0].Id), "/district/journals", "/district/villages", "/district/anomalies",
			"/district/users", "/district/audit", "/district/options", "/district/produce", "/district/produce?q=%E6%9F%9A",
		},
		v.town: {"/district/overview", "/district/reviews", "/district/orders"},
	} {
		for _, p := range paths {
			if a := who.get(api + p); a.StatusCode != http.StatusOK {
				t.Errorf("GET %s: %d %s", p, a.StatusCode, a.body)
			}
		}
	}
	v.district.post(api+"/district/doctor", nil).want(200)
}
