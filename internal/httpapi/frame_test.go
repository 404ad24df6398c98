package httpapi

import (
	"compress/gzip"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/cache"
)

func TestEveryAnswerIsGuarded(t *testing.T) {
	h := newHouse(t)
	v := h.visitor()
	for _, p := range []string{"/", "/station/lots", api + "/shop/home", api + "/shop/home", api + "/me/orders", api + "/nothing", "/assets/none.js"} {
		a := v.get(p)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Content-Security-Policy": pagePolicy,
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", p, name, got)
			}
		}
	}
	if strings.Contains(strings.ReplaceAll(pagePolicy, "style-src-attr 'unsafe-inline'", ""), "unsafe") {
		t.Error("pages may run what is not in a file of ours")
	}
}

func TestPages(t *testing.T) {
	v := newHouse(t).visitor()
	for path, want := range map[string]string{
		"/": "shop", "/product/7": "shop", "/station": "station", "/station/lots/7": "station", "/office": "office", "/office/journals": "office",
	} {
		a := v.get(path).want(200)
		if !strings.Contains(string(a.body), "<title>"+want+"<") || a.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %s %v", path, a.body, a.Header)
		}
	}
	if a := v.get("/", "Accept-Encoding", "gzip, deflate").want(200); string(a.body) != "packed shop" || a.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("gzip gets %s %v", a.body, a.Header)
	}
	a := v.get("/assets/app-1.js", "Accept-Encoding", "gzip, br").want(200)
	if string(a.body) != "packed" || a.Header.Get("Content-Encoding") != "br" || a.Header.Get("Cache-Control") != immutable {
		t.Errorf("br gets %s %v", a.body, a.Header)
	}
	if kind := a.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/javascript") {
		t.Errorf("a script as %s", kind)
	}
	if a := v.get("/assets/app-1.js").want(200); string(a.body) != "plain" {
		t.Errorf("plain gets %s", a.body)
	}
	v.get("/assets/gone.js").refused(404, "route.unknown")
	v.get("/../go.mod").refused(404, "route.unknown")
	v.post("/", nil).refused(404, "route.unknown")
	if a := v.get("/", "If-None-Match", v.get("/").Header.Get("Etag")); a.StatusCode != http.StatusNotModified {
		t.Errorf("an unchanged page is answered with %d", a.StatusCode)
	}
}

func TestTheContractIsServedWithItsPage(t *testing.T) {
	v := newHouse(t).visitor()
	var spec struct {
		OpenAPI string
		Paths   map[string]any
	}
	v.get(api+"/openapi.json").want(200, &spec)
	if spec.OpenAPI != "3.0.3" || len(spec.Paths) < 70 {
		t.Errorf("the contract has %d paths", len(spec.Paths))
	}
	page := v.get("/docs").want(200)
	if page.Header.Get("Content-Security-Policy") != docsPolicy || !strings.Contains(string(page.body), "/docs/redoc.standalone.js") {
		t.Errorf("%s %v", page.body, page.Header)
	}
	a := v.get("/docs/redoc.standalone.js").want(200)
	r, err := gzip.NewReader(strings.NewReader(string(a.body)))
	if err != nil {
		t.Fatal(err)
	}
	script, err := io.ReadAll(r)
	if err != nil || strings.Contains(string(script), "cdn.redoc.ly") {
		t.Errorf("redoc calls home, %v", err)
	}
}

func TestRequestIDs(t *testing.T) {
	h := newHouse(t)
	made := h.visitor().get(api+"/me/orders").refused(401, "auth.required").RequestId
	if !goodRequestID.MatchString(made) || !strings.Contains(h.log.String(), made) {
		t.Errorf("request %q is not in the log", made)
	}
	a := h.visitor().get(api+"/me/orders", requestHeader, "proxy-0123456789")
	if a.Header.Get(requestHeader) != "proxy-0123456789" || a.refused(401, "auth.required").RequestId != "proxy-0123456789" {
		t.Errorf("the proxy's id is lost: %v", a.Header)
	}
	if got := h.visitor().get("/healthz", requestHeader, "x\" evil").Header.Get(requestHeader); strings.Contains(got, "evil") {
		t.Errorf("a bad id is taken over: %q", got)
	}
}

func TestHealth(t *testing.T) {
	h := newHouse(t)
	v := h.visitor()
	v.get("/healthz").want(200)
	v.get("/readyz").want(200)
	v.get(api + "/shop/home").want(200)
	if a := v.get("/metrics").want(200); !strings.Contains(string(a.body), `yigou_http_request_seconds_count{operation="shopGetHome",status="2xx"} 1`) {
		t.Errorf("the figures say %s", a.body)
	}
	v.get("/metrics", "X-Forwarded-For", "203.0.113.9").refused(404, "route.unknown")
	if err := h.DB.Close(); err != nil {
		t.Fatal(err)
	}
	v.get("/readyz").refused(503, "not_ready")
	v.get("/healthz").want(200)
}

// TestTheLogTellsNothingPersonal walks through sign-in, an order and a search
// and looks for everything that must not be there.
func TestTheLogTellsNothingPersonal(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	v.buy(buyer, 1, "buy")
	v.district.get(api + "/district/households?q=13700000001").want(200)
	v.visitor().get(api + "/shop/products?q=%E6%9F%9A%E5%AD%90").want(200)
	log := v.log.String()
	for what, secret := range map[string]string{
		"a phone": "13900001111", "a searched phone": "13700000001", "a token": buyer.cookie, "a password": staffPassword,
		"an identity number": idNo(0), "a query": "%E6%9F%9A", "an address": "龙山街道", "a name": "李明",
	} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %s", what)
		}
	}
	if !strings.Contains(log, `"route":"meCreateCheckout"`) || !strings.Contains(log, `"role":"station_operator"`) {
		t.Errorf("the log does not tell what happened: %s", log)
	}
}

func TestScrub(t *testing.T) {
	in := "Duplicate entry '13900001111' for key; id 50022819600101100X; card 6228480402564890018; token " + strings.Repeat("a", 43) + "; order 383074172928004218"
	if got := scrub(in); got != "Duplicate entry '[removed]' for key; id [removed]; card [removed]; token [removed]; order 383074172928004218" {
		t.Errorf("%s", got)
	}
}

func TestSessionCookie(t *testing.T) {
	h := newHouse(t)
	h.SecureCookies = true
	b := h.visitor()
	var sent SmsCodeSent
	b.post(api+"/auth/sms-codes", SmsCodeInput{Phone: "13900001111", Purpose: SmsCodeInputPurposeSignIn}).want(201, &sent)
	a := b.post(api+"/auth/sessions", SessionInput{Phone: "13900001111", Code: sent.DemoCode}).want(201)
	c := a.Cookies()[0]
	if !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.MaxAge != int((30*24*time.Hour).Seconds()) {
		t.Errorf("cookie %+v", c)
	}
	if strings.Contains(string(a.body), c.Value) {
		t.Error("the token is in the body too")
	}
	old := *b
	b.do(http.MethodDelete, api+"/auth/session", nil).want(http.StatusNoContent)
	old.get(api+"/me/orders").refused(401, "auth.required")
	var s Session
	old.get(api+"/auth/session").want(200, &s)
	if s.SignedIn {
		t.Error("a session that ended is still signed in")
	}
}

func TestDemoCodesAreShownInDemoOnly(t *testing.T) {
	h := newHouse(t)
	h.DemoSMS = nil
	var sent SmsCodeSent
	h.visitor().post(api+"/auth/sms-codes", SmsCodeInput{Phone: "13900001111", Purpose: SmsCodeInputPurposeSignIn}).want(201, &sent)
	if sent.DemoCode != "" || sent.ResendAfterS != 60 {
		t.Errorf("%+v", sent)
	}
}

func TestTooMany(t *testing.T) {
	h := newHouse(t)
	was := rates["shopParseAddress"]
	rates["shopParseAddress"] = cache.Rate{N: 2, Per: time.Hour}
	defer func() { rates["shopParseAddress"] = was }()
	v := h.visitor()
	for range 2 {
		v.post(api+"/shop/address-parse", AddressParseInput{Text: "李明 13900001111 重庆市渝北区龙山街道 1 号"}).want(200)
	}
	a := v.post(api+"/shop/address-parse", AddressParseInput{Text: "李明"})
	a.refused(429, "rate.limited")
	if a.Header.Get("Retry-After") == "" {
		t.Error("nobody is told when to come back")
	}
}

func TestUploadsAreLookedAt(t *testing.T) {
	v := newValley(t)
	form := func(name, content string) (string, []string) {
		const edge = "edge"
		return "--" + edge + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"x.jpg\"\r\n\r\n" + content + "\r\n--" + edge + "--\r\n",
			[]string{"Content-Type", "multipart/form-data; boundary=" + edge}
	}
	body, headers := form("file", "<html>not a picture</html>")
	v.station.post(api+"/station/media", body, headers...).refused(422, "media.format")
	body, headers = form("other", "x")
	if p := v.station.post(api+"/station/media", body, headers...).refused(422, "input.invalid"); p.Fields[0].Name != "other" {
		t.Errorf("fields %+v", p.Fields)
	}
	body, headers = form("file", "not a sheet")
	if a := v.district.post(api+"/district/household-imports", body, headers...); a.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	picture := v.get(t, "/media/"+text(v.upload())+"/240")
	if picture.Header.Get("Content-Type") != "image/jpeg" || picture.Header.Get("Cache-Control") != immutable {
		t.Errorf("headers %v", picture.Header)
	}
	v.visitor().get("/media/7/240").refused(404, "media.none")
	v.visitor().get("/media/x/y").refused(404, "media.none")
}

func (v *valley) get(t *testing.T, path string) answer {
	t.Helper()
	return v.visitor().get(path).want(200)
}

// TestGeneratedCodeIsFresh: every operation of the YAML is in the embedded
// contract, so nobody forgot to generate.
func TestGeneratedCodeIsFresh(t *testing.T) {
	source, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := readContract()
	if err != nil {
		t.Fatal(err)
	}
	ids := regexp.MustCompile(`(?m)^ +operationId: (\w+)$`).FindAllStringSubmatch(string(source), -1)
	known := map[string]bool{}
	for _, op := range c {
		known[op.id] = true
	}
	for _, id := range ids {
		if !known[id[1]] {
			t.Errorf("%s is in openapi.yaml but not generated: go generate ./internal/httpapi", id[1])
		}
	}
	if len(ids) != len(c) {
		t.Errorf("%d operations in openapi.yaml, %d generated", len(ids), len(c))
	}
}
