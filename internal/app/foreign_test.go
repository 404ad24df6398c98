package app_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/household/registergen"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/supply"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// belongings are the ids of what belongs to the cast's own side.
type belongings struct {
	correction, recovery                      string
	plan, minutes                             string // a distribution and the minutes attached to it
	address, checkout, payment, unpaid, paid  string // of the buyer
	household, neighbour                      string // bound to the farmer; of the next village in the same town
	merchant, station, lot, openLot           string
	product, draft, sku, produce              string
	link, version, freight, applicant, intake string // applicant: a merchant not verified yet; intake: an import
	draftBatch, filed                         string // payout batches: one to check, one whose file is built
	colleague, grant                          string // a reviewer of the own town, with the role
	signed, signedLine, claim                 string // an order signed for, with a refund that its growers are asked to bear
	viewer                                    string // who may read the household's passbook
	credit, dispute                           string // a line of the household's passbook, and what it says against it
}

// ids are all of them but the crop, which everybody may take in.
func (x belongings) ids() []string {
	return []string{
		x.address, x.checkout, x.payment, x.unpaid, x.paid, x.household, x.neighbour, x.merchant, x.station, x.lot,
		x.openLot, x.product, x.draft, x.sku, x.link, x.version, x.freight, x.applicant, x.intake,
		x.colleague, x.grant, x.draftBatch, x.filed, x.signed, x.claim, x.plan, x.minutes, x.credit, x.dispute, x.viewer,
	}
}

// furnish gives the own side one of everything.
func (c *cast) furnish() (x belongings) {
	c.t.Helper()
	s := c.w.Honey
	x = belongings{
		address: fmt.Sprint(c.buyer.AddressID), household: fmt.Sprint(s.Households[0].ID), neighbour: c.neighbour(),
		merchant: fmt.Sprint(s.Merchant.ID), station: fmt.Sprint(s.Station.ID), product: fmt.Sprint(s.Product.ID),
		sku: fmt.Sprint(s.Sku), produce: fmt.Sprint(s.Produce.ID), link: fmt.Sprint(s.Link.LinkID),
		version: fmt.Sprint(s.Link.ID), freight: fmt.Sprint(s.Freight.ID), lot: fmt.Sprint(c.w.Stock(s, 100).ID),
	}
	item := trade.Item{SkuID: s.Sku, Qty: 1}
	unpaid, paid := c.w.MustCheckout(c.buyer, item), c.w.MustCheckout(c.buyer, item)
	x.signed, x.signedLine, x.claim = c.claim(item)
	c.w.Pay(paid)
	x.checkout, x.payment = fmt.Sprint(unpaid.ID), fmt.Sprint(unpaid.Payments[0].ID)
	x.unpaid, x.paid = fmt.Sprint(unpaid.Orders[0].ID), fmt.Sprint(paid.Orders[0].ID)
	operator, district := c.own[identity.StationOperator], c.own[identity.DistrictAdmin]
	x.openLot = operator.do(http.StatusCreated, http.MethodPost, "/station/lots", object{"produce_id": x.produce, "merchant_id": x.merchant}).text("id")
	operator.do(http.StatusCreated, http.MethodPost, "/station/lots/"+x.openLot+"/contributions", contribution(x))
	x.draft = operator.do(http.StatusCreated, http.MethodPost, "/station/products", listing(s)).text("id")
	x.applicant = district.do(http.StatusCreated, http.MethodPost, "/district/suppliers", applicant(world.Guixiang)).text("id")
	x.intake = c.importOne(district)
	x.draftBatch, x.filed = c.payouts(s)
	colleague := district.do(http.StatusCreated, http.MethodPost, "/district/users", object{
		"name": "测试同事", "phone": "13500009998", "password": password, "role": identity.TownReviewer, "region": world.Guixiang[:9],
	})
	x.colleague, x.grant = colleague.text("id"), colleague.text("grants.0.id")
	x.correction, x.recovery = c.correct(), c.recover()
	x.plan, x.minutes = c.distribute()
	x.credit, x.dispute = c.dispute(x)
	x.viewer = operator.do(http.StatusCreated, http.MethodPost, "/station/households/"+x.household+"/viewers", object{
		"phone": "13500009997", "witness_id": x.colleague, "agreed": true,
	}).text("items.0.id")
	return x
}

// payouts owes two households something and drafts a batch for each, made by
// nobody who signs in; the second goes all the way to its file.
func (c *cast) payouts(s world.Shop) (draft, filed string) {
	c.t.Helper()
	ids := make([]int64, 2)
	for i := range ids {
		h := s.Households[1+i]
		c.w.SetPayee(s, h, world.Card(int64(500+i)))
		c.w.Owe(s, h, 12_345)
	}
	for i := range ids {
		c.w.Update(func(tx *db.Tx) error {
			b, err := c.w.Teller.MakeDraft(tx, s.Staff(1), c.w.Key(), payout.DraftInput{
				MerchantID: s.Merchant.ID, HouseholdID: s.Households[1+i].ID, Origin: payout.ByStaff,
			})
			ids[i] = b.ID
			return err
		})
	}
	c.w.File(s, ids[1])
	return fmt.Sprint(ids[0]), fmt.Sprint(ids[1])
}

// claim is a signed order with a refund that its growers are asked to bear.
func (c *cast) claim(item trade.Item) (order, line, claim string) {
	c.t.Helper()
	sale := c.w.MustCheckout(c.buyer, item)
	c.w.Pay(sale)
	c.w.Deliver(c.buyer, sale.Orders[0])
	o := c.w.Order(sale.Orders[0].ID)
	in := trade.RefundInput{
		OrderID: o.ID, Reason: trade.Quality, Note: "有坏的", Finding: "服务站核实过", Contact: trade.ByCall, ContactDay: 20250101,
		Lines: []trade.RefundLine{{LineID: o.Lines[0].ID, Amount: 2500}},
	}
	if err := c.w.Desk.GiveBack(c.t.Context(), world.District, c.w.Key(), in); err != nil {
		c.t.Fatal(err)
	}
	var rs []trade.Refund
	c.w.View(func(tx *db.Tx) (err error) {
		rs, err = trade.RefundsOfOrder(tx, o.ID)
		return err
	})
	return fmt.Sprint(o.ID), fmt.Sprint(o.Lines[0].ID), fmt.Sprint(rs[0].ID)
}

// dispute is a line of the household's passbook and what it says against it.
func (c *cast) dispute(x belongings) (credit, dispute string) {
	c.t.Helper()
	c.w.Drain()
	farmer := c.own[identity.Household]
	credit = farmer.get("/me/household/" + x.household + "/credits").text("items.0.id")
	path := "/me/household/" + x.household + "/credits/" + credit + "/dispute"
	return credit, farmer.do(http.StatusCreated, http.MethodPost, path, object{"words": "斤数好像不对"}).text("id")
}

// neighbour is a household of another village of the own town.
func (c *cast) neighbour() string {
	c.t.Helper()
	const village = "500155130201"
	var h household.Household
	c.w.Update(func(tx *db.Tx) (err error) {
		h, err = c.w.Register.Create(tx, world.District, household.NewHousehold{
			Code: village + "0001", Region: village, VillageName: "邻村", GroupName: "1组", HeadName: "测试户",
			HeadIDNo: world.IDNo(village, 20), Status: household.Status{Kind: household.Ordinary}, Persons: 3,
		})
		return err
	})
	return fmt.Sprint(h.ID)
}

// importOne uploads a small register with one mistake in it.
func (c *cast) importOne(b *browser) string {
	c.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	file, err := w.CreateFormFile("file", "名单.xlsx")
	if err != nil {
		c.t.Fatal(err)
	}
	_, err = registergen.Write(file, registergen.Options{
		Seed: 1, Households: 3, Persons: 6, Dirty: 1, Villages: []registergen.Village{{Town: "紫照镇", Name: "桂香村"}},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	return b.send(http.StatusCreated, http.MethodPost, "/district/household-imports", w.FormDataContentType(), &form, "").text("id")
}

func contribution(x belongings) object {
	return object{"household_id": x.household, "quantity": 3, "weight_g": 1500}
}

// listing is a draft of half a kilogram of what the shop sells.
func listing(s world.Shop) object {
	quantity := 1
	if s.Produce.Unit == catalog.Gram {
		quantity = 500
	}
	return object{
		"name": "新商品", "merchant_id": fmt.Sprint(s.Merchant.ID), "region": s.Station.Region, "category": "honey.raw",
		"benefit_link_id": fmt.Sprint(s.Link.LinkID), "freight_template_id": fmt.Sprint(s.Freight.ID), "tax_mark": "exempt_self",
		"description": "一年只取一次。", "media_ids": []string{},
		"skus": []object{{"name": "一份", "produce_id": fmt.Sprint(s.Produce.ID), "quantity": quantity, "price_fen": 8800}},
	}
}

func applicant(village string) object {
	return object{
		"name": "新登记的联合社", "kind": "collective", "credit_code": world.CreditCode("500155130299"), "region": village,
		"contact_name": "测试联系人", "contact_phone": "13800000019",
	}
}

func freightTerms() object {
	return object{
		"name": "标准快递", "carrier_code": "yuantong", "origin": "梁平区紫照镇", "version_no": 1,
		"groups": []object{{"provinces": []string{"50"}, "first_grams": 1000, "first_fen": 500, "step_grams": 1000, "step_fen": 100}},
	}
}

// knock is one object behind an operation that somebody of a role asks for.
type knock struct {
	op   string   // as in the contract
	role string   // whose own person has the object and whose other has not
	ids  []string // for the path, in order
	body object
}

// knocks lists every operation on an object that belongs to somebody, in an order
// in which the owner can do one after the other.
func (x belongings) knocks(theirs world.Shop) []knock {
	const (
		buyer, farmer      = identity.Consumer, identity.Household
		station, merchant  = identity.StationOperator, identity.SupplierAdmin
		townhall, district = identity.TownReviewer, identity.DistrictAdmin
	)
	address := object{"name": "测试买家", "phone": "13900000001", "county_code": "500103", "detail": "民权路1号"}
	verdict := object{"verdict": "reject", "reason": "请补材料"}
	return []knock{
		{"PUT /me/addresses/{id}", buyer, []string{x.address}, address},
		{"DELETE /me/addresses/{id}", buyer, []string{x.address}, nil},
		{"GET /me/checkouts/{id}", buyer, []string{x.checkout}, nil},
		{"POST /me/payments/{id}/query", buyer, []string{x.payment}, nil},
		{"GET /me/orders/{id}", buyer, []string{x.unpaid}, nil},
		{"GET /me/orders/{id}", buyer, []string{x.paid}, nil},
		{"POST /me/orders/{id}/sign", buyer, []string{x.paid}, nil},
		{"POST /me/orders/{id}/cancel", buyer, []string{x.unpaid}, nil},
		{"GET /me/household/{id}/credits", farmer, []string{x.household}, nil},
		{"GET /me/household/{id}/payouts", farmer, []string{x.household}, nil},
		{"GET /me/household/{id}/dividends", farmer, []string{x.household}, nil},
		{"GET /me/household/{id}/claims", farmer, []string{x.household}, nil},
		{"POST /me/household/{id}/claims/{refund_id}/objection", farmer, []string{x.household, x.claim}, object{"objection": "交货时是好的"}},

		{"POST /me/household/{id}/credits/{line_id}/dispute", farmer, []string{x.household, x.credit}, object{"words": "我家交的不止这些"}},

		{"GET /me/household/{id}/viewers", farmer, []string{x.household}, nil},
		{"POST /station/households/{id}/card", station, []string{x.household}, nil},
		{"GET /station/households/{id}/card", station, []string{x.household}, nil},
		{"DELETE /station/households/{id}/card", station, []string{x.household}, nil},
		{"GET /station/households/{id}/viewers", station, []string{x.household}, nil},
		{"POST /station/households/{id}/viewers", station, []string{x.household}, object{"phone": "13500009996", "witness_id": x.colleague, "agreed": true}},
		{"DELETE /station/households/{id}/viewers/{viewer_id}", station, []string{x.household, x.viewer}, nil},
		{"GET /me/household/{id}/slip", farmer, []string{x.household}, nil},
		{"GET /station/households/{id}/slip", station, []string{x.household}, nil},
		{"GET /station/households/{id}/passbook", station, []string{x.household}, nil},
		{"POST /station/disputes/{id}/answer", station, []string{x.dispute}, object{"answer": "过秤单复核过，数字对"}},
		{"POST /station/households/{id}/credits/{line_id}/dispute", station, []string{x.household, x.credit}, object{"words": "还是觉得少了"}},
		{"POST /station/households/{id}/consents", station, []string{x.household}, object{"purpose": "photo", "given": true, "channel": "paper", "witness": "测试见证人"}},
		{"POST /station/households/{id}/consents", station, []string{x.household}, object{"purpose": "photo", "given": false, "channel": "paper"}},
		{"PUT /station/households/{id}/payee", station, []string{x.household}, object{
			"relation": "head", "bank_name": "梁平农商行", "account": world.Card(509), "witness": "测试见证人", "agreed": true,
		}},
		{"GET /station/households/{id}/payee", station, []string{x.household}, nil},
		{"POST /station/households/{id}/payouts", station, []string{x.household}, nil},
		{"GET /station/lots/{id}", station, []string{x.openLot}, nil},
		{"GET /station/lots/{id}", station, []string{x.lot}, nil},
		{"POST /station/lots/{id}/contributions", station, []string{x.openLot}, contribution(x)},
		{"DELETE /station/lots/{id}/contributions/{ord}", station, []string{x.openLot, "1"}, nil},
		{"POST /station/lots/{id}/seal", station, []string{x.openLot}, nil},
		{"GET /station/products/{id}", station, []string{x.draft}, nil},
		{"GET /station/products/{id}", station, []string{x.product}, nil},
		{"PUT /station/products/{id}", station, []string{x.draft}, listing(theirs)},
		{"PUT /station/products/{id}/pictures", station, []string{x.draft}, object{"media_ids": []string{}}},
		{"POST /station/products/{id}/submit", station, []string{x.draft}, nil},
		{"PUT /station/skus/{id}/price", station, []string{x.sku}, object{"price_fen": 8700}},
		{"POST /station/products/{id}/suspend", station, []string{x.product}, object{"reason": "断货"}},
		{"POST /station/products/{id}/resume", station, []string{x.product}, nil},
		{"POST /station/products/{id}/revise", station, []string{x.product}, nil},
		{"POST /station/products/{id}/retire", station, []string{x.product}, nil},
		{"GET /station/orders/{id}", station, []string{x.paid}, nil},
		{"POST /station/orders/{id}/pack", station, []string{x.paid}, object{}},
		{"POST /station/orders/{id}/unpack", station, []string{x.paid}, nil},
		{"POST /station/orders/{id}/ship", station, []string{x.paid}, object{"carrier_code": "yuantong", "waybill_no": "YT1234567890123"}},
		{"POST /station/orders/{id}/cancel", station, []string{x.paid}, object{"reason": "short"}},
		{"POST /station/claims/{id}/objection", station, []string{x.claim}, object{"objection": "农户到站里说不同意"}},

		{"GET /supplier/benefit-links/{id}/versions", merchant, []string{x.link}, nil},
		{"POST /supplier/benefit-links/{id}/versions", merchant, []string{x.link}, object{"version_id": x.version, "fees": []object{}}},
		{"GET /supplier/orders/{id}", merchant, []string{x.paid}, nil},
		{"GET /supplier/payouts/{id}", merchant, []string{x.draftBatch}, nil},
		{"GET /supplier/payouts/{id}/lines", merchant, []string{x.draftBatch}, nil},
		{"POST /supplier/payouts/{id}/check", merchant, []string{x.draftBatch}, nil},
		{"POST /supplier/payouts/{id}/approve", merchant, []string{x.draftBatch}, nil},
		{"POST /supplier/payouts/{id}/export", merchant, []string{x.draftBatch}, nil},
		{"POST /supplier/payouts/{id}/cancel", merchant, []string{x.draftBatch}, nil},
		{"GET /supplier/payouts/{id}/file", merchant, []string{x.filed}, nil},
		{"GET /supplier/distributions/{id}", merchant, []string{x.plan}, nil},
		{"GET /supplier/distribution-papers/{id}", merchant, []string{x.minutes}, nil},
		{"POST /supplier/distributions/{id}/notice", merchant, []string{x.plan}, nil},
		{"PUT /supplier/distributions/{id}/vote", merchant, []string{x.plan}, object{"members": 9, "present": 8, "in_favour": 7}},
		{"GET /district/distributions/{id}", townhall, []string{x.plan}, nil},
		{"GET /district/distributions/{id}", district, []string{x.plan}, nil},
		{"GET /district/distribution-papers/{id}", townhall, []string{x.minutes}, nil},
		{"POST /district/distributions/{id}/approve", townhall, []string{x.plan}, nil},
		{"POST /district/distributions/{id}/approve", district, []string{x.plan}, nil},
		{"POST /supplier/distributions/{id}/post", merchant, []string{x.plan}, object{"distributable_fen": 50_000}},
		{"POST /supplier/distributions/{id}/withdraw", merchant, []string{x.plan}, nil},
		{"PUT /supplier/freight-templates/{id}", merchant, []string{x.freight}, freightTerms()},

		{"GET /district/households/{id}", townhall, []string{x.household}, nil},
		{"GET /district/households/{id}", townhall, []string{x.neighbour}, nil},
		{"GET /district/households/{id}", district, []string{x.household}, nil},
		{"GET /district/households/{id}/slip", townhall, []string{x.household}, nil},
		{"GET /district/reviews/{product_id}", townhall, []string{x.draft}, nil},
		{"GET /district/reviews/{product_id}", district, []string{x.product}, nil},
		{"POST /district/reviews/{product_id}", townhall, []string{x.draft}, verdict},
		{"POST /district/reviews/{product_id}", district, []string{x.draft}, verdict},
		{"GET /district/orders/{id}", townhall, []string{x.paid}, nil},
		{"GET /district/orders/{id}", district, []string{x.paid}, nil},
		{"POST /district/orders/{id}/refunds", district, []string{x.signed}, object{
			"reason": "goodwill", "note": "补一点", "lines": []object{{"order_line_id": x.signedLine, "amount_fen": 1}},
		}},
		{"POST /district/disputes/{id}/take", townhall, []string{x.dispute}, nil},
		{"POST /district/disputes/{id}/answer", district, []string{x.dispute}, object{"answer": "过秤单复核过，数字对"}},
		{"POST /district/claims/{id}/decision", district, []string{x.claim}, object{"uphold": false, "note": "照片不清楚"}},
		{"POST /district/suppliers/{id}/verify", district, []string{x.applicant}, verdict},
		{"GET /district/suppliers/{id}", townhall, []string{x.applicant}, nil},
		{"GET /district/stations/{id}", townhall, []string{x.station}, nil},
		{"PUT /district/stations/{id}", district, []string{x.station}, object{
			"name": "桂香村服务站", "phone": "023-53220009", "hours": "8:00-18:00", "address": "村口", "merchant_ids": []string{x.merchant},
		}},
		{"POST /district/stations/{id}/close", district, []string{x.station}, object{"reason": "站长外出"}},
		{"POST /district/stations/{id}/reopen", district, []string{x.station}, nil},
		{"POST /district/recoveries/{id}", district, []string{x.recovery}, object{"verdict": "approve"}},
		{"POST /district/corrections/{id}", district, []string{x.correction}, object{"verdict": "approve"}},
		{"GET /district/users/{id}", district, []string{x.colleague}, nil},
		{"POST /district/users/{id}/disable", district, []string{x.colleague}, nil},
		{"POST /district/users/{id}/enable", district, []string{x.colleague}, nil},
		{"POST /district/grants/{id}/end", district, []string{x.grant}, nil},
		{"GET /district/household-imports/{id}", district, []string{x.intake}, nil},
		{"GET /district/household-imports/{id}/errors", district, []string{x.intake}, nil},
	}
}

// shared lists the operations on one object that belong to nobody alone, with
// the reason.
var shared = map[string]string{
	"GET /shop/products/{id}":                         "what is on sale is public; drafts are asked for below",
	"GET /shop/villages/{code}":                       "a village's page is public",
	"GET /shop/lots/{no}":                             "the trace of a sealed lot is public; open lots are asked for below",
	"GET /public/villages/{code}":                     "the open book holds totals only",
	"GET /public/months/{month}":                      "a month's figures are published; fewer than five households stand in the town's",
	"GET /public/months/{month}/file":                 "the same figures as a file",
	"POST /notify/{channel}":                          "the channel's signature is the credential",
	"PUT /district/produce/{id}":                      "the dictionary of crops is the district's",
	"GET /supplier/book/months/{month}":               "the path names a month of the caller's own book",
	"GET /supplier/book/months/{month}/vouchers":      "the path names a month of the caller's own book",
	"POST /supplier/book/months/{month}/close":        "the path names a month of the caller's own book",
	"POST /supplier/book/months/{month}/confirm":      "the path names a month of the caller's own book",
	"GET /district/journals/{id}":                     "the books are the district's; its own office and the auditor read them whole",
	"POST /district/doctor/stops/{id}":                "the books are the district's; two of its people lift a stop",
	"GET /public/proofs/{token}":                      "the unguessable link is the credential, and it shows no name",
	"GET /public/checkpoints/{from}/consistency/{to}": "checkpoints are published",
	"POST /supplier/distributions/{id}/papers":        "a form with a file: asked for in the test of its minutes",
	"POST /supplier/payouts/{id}/results":             "a form with a file: asked for in httpapi's payout test",
}

// somebody else's object does not exist: every operation on one object answers
// who has it, and 404 to the same role elsewhere, and nothing is written.
func TestForeignObjectsDoNotExist(t *testing.T) {
	c := newCast(t)
	x := c.furnish()
	knocks := x.knocks(c.w.Rice)
	listed := map[string]bool{}
	for _, k := range knocks {
		listed[k.op] = true
	}
	for op := range shared {
		listed[op] = true
	}
	for _, op := range operations(t) {
		if strings.Contains(op.path, "{") && !listed[op.String()] {
			t.Errorf("nobody said whose the object of %s is", op)
		}
		delete(listed, op.String())
	}
	for op := range listed {
		t.Errorf("%s is listed but not in the contract", op)
	}

	before := c.written()
	for _, k := range knocks {
		a := k.by(t, c.other[k.role])
		if a.status != http.StatusNotFound || a.problem() != "" {
			t.Errorf("%s %v as another %s: %d %s", k.op, k.ids, k.role, a.status, a.text)
		}
	}
	for _, path := range []string{"/shop/products/" + x.draft, "/shop/lots/" + c.numberOf(x.openLot)} {
		if a := c.own[visitor].ask(http.MethodGet, path, "", nil); a.status != http.StatusNotFound {
			t.Errorf("%s is public: %d %s", path, a.status, a.text)
		}
	}
	c.unchanged(before)

	for _, k := range knocks { // each of them was a door that its owner can open
		a := k.by(t, c.own[k.role])
		switch a.status {
		case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusInternalServerError:
			t.Errorf("%s %v as its own %s: %d %s", k.op, k.ids, k.role, a.status, a.text)
		}
	}
}

// by asks.
func (k knock) by(t *testing.T, b *browser) answer {
	t.Helper()
	method, path := k.target()
	var text []byte
	if k.body != nil {
		text = encode(t, k.body)
	}
	return b.ask(method, path, "application/json", text)
}

// target is where the door is.
func (k knock) target() (method, path string) {
	method, path, _ = strings.Cut(k.op, " ")
	for _, id := range k.ids {
		from, to := strings.IndexByte(path, '{'), strings.IndexByte(path, '}')
		path = path[:from] + id + path[to+1:]
	}
	return method, path
}

func (c *cast) numberOf(lot string) (no string) {
	c.t.Helper()
	return c.own[identity.StationOperator].get("/station/lots/" + lot).text("no")
}

// unscoped are lists that show everybody of the role the same, with the reason.
var unscoped = map[string]string{
	"GET /auth/session":       "the asking person only",
	"GET /station/produce":    "the district's dictionary of crops",
	"GET /district/produce":   "the same",
	"GET /district/options":   "categories and units",
	"GET /supplier/options":   "carriers, and the collectives that any merchant of the district may pay",
	"GET /district/journals":  "the books are the district's",
	"GET /district/anomalies": "money that fits no order has no place",
}

// A list holds nothing of somebody else: what the same role is told elsewhere
// names none of the own side's objects.
func TestListsHoldNothingForeign(t *testing.T) {
	c := newCast(t)
	x := c.furnish()
	c.w.Drain()
	for _, op := range operations(t) {
		if op.method != http.MethodGet || strings.Contains(op.path, "{") || slices.Contains(op.may(), visitor) {
			continue
		}
		if _, ok := unscoped[op.String()]; ok {
			continue
		}
		for _, role := range op.may() {
			b, ok := c.other[role]
			if !ok {
				continue // the auditor has no other
			}
			a := b.ask(op.method, op.path, "", nil)
			if a.status != http.StatusOK {
				t.Errorf("%s as %s: %d %s", op, role, a.status, a.text)
			}
			for _, id := range x.ids() {
				if bytes.Contains(a.text, []byte(id)) {
					t.Errorf("%s tells another %s of %s: %s", op, role, id, a.text)
				}
			}
		}
	}
	for path, role := range map[string]string{ // the same lists do name them to their own people
		"/me/addresses": identity.Consumer, "/me/orders": identity.Consumer, "/me/household": identity.Household,
		"/station/households": identity.StationOperator, "/station/lots": identity.StationOperator, "/station/products": identity.StationOperator,
		"/station/orders": identity.StationOperator, "/station/options": identity.StationOperator, "/supplier/profile": identity.SupplierAdmin,
		"/supplier/benefit-links": identity.SupplierAdmin, "/supplier/freight-templates": identity.SupplierAdmin,
		"/supplier/orders": identity.SupplierAdmin, "/district/suppliers": identity.TownReviewer, "/district/stations": identity.TownReviewer,
		"/district/households": identity.TownReviewer, "/district/orders": identity.TownReviewer, "/district/household-imports": identity.DistrictAdmin,
		"/district/users": identity.DistrictAdmin,
	} {
		a := c.own[role].ask(http.MethodGet, path, "", nil)
		if !slices.ContainsFunc(x.ids(), func(id string) bool { return bytes.Contains(a.text, []byte(id)) }) {
			t.Errorf("%s tells its own %s nothing: %d %s", path, role, a.status, a.text)
		}
	}
}

// Asking for another region's lists is asking for what does not exist.
func TestForeignRegionsDoNotExist(t *testing.T) {
	c := newCast(t)
	town := world.Guixiang[:9]
	for _, path := range []string{
		"/district/places?parent=" + town, "/district/households?region=" + town, "/district/households?region=500155",
		"/district/orders?region=" + world.Guixiang, "/district/villages?region=" + town,
	} {
		for _, role := range []string{identity.TownReviewer, identity.DistrictAdmin} {
			if a := c.other[role].ask(http.MethodGet, path, "", nil); a.status != http.StatusNotFound || a.problem() != "" {
				t.Errorf("%s as another %s: %d %s", path, role, a.status, a.text)
			}
		}
	}
}

// What a body points at must be the caller's own, too: a reference to somebody
// else's object is refused, and nothing is written.
func TestForeignReferencesAreRefused(t *testing.T) {
	c := newCast(t)
	x := c.furnish()
	rice := c.w.Rice
	lot := c.openLot(rice)
	order := c.paidRice()
	pointing := func(name, id string) object {
		o := listing(rice)
		o[name] = id
		return o
	}
	hired := func(role, name, value string) object {
		return object{"name": "测试人员", "phone": "13500009999", "password": password, "role": role, name: value}
	}
	const (
		buyer, station, merchant, district = identity.Consumer, identity.StationOperator, identity.SupplierAdmin, identity.DistrictAdmin
	)
	before := c.written()
	for _, k := range []knock{
		{"POST /me/checkouts", buyer, nil, object{
			"items": []object{{"sku_id": x.sku, "quantity": 1}}, "address_id": x.address, "expected_total_fen": 9400,
		}},
		{"POST /station/lots", station, nil, object{"produce_id": x.produce, "merchant_id": x.merchant}},
		{"POST /station/lots/{id}/contributions", station, []string{lot}, contribution(x)},
		{"POST /station/products", station, nil, pointing("merchant_id", x.merchant)},
		{"POST /station/products", station, nil, pointing("benefit_link_id", x.link)},
		{"POST /station/products", station, nil, pointing("freight_template_id", x.freight)},
		{"POST /station/products", station, nil, pointing("region", world.Guixiang)},
		{"POST /station/orders/{id}/pack", station, []string{order.text("id")}, object{"lines": []object{
			{"order_line_id": order.text("lines.0.id"), "lot_ids": []string{x.lot}},
		}}},
		{"POST /supplier/benefit-links", merchant, nil, object{"name": "代销", "fees": []object{{"role": "station", "bp": 300, "payee_id": x.station}}}},
		{"POST /district/suppliers", district, nil, applicant(world.Guixiang)},
		{"POST /district/stations", district, nil, object{
			"name": "别区的服务站", "region": "500156100200", "phone": "023-53220000", "hours": "8:00-18:00", "address": "村口",
			"merchant_ids": []string{x.merchant},
		}},
		{"POST /district/users", district, nil, hired(station, "org_id", x.station)},
		{"POST /district/users", district, nil, hired(merchant, "org_id", x.merchant)},
		{"POST /district/users", district, nil, hired(identity.TownReviewer, "region", world.Guixiang[:9])},
	} {
		a := k.by(t, c.other[k.role])
		if a.status < 400 || a.status >= 500 || a.problem() != "" {
			t.Errorf("%s with %s: %d %s", k.op, encode(t, k.body), a.status, a.text)
		}
	}
	c.unchanged(before)
}

// openLot is an open lot of another shop.
func (c *cast) openLot(s world.Shop) string {
	c.t.Helper()
	var id int64
	c.w.Update(func(tx *db.Tx) error {
		l, err := supply.OpenLot(tx, s.Operator, c.w.Key(), supply.LotInput{MerchantID: s.Merchant.ID, ProduceID: s.Produce.ID})
		id = l.ID
		return err
	})
	return fmt.Sprint(id)
}

// paidRice is an order that the other station has to pack.
func (c *cast) paidRice() object {
	c.t.Helper()
	c.w.Stock(c.w.Rice, 50_000)
	placed := c.w.MustCheckout(c.stranger, trade.Item{SkuID: c.w.Rice.Sku, Qty: 1})
	c.w.Pay(placed)
	return c.other[identity.StationOperator].get(fmt.Sprint("/station/orders/", placed.Orders[0].ID))
}
