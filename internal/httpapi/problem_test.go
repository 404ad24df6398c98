package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
)

func TestEveryKindHasItsNumber(t *testing.T) {
	for kind, want := range map[fault.Kind]int{
		fault.Internal: 500, fault.Invalid: 422, fault.Unauthenticated: 401, fault.Denied: 403, fault.NotFound: 404,
		fault.Conflict: 409, fault.TooMany: 429, fault.Unavailable: 503,
	} {
		if got := statusFor(fault.New(kind, "test.kind", "一句话")); got != want {
			t.Errorf("kind %d is answered with %d, not %d", kind, got, want)
		}
	}
	for f, want := range map[*fault.Error]int{errMalformed: 400, errTooLarge: 413, errMethod: 405} {
		if got := statusFor(f); got != want {
			t.Errorf("%s is answered with %d, not %d", f.Code, got, want)
		}
	}
}

func TestOnlyFaultsSpeak(t *testing.T) {
	short := fault.New(fault.Conflict, "stock.short", "库存只剩 3 箱").Field("items[0].quantity", "short", "只剩 3 箱")
	for err, want := range map[error]string{
		fmt.Errorf("checkout: %w", short):                             "stock.short",
		errors.New("dial tcp 10.0.0.1:3306: password secret"):         "internal",
		fault.New(fault.Internal, "db.broken", "内部细节"):                "internal",
		fmt.Errorf("read: %w", context.DeadlineExceeded):              "timeout",
		fmt.Errorf("body: %w", &http.MaxBytesError{Limit: jsonLimit}): "body.too_large",
	} {
		if got := faultOf(err); got.Code != want {
			t.Errorf("%v is told as %s, not %s", err, got.Code, want)
		}
	}
	w := httptest.NewRecorder()
	writeProblem(w, faultOf(errors.New("secret")), "req-00000001")
	if strings.Contains(w.Body.String(), "secret") {
		t.Errorf("an inner error is shown: %s", w.Body)
	}
	w = httptest.NewRecorder()
	writeProblem(w, faultOf(short), "req-00000001")
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	if p.Status != 409 || p.RequestId != "req-00000001" || len(p.Fields) != 1 || p.Fields[0].Name != "items[0].quantity" {
		t.Errorf("problem %+v", p)
	}
}

func TestRefusalsOfTheEdge(t *testing.T) {
	h := newHouse(t)
	v, b := h.visitor(), h.signedIn("13900001111")
	v.get(api+"/shop/nothing").refused(404, "route.unknown")
	v.post(api+"/shop/home", nil).refused(405, "route.method")
	v.get(api+"/me/orders").refused(401, "auth.required")
	b.get(api+"/station/today").refused(403, "auth.role")
	b.post(api+"/me/addresses", `{"name":`).refused(400, "body.malformed")
	b.post(api+"/me/addresses", `{"name":"`+strings.Repeat("长", jsonLimit)+`"}`).refused(413, "body.too_large")
	v.post(api+"/auth/sessions", SessionInput{Phone: "13900001111"}).refused(422, "input.invalid")
	v.post(api+"/shop/quote", QuoteInput{}, "Sec-Fetch-Site", "cross-site").refused(403, "auth.cross_origin")
	v.post(api+"/notify/sandbox", "{}", "Content-Type", "application/octet-stream", "Sec-Fetch-Site", "cross-site").refused(422, "payment.evidence")
}

func TestAPanicIsAProblem(t *testing.T) {
	h := newHouse(t)
	h.Doctor.Full = func(context.Context) (func(ledger.AccountID) bool, error) { panic("no heart beat") }
	v := &valley{house: h}
	office := v.staff("13800000001", districtGrant)
	office.post(api+"/district/doctor", nil).refused(500, "internal")
	if log := h.log.String(); !strings.Contains(log, "no heart beat") || strings.Contains(log, staffPassword) {
		t.Errorf("the log says %s", log)
	}
}
