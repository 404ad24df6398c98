package httpapi

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/supplier"
)

var (
	districtGrant = identity.NewGrant{Role: identity.DistrictAdmin, Region: districtCode}
	townGrant     = identity.NewGrant{Role: identity.TownReviewer, Region: townCode}
)

func TestAccessIsTheContract(t *testing.T) {
	spec, err := GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	c, err := readContract() // fails for an operation that is not in the table
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for pattern, op := range c {
		known[op.id] = true
		method, _, _ := strings.Cut(pattern, " ")
		open := op.route.Operation.Security != nil && len(*op.route.Operation.Security) == 0
		if open != (op.may == visitor) {
			t.Errorf("%s: the contract says open=%v, the table %b", op.id, open, op.may)
		}
		if op.cached && (method != http.MethodGet || !open) {
			t.Errorf("%s is cached in public but is not a public GET", op.id)
		}
	}
	for id := range access {
		if !known[id] {
			t.Errorf("%s is in access.go but not in the contract", id)
		}
	}
	for limited := range rates {
		if !known[limited] {
			t.Errorf("%s is limited but not in the contract", limited)
		}
	}
	for slow := range slowOps {
		if !known[slow] {
			t.Errorf("%s is slow but not in the contract", slow)
		}
	}
	if spec.Paths.Len() == 0 {
		t.Error("the contract is empty")
	}
}

// TestEveryOperationForEveryRole knocks at every operation in every role and
// expects exactly what access.go says: in, sign in first, or not in this role.
// Staff signs in with a password here, which does not open what is a person's
// own; with a code it does (internal/app).
func TestEveryOperationForEveryRole(t *testing.T) {
	v := newValley(t)
	who := map[roles]*browser{
		visitor: v.visitor(), consumer: v.signedIn("13900001111"), householder: v.asHousehold(), station: v.station,
		supplierAdmin: v.supplier, town: v.town, district: v.district,
		auditor: v.staff("13800000007", identity.NewGrant{Role: identity.Auditor, Region: districtCode}),
	}
	for role, b := range who {
		for _, pattern := range v.patterns() {
			op := v.contract[pattern]
			method, path, _ := strings.Cut(pattern, " ")
			a := b.do(method, fill(path), nil)
			refused := a.StatusCode == http.StatusForbidden || a.StatusCode == http.StatusUnauthorized
			switch {
			case op.may&ownOnly != 0 && role&(station|supplierAdmin|office) != 0:
				if a.StatusCode != http.StatusUnauthorized || !strings.Contains(string(a.body), errByCode.Code) {
					t.Errorf("%s in role %b by password gets %d %s", op.id, role, a.StatusCode, a.body)
				}
			case op.may&(role|visitor) != 0 && refused && !strings.Contains(string(a.body), "identity."):
				t.Errorf("%s in role %b is let in by the table but gets %d %s", op.id, role, a.StatusCode, a.body)
			case op.may&(role|visitor) == 0 && role == visitor && a.StatusCode != http.StatusUnauthorized,
				op.may&(role|visitor) == 0 && role != visitor && a.StatusCode != http.StatusForbidden:
				t.Errorf("%s in role %b is kept out by the table but gets %d", op.id, role, a.StatusCode)
			}
		}
	}
}

// patterns lists every operation, leaving the session's end to the end.
func (h *house) patterns() []string {
	var out []string
	for p := range h.contract {
		if p != "DELETE "+api+"/auth/session" {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return append(out, "DELETE "+api+"/auth/session")
}

// fill puts an id that exists nowhere into a path.
func fill(path string) string {
	return strings.NewReplacer(":product_id", "7", ":refund_id", "7", ":id", "7", ":code", villageCode, ":no", "L0000", ":month", "202001",
		":ord", "1", ":channel", "nothing", ":token", strings.Repeat("A", 22), ":from", "1", ":to", "2").Replace(path)
}

// asHousehold is somebody bound to the first household, acting as it.
func (v *valley) asHousehold() *browser {
	v.t.Helper()
	b := v.signedIn("13900003333")
	v.advance(2 * time.Minute)
	var sent SmsCodeSent
	b.post(api+"/auth/sms-codes", SmsCodeInput{Phone: "13700000001", Purpose: SmsCodeInputPurposeBind}).want(http.StatusCreated, &sent)
	b.post(api+"/me/household/bindings", HouseholdBindingInput{
		Phone: "13700000001", Code: sent.DemoCode, HeadIdLast4: idNo(0)[14:], Relation: RelationHead,
	}).want(http.StatusCreated)
	var s Session
	b.do(http.MethodPut, api+"/auth/session/role", SessionRoleInput{GrantId: "household"}).want(200, &s)
	if s.Active.Role != RoleHousehold {
		v.t.Fatalf("the session acts as %s", s.Active.Role)
	}
	return b
}

// TestForeignObjectsDoNotExist asks for things that exist but belong to
// somebody else.
func TestForeignObjectsDoNotExist(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	c := v.buy(buyer, 1, "buy")
	var mine AddressList
	buyer.get(api+"/me/addresses").want(200, &mine)
	lot := firstLot(v)
	stranger := v.signedIn("13900009999")
	station, supplier := v.neighbours()
	town := v.staff("13800000012", identity.NewGrant{Role: identity.TownReviewer, Region: "500155125"})
	var links BenefitLinkList
	v.supplier.get(api+"/supplier/benefit-links").want(200, &links)
	link := text(links.Items[0].Id) + `/versions {"version_id":"` + text(links.Items[0].VersionId) + `","fees":[]}`
	order := text(c.Orders[0].Id)
	for path, b := range map[string]*browser{
		"GET /me/orders/" + order:                                          stranger,
		"POST /me/orders/" + order + "/cancel":                             stranger,
		"POST /me/orders/" + order + "/sign":                               stranger,
		"GET /me/checkouts/" + text(c.Id):                                  stranger,
		"POST /me/payments/" + text(c.Payments[0].Id) + "/query":           stranger,
		"DELETE /me/addresses/" + text(mine.Items[0].Id):                   stranger,
		"GET /me/household/" + text(v.households[0]) + "/credits":          stranger,
		"GET /station/lots/" + text(lot):                                   station,
		"POST /station/lots/" + text(lot) + "/seal":                        station,
		"DELETE /station/lots/" + text(lot) + "/contributions/1":           station,
		"GET /station/orders/" + order:                                     station,
		"POST /station/orders/" + order + "/pack {}":                       station,
		"POST /station/orders/" + order + `/cancel {"reason":"short"}`:     station,
		"GET /supplier/orders/" + order:                                    supplier,
		"GET /station/products/" + text(v.productID):                       station,
		"POST /station/products/" + text(v.productID) + "/submit":          station,
		"PUT /station/skus/" + text(v.skuID) + `/price {"price_fen":5991}`: station,
		"POST /supplier/benefit-links/" + link:                             supplier,
		"GET /district/households/" + text(v.households[0]):                town,
		"GET /district/orders/" + order:                                    town,
		"GET /district/reviews/" + text(v.productID):                       town,
		"GET /district/villages?region=" + townCode:                        town,
	} {
		method, rest, _ := strings.Cut(path, " ")
		address, body, hasBody := strings.Cut(rest, " ")
		var in any
		if hasBody {
			in = body
		}
		if a := b.do(method, api+address, in, key("foreign")...); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d %s", path, a.StatusCode, a.body)
		}
	}
}

func firstLot(v *valley) ID {
	v.t.Helper()
	var lots LotCardList
	v.station.get(api+"/station/lots").want(200, &lots)
	return lots.Items[0].Id
}

// neighbours are the people of another village's merchant and station.
func (v *valley) neighbours() (station, merchant *browser) {
	v.t.Helper()
	const neighbour = "500155125" // 蟠龙镇
	var places PlaceList
	v.district.get(api+"/district/places?parent="+neighbour).want(200, &places)
	village := places.Items[0].Code
	made := v.merchant("93500155MA7654321", "邻村合作社", village)
	var st Station
	v.district.post(api+"/district/stations", StationInput{
		Name: "邻村服务站", Region: village, Phone: "023-53220001", Hours: "每天 9:00–17:00", Address: "村口", MerchantIds: []ID{made},
	}).want(http.StatusCreated, &st)
	for phone, in := range map[string]UserInput{
		"13800000013": {Role: UserInputRoleStationOperator, OrgId: st.Id}, "13800000014": {Role: UserInputRoleSupplierAdmin, OrgId: made},
	} {
		in.Phone, in.Name, in.Password = phone, "邻居", staffPassword
		v.district.post(api+"/district/users", in).want(http.StatusCreated)
	}
	return v.withPassword("13800000013"), v.withPassword("13800000014")
}

// merchant registers and activates one more merchant.
func (v *valley) merchant(code, name, region string) ID {
	v.t.Helper()
	var s Supplier
	v.district.post(api+"/district/suppliers", SupplierInput{
		Name: name, Kind: SupplierKindCoop, CreditCode: supplier.WithCreditCheck(code), Region: region, ContactName: "邻居", ContactPhone: "13800000019",
	}).want(http.StatusCreated, &s)
	v.district.post(api+"/district/suppliers/"+text(s.Id)+"/verify", SupplierVerdictInput{Verdict: SupplierVerdictInputVerdictApprove}).want(200)
	return s.Id
}

// Staff change the password they were given; a wrong present one points at its
// field and changes nothing.
func TestOwnPassword(t *testing.T) {
	v := newValley(t)
	const own = "my-own-password"
	p := v.town.do(http.MethodPut, api+"/auth/password", PasswordInput{Current: "not-this-one", Password: own}).refused(http.StatusUnprocessableEntity, "identity.password_current")
	if len(p.Fields) != 1 || p.Fields[0].Name != "current" {
		t.Errorf("the refusal points at %+v", p.Fields)
	}
	v.town.do(http.MethodPut, api+"/auth/password", PasswordInput{Current: staffPassword, Password: own}).want(http.StatusNoContent)
	v.town.get(api + "/district/reviews").want(http.StatusOK)
	v.town.do(http.MethodPut, api+"/auth/password", PasswordInput{Current: staffPassword, Password: "another-password"}).refused(http.StatusUnprocessableEntity, "identity.password_current")
}
