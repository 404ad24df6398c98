package app_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/httpapi"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// visitor is the role of somebody who is not signed in.
const visitor = "visitor"

var (
	signedIn = []string{
		identity.Consumer, identity.Household, identity.StationOperator, identity.SupplierAdmin,
		identity.TownReviewer, identity.DistrictAdmin, identity.Auditor,
	}
	everyone = append([]string{visitor}, signedIn...)
)

// cast is a running app over a small district, with somebody in every role. Own
// people belong to the honey shop: its buyer, its household, its station and
// merchant, its town and district. The others hold the same roles elsewhere: at
// the rice shop, in its town, in another district.
type cast struct {
	*house
	w          *world.World
	buyer      world.Buyer // who own[consumer] is
	stranger   world.Buyer // who other[consumer] is
	own, other map[string]*browser
}

func newCast(t *testing.T) *cast {
	t.Helper()
	c := &cast{house: open(t), own: map[string]*browser{}, other: map[string]*browser{}}
	c.w = world.On(t, c.app.DB)
	c.buyer, c.stranger = c.w.Buyer(), c.w.Buyer()
	c.own[visitor] = c.browser()
	c.settle(c.own, c.w.Honey, c.buyer, 0, "500155")
	c.own[identity.Auditor] = c.hire(1, identity.NewGrant{Role: identity.Auditor, Region: "500155"})
	c.settle(c.other, c.w.Rice, c.stranger, 10, "500156")
	return c
}

// settle signs everybody of one side in.
func (c *cast) settle(side map[string]*browser, s world.Shop, buyer world.Buyer, n int, district string) {
	c.t.Helper()
	side[identity.Consumer] = c.browser()
	side[identity.Consumer].signIn(buyer.Phone)
	side[identity.Household] = c.farmer(s, fmt.Sprintf("1360000%04d", n))
	for i, g := range []identity.NewGrant{
		{Role: identity.StationOperator, OrgID: s.Station.ID, Region: s.Station.Region},
		{Role: identity.SupplierAdmin, OrgID: s.Merchant.ID, Region: s.Merchant.Region},
		{Role: identity.TownReviewer, Region: s.Station.Region[:9]},
		{Role: identity.DistrictAdmin, Region: district},
	} {
		side[string(g.Role)] = c.hire(n+2+i, g)
	}
}

// hire gives somebody a role and signs them in, by code and acting in it.
func (c *cast) hire(n int, g identity.NewGrant) *browser {
	c.t.Helper()
	phone := fmt.Sprintf("1350000%04d", n)
	u, err := c.app.Gate.CreateStaff(c.t.Context(), actor.System("test"), identity.NewStaff{
		Phone: phone, Name: "测试人员", Grants: []identity.NewGrant{g},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	b := c.browser()
	b.signIn(phone)
	b.act(fmt.Sprint(u.Grants[0].ID), string(g.Role))
	return b
}

// farmer binds a phone to the shop's first household and acts as it.
func (c *cast) farmer(s world.Shop, phone string) *browser {
	c.t.Helper()
	b := c.browser()
	b.signIn(phone)
	registered := fmt.Sprintf("137%s%02d", s.Station.Region[6:], 0)
	code := b.do(http.StatusCreated, http.MethodPost, "/auth/sms-codes", object{"phone": registered, "purpose": "bind"}).text("demo_code")
	b.do(http.StatusCreated, http.MethodPost, "/me/household/bindings", object{
		"phone": registered, "code": code, "head_id_last4": world.IDNo(s.Station.Region, 0)[14:], "relation": "head",
	})
	b.act(identity.Household, identity.Household)
	return b
}

// act switches the role.
func (b *browser) act(grant, role string) {
	b.t.Helper()
	s := b.do(http.StatusOK, http.MethodPut, "/auth/session/role", object{"grant_id": grant})
	if s.text("active.role") != role {
		b.t.Fatalf("acts as %v, not as %s", s.at("active"), role)
	}
}

// answer is what came back, whatever its status.
type answer struct {
	status int
	kind   string // Content-Type
	object
	text []byte
}

// ask sends a request and takes any answer.
func (b *browser) ask(method, path, contentType string, body []byte) (a answer) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.base+"/api/v1"+path, bytes.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	b.keys++
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Idempotency-Key", fmt.Sprintf("ask-%p-%d", b, b.keys))
	res, err := b.http.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	a = answer{status: res.StatusCode, kind: res.Header.Get("Content-Type")}
	if a.text, err = io.ReadAll(res.Body); err != nil {
		b.t.Fatal(err)
	}
	a.object = decode(a.text)
	return a
}

// problem reports what is wrong with a refusal: it must be RFC 9457 with a code
// and a Chinese sentence, and name the inputs where they do not fit.
func (a answer) problem() string {
	switch {
	case a.kind != "application/problem+json; charset=utf-8":
		return "it is " + a.kind
	case a.object.text("code") == "" || !chinese(a.object.text("detail")):
		return "it has no code or no Chinese sentence"
	case a.fen("status") != int64(a.status):
		return "it names another status"
	}
	for _, f := range a.list("fields") {
		if f.text("name") == "" || f.text("code") == "" || !chinese(f.text("detail")) {
			return "a field has no name, no code or no Chinese sentence"
		}
	}
	return ""
}

// blames reports whether a refusal names an input or a part of it.
func (a answer) blames(input string) bool {
	return slices.ContainsFunc(a.list("fields"), func(f object) bool {
		rest, ok := bytes.CutPrefix([]byte(f.text("name")), []byte(input))
		return ok && (len(rest) == 0 || rest[0] == '[' || rest[0] == '.')
	})
}

func chinese(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// operation is one operation of the contract.
type operation struct {
	method, path string // the path as in the contract: /me/orders/{id}
	*openapi3.Operation
}

func (o operation) String() string { return o.method + " " + o.path }

// operations lists the embedded contract, signing out at the very end.
func operations(t *testing.T) []operation {
	t.Helper()
	spec, err := httpapi.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	var all []operation
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			all = append(all, operation{method, path, op})
		}
	}
	slices.SortFunc(all, func(a, b operation) int {
		if last := signsOut(a) - signsOut(b); last != 0 {
			return last
		}
		return strings.Compare(a.String(), b.String())
	})
	return all
}

func signsOut(o operation) int {
	if o.String() == "DELETE /auth/session" {
		return 1
	}
	return 0
}

// schema is the shape of an operation's JSON body; nil when it has none.
func (o operation) schema() *openapi3.Schema {
	if o.RequestBody == nil {
		return nil
	}
	if m := o.RequestBody.Value.Content["application/json"]; m != nil {
		return m.Schema.Value
	}
	return nil
}

// contentType is what an operation reads.
func (o operation) contentType() string {
	if o.RequestBody != nil {
		for kind := range o.RequestBody.Value.Content {
			return kind
		}
	}
	return "application/json"
}
