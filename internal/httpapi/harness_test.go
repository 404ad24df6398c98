package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/yigou/yigou/internal/blob"
	"github.com/yigou/yigou/internal/cache"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/jobs"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/proof"
	"github.com/yigou/yigou/internal/sandboxpay"
	"github.com/yigou/yigou/internal/sms"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest"
)

// house is a whole server over a private database, without a listener.
type house struct {
	*Server
	t   *testing.T
	log *lines
	sms *sms.Fake
}

// lines is a log that can be read while it is written.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func newHouse(t *testing.T) *house {
	t.Helper()
	d, v := yigoutest.DB(t), vault.Dev()
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		for _, load := range []func(*db.Tx) error{place.Load, household.LoadWords, catalog.Seed, logistics.Seed} {
			if err := load(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, log: &lines{}, sms: &sms.Fake{}}
	shared := cache.Open(cache.Options{})
	t.Cleanup(func() { _ = shared.Close() })
	disk, err := blob.OpenDisk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = disk.Close() })
	gate := identity.New(d, v, shared, h.sms, identity.Options{Bound: household.IsBound})
	t.Cleanup(gate.Close)
	addresses := logistics.NewAddressBook(v)
	sandbox := sandboxpay.New(d, v, "http://127.0.0.1:1")
	h.Server, err = New(Deps{
		DB: d, Cache: shared, Identity: gate, Register: household.New(v), Suppliers: supplier.NewRegistry(v), Addresses: addresses,
		Gallery: catalog.NewGallery(d, disk), Papers: distribution.NewArchive(d, disk), Desk: trade.NewDesk(d, v, addresses, trade.DefaultRules, sandbox.Trade()),
		Places: place.NewCache(d), Doctor: doctorForTests(),
		Teller: payout.NewTeller(household.New(v), v, payout.DefaultRules),
		Chain:  chainForTests(t, d), Proofs: proof.Maker{Keys: ledger.NewKeys(v)}, Tokens: proof.NewTokens(v), NextSign: jobs.NextCheckpoint,
		Log: slog.New(slog.NewJSONHandler(h.log, nil)), Metrics: prometheus.NewRegistry(), Pages: pagesForTests(),
		Sandbox: sandbox.Cashier(), DemoSMS: h.sms, Channel: sandboxpay.Name, PriceBandBP: catalog.DefaultPriceBandBP,
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func chainForTests(t *testing.T, d *db.DB) *ledger.Log {
	t.Helper()
	key, _, err := ledger.NewSigningKey("house.example/books")
	if err != nil {
		t.Fatal(err)
	}
	l, err := ledger.NewLog(ledger.LogOptions{DB: d, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func pagesForTests() fstest.MapFS {
	return fstest.MapFS{
		"shop.html":          {Data: []byte("<!doctype html><title>shop</title>")},
		"shop.html.gz":       {Data: []byte("packed shop")},
		"station.html":       {Data: []byte("<!doctype html><title>station</title>")},
		"office.html":        {Data: []byte("<!doctype html><title>office</title>")},
		"assets/app-1.js":    {Data: []byte("plain")},
		"assets/app-1.js.br": {Data: []byte("packed")},
	}
}

// answer is what came back, with its body read.
type answer struct {
	*http.Response
	t    *testing.T
	body []byte
}

// visitor is a browser: it keeps its cookie.
type browser struct {
	*house
	cookie string
}

func (h *house) visitor() *browser { return &browser{house: h} }

// do sends one request; body may be nil, a string, or anything JSON takes.
func (b *browser) do(method, path string, body any, headers ...string) answer {
	b.t.Helper()
	var in io.Reader
	switch x := body.(type) {
	case nil:
	case string:
		in = strings.NewReader(x)
	default:
		text, err := json.Marshal(x)
		if err != nil {
			b.t.Fatal(err)
		}
		in = bytes.NewReader(text)
	}
	r := httptest.NewRequestWithContext(b.t.Context(), method, "http://shop.test"+path, in)
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if b.cookie != "" {
		r.AddCookie(&http.Cookie{Name: cookieName, Value: b.cookie})
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	out := answer{Response: w.Result(), t: b.t, body: w.Body.Bytes()}
	b.fits(r, out)
	for _, c := range out.Cookies() {
		if c.Name == cookieName {
			b.cookie = c.Value
		}
	}
	return out
}

// fits fails when an answer is not what the contract says.
func (b *browser) fits(r *http.Request, a answer) {
	b.t.Helper()
	if !strings.HasPrefix(r.URL.Path, basePath) || a.Header.Get("Content-Encoding") != "" || a.StatusCode == http.StatusNotModified {
		return
	}
	var op *operation
	for pattern, o := range b.contract {
		method, path, _ := strings.Cut(pattern, " ")
		if method == r.Method && matches(path, r.URL.Path) {
			op = o
		}
	}
	if op == nil {
		return
	}
	err := openapi3filter.ValidateResponse(b.t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, Route: op.route, Options: checks(false)},
		Status:                 a.StatusCode, Header: a.Header, Body: io.NopCloser(bytes.NewReader(a.body)),
	})
	if err != nil {
		b.t.Errorf("%s %s does not answer as the contract says: %v", r.Method, r.URL.Path, err)
	}
}

// matches compares a gin pattern with a path, segment by segment.
func matches(pattern, path string) bool {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if want[i] != got[i] && !strings.HasPrefix(want[i], ":") {
			return false
		}
	}
	return true
}

func (b *browser) get(path string, headers ...string) answer {
	return b.do(http.MethodGet, path, nil, headers...)
}

func (b *browser) post(path string, body any, headers ...string) answer {
	return b.do(http.MethodPost, path, body, headers...)
}

// want fails unless the status is as expected, and reads the body into out.
func (a answer) want(status int, out ...any) answer {
	a.t.Helper()
	if a.StatusCode != status {
		a.t.Fatalf("%d instead of %d: %s", a.StatusCode, status, a.body)
	}
	for _, o := range out {
		if err := json.Unmarshal(a.body, o); err != nil {
			a.t.Fatalf("%v in %s", err, a.body)
		}
	}
	return a
}

// refused fails unless the answer is a problem with this status and code.
func (a answer) refused(status int, code string) Problem {
	a.t.Helper()
	var p Problem
	a.want(status, &p)
	if p.Code != code || p.Status != status || p.Detail == "" || p.RequestId == "" {
		a.t.Fatalf("problem %+v, expected %s", p, code)
	}
	if kind := a.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/problem+json") {
		a.t.Fatalf("a problem as %s", kind)
	}
	return p
}

// signedIn is a browser signed in by code.
func (h *house) signedIn(phone string) *browser {
	h.t.Helper()
	b := h.visitor()
	var sent SmsCodeSent
	b.post("/api/v1/auth/sms-codes", SmsCodeInput{Phone: phone, Purpose: SmsCodeInputPurposeSignIn}).want(http.StatusCreated, &sent)
	b.post("/api/v1/auth/sessions", SessionInput{Phone: phone, Code: sent.DemoCode}).want(http.StatusCreated)
	return b
}

func (h *house) advance(d time.Duration) { yigoutest.Clock(h.t, h.DB).Advance(d) }

// doctorForTests finds everything whole.
func doctorForTests() Doctor {
	return Doctor{
		Kept: func(*db.Tx) ([]Checkup, error) { return []Checkup{{ID: "I1", OK: true, AtUS: 1, Full: true}}, nil },
		Full: func(context.Context) (func(ledger.AccountID) bool, error) {
			return func(ledger.AccountID) bool { return true }, nil
		},
	}
}
