package app_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/identity"
)

// groups is who may call what, by the first word of the path.
var groups = map[string][]string{
	"auth":     everyone,
	"shop":     everyone,
	"public":   everyone,
	"notify":   everyone,
	"me":       signedIn,
	"station":  {identity.StationOperator},
	"supplier": {identity.SupplierAdmin},
	"district": {identity.DistrictAdmin},
}

var (
	office   = []string{identity.TownReviewer, identity.DistrictAdmin, identity.Auditor}
	reviewer = []string{identity.TownReviewer, identity.DistrictAdmin}
	staff    = []string{identity.StationOperator, identity.SupplierAdmin, identity.TownReviewer, identity.DistrictAdmin, identity.Auditor}
	control  = []string{identity.DistrictAdmin, identity.Auditor}
)

// exceptions differ from their group: ending what must have begun, the town's
// reviews and reads, the auditor's reads.
var exceptions = map[string][]string{
	"DELETE /auth/session":   signedIn,
	"PUT /auth/session/role": signedIn,
	"PUT /auth/password":     staff,

	"GET /district/overview":                    office,
	"GET /district/places":                      office,
	"GET /district/suppliers":                   office,
	"GET /district/suppliers/{id}":              office,
	"GET /district/stations/{id}":               office,
	"GET /district/produce":                     office,
	"GET /district/stations":                    office,
	"GET /district/orders":                      office,
	"GET /district/orders/{id}":                 office,
	"GET /district/claims":                      office,
	"GET /district/villages":                    office,
	"GET /district/households":                  reviewer,
	"GET /district/households/{id}":             reviewer,
	"GET /district/reviews":                     reviewer,
	"GET /district/reviews/{product_id}":        reviewer,
	"POST /district/reviews/{product_id}":       reviewer,
	"GET /district/journals":                    control,
	"GET /district/journals/{id}":               control,
	"GET /district/anomalies":                   control,
	"GET /district/corrections":                 control,
	"GET /district/distributions":               office,
	"GET /district/distributions/{id}":          office,
	"POST /district/distributions/{id}/approve": reviewer,
	"GET /district/distribution-papers/{id}":    office,
	"GET /district/audit":                       control,
	"POST /district/doctor":                     control,
	"GET /district/recoveries":                  control,
	"GET /district/doctor":                      control,
	"GET /district/disputes":                    office,
	"POST /district/disputes/{id}/take":         reviewer,
	"POST /district/disputes/{id}/answer":       reviewer,
	"GET /district/households/{id}/slip":        reviewer,
}

// may lists the roles that an operation lets in; none for one that nobody
// thought of.
func (o operation) may() []string {
	if roles, ok := exceptions[o.String()]; ok {
		return roles
	}
	group, _, _ := strings.Cut(strings.TrimPrefix(o.path, "/"), "/")
	return groups[group]
}

// Every operation of the contract answers every role as the groups say: in,
// sign in first, or not in this role. The expectation is written down here a
// second time, so that a row of the access table does not move unnoticed.
func TestEveryOperationForEveryRole(t *testing.T) {
	c := newCast(t)
	ops := operations(t)
	known := map[string]bool{}
	for _, op := range ops {
		known[op.String()] = true
		if len(op.may()) == 0 {
			t.Errorf("nobody said who may call %s", op)
		}
	}
	for op := range exceptions {
		if !known[op] {
			t.Errorf("%s is expected but not in the contract", op)
		}
	}
	for _, role := range everyone {
		t.Run(role, func(t *testing.T) {
			b := c.own[role]
			grant := b.get("/auth/session").text("active.id")
			for _, op := range ops {
				a := b.ask(op.method, somewhere.Replace(op.path), op.contentType(), body(t, op, grant))
				if slices.Contains(op.may(), role) {
					letIn(t, op, a)
				} else {
					keptOut(t, op, role, a)
				}
			}
		})
	}
}

// somewhere fills a path with ids that exist nowhere.
var somewhere = strings.NewReplacer(
	"{id}", "7", "{product_id}", "7", "{ord}", "1", "{no}", "L0000", "{month}", "202001", "{code}", "500155130299", "{channel}", "nothing",
	"{token}", "AAAAAAAAAAAAAAAAAAAAAA", "{from}", "1", "{to}", "2", "{refund_id}", "7", "{line_id}", "7", "{viewer_id}", "7")

// body fits the contract. Who switches roles stays in the one they have.
func body(t *testing.T, op operation, grant string) []byte {
	t.Helper()
	s := op.schema()
	switch {
	case op.path == "/auth/session/role" && grant != "":
		return encode(t, object{"grant_id": grant})
	case s == nil:
		return nil
	}
	return encode(t, sample(t, s))
}

func letIn(t *testing.T, op operation, a answer) {
	t.Helper()
	switch code := a.object.text("code"); {
	case a.status == http.StatusUnauthorized, a.status == http.StatusForbidden, a.status >= http.StatusInternalServerError,
		code == "route.unknown", code == "route.method", code == "rate.limited", code == "body.malformed" && op.schema() != nil:
		t.Errorf("%s should let in: %d %s", op, a.status, a.text)
	case a.status >= http.StatusBadRequest && a.problem() != "":
		t.Errorf("%s: %s: %s", op, a.problem(), a.text)
	}
}

func keptOut(t *testing.T, op operation, role string, a answer) {
	t.Helper()
	status, code := http.StatusForbidden, "auth.role"
	if role == visitor {
		status, code = http.StatusUnauthorized, "auth.required"
	}
	if a.status != status || a.object.text("code") != code || a.problem() != "" {
		t.Errorf("%s should keep out: %d %s", op, a.status, a.text)
	}
}
