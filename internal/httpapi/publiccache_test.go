package httpapi

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

func (h *house) counted() (hits, unchanged, misses float64) {
	value := func(c prometheus.Counter) float64 {
		var m dto.Metric
		if err := c.Write(&m); err != nil {
			h.t.Fatal(err)
		}
		return m.GetCounter().GetValue()
	}
	return value(h.cacheHits), value(h.cacheUnchanged), value(h.cacheMisses)
}

// TestPublicAnswersComeFromMemory: the second asker gets the same bytes without
// a handler, in every coding, and nothing when nothing changed.
func TestPublicAnswersComeFromMemory(t *testing.T) {
	v := newValley(t)
	page := api + "/shop/products?limit=20"
	first := v.visitor().get(page).want(200)
	again := v.visitor().get(page).want(200)
	if hits, _, misses := v.counted(); hits != 1 || misses != 1 {
		t.Errorf("%v hits and %v misses after two askers", hits, misses)
	}
	if string(first.body) != string(again.body) || again.Header.Get("Etag") == "" {
		t.Errorf("the second answer differs: %s %v", again.body, again.Header)
	}
	etag := again.Header.Get("Etag")
	if a := v.visitor().get(page, "If-None-Match", etag).want(http.StatusNotModified); len(a.body) != 0 {
		t.Errorf("an unchanged page has a body: %s", a.body)
	}
	for coding, open := range map[string]func(io.Reader) (io.Reader, error){
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	} {
		a := v.visitor().get(page, "Accept-Encoding", coding).want(200)
		if a.Header.Get("Content-Encoding") != coding || a.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: headers %v", coding, a.Header)
		}
		r, err := open(strings.NewReader(string(a.body)))
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := io.ReadAll(r); err != nil || string(plain) != string(first.body) {
			t.Errorf("%s holds %s, %v", coding, plain, err)
		}
	}
}

// TestAPriceChangeIsSeenAtOnce: the catalogue's generation ends what memory
// holds; nothing else does before its second is over.
func TestAPriceChangeIsSeenAtOnce(t *testing.T) {
	v := newValley(t)
	page := api + "/shop/products/" + text(v.productID)
	price := func() int64 {
		var p Product
		v.visitor().get(page).want(200, &p)
		return p.Skus[0].PriceFen
	}
	for range 2 {
		if got := price(); got != 5990 {
			t.Fatalf("the price is %d", got)
		}
	}
	v.station.do(http.MethodPut, api+"/station/skus/"+text(v.skuID)+"/price", PriceInput{PriceFen: 6100}).want(200)
	if got := price(); got != 6100 {
		t.Errorf("the page still says %d", got)
	}
	v.station.post(api+"/station/products/"+text(v.productID)+"/suspend", ReasonInput{Reason: "下雨采不了"}).want(200)
	var list ProductCardList
	v.visitor().get(api+"/shop/products").want(200, &list)
	if len(list.Items) != 0 {
		t.Errorf("a suspended product is listed: %+v", list.Items)
	}
}

// TestStockIsAtMostASecondOld: orders do not bump the generation.
func TestStockIsAtMostASecondOld(t *testing.T) {
	v := newValley(t)
	left := func() int64 {
		var p Product
		v.visitor().get(api+"/shop/products/"+text(v.productID)).want(200, &p)
		return p.Skus[0].Available
	}
	before := left()
	v.checkout(v.signedIn("13900001111"), 3, "stock")
	if left() != before {
		t.Error("an order ended what memory holds")
	}
	v.advance(publicTTL + time.Millisecond)
	if got := left(); got != before-3 {
		t.Errorf("%d left a second after 3 of %d were ordered", got, before)
	}
}

// TestRefusalsAreNotKept: each asker gets a problem with a request id of its own.
func TestRefusalsAreNotKept(t *testing.T) {
	h := newHouse(t)
	one := h.visitor().get(api+"/shop/products/7").refused(404, "catalog.no_product")
	two := h.visitor().get(api+"/shop/products/7").refused(404, "catalog.no_product")
	if one.RequestId == two.RequestId {
		t.Errorf("two askers share request %s", one.RequestId)
	}
	h.visitor().get(api+"/shop/products?limit=101").refused(422, "input.invalid")
}

// TestManyAskersOneAnswer: who asks while an answer is made waits for it.
func TestManyAskersOneAnswer(t *testing.T) {
	v := newValley(t)
	var all sync.WaitGroup
	for range 32 {
		all.Go(func() {
			var list ProductCardList
			a := v.visitor().get(api + "/shop/products?sort=newest")
			if err := json.Unmarshal(a.body, &list); err != nil || len(list.Items) != 1 {
				t.Errorf("%d %s", a.StatusCode, a.body)
			}
		})
	}
	all.Wait()
	lines := strings.Count(v.log.String(), `"route":"shopListProducts"`)
	if hits, _, _ := v.counted(); hits+float64(lines) != 32 {
		t.Errorf("%v hits and %d handled for 32 askers", hits, lines)
	}
}

// TestACookieChangesNothing: what is public is the same for everybody.
func TestACookieChangesNothing(t *testing.T) {
	v := newValley(t)
	a := v.visitor().get(api + "/shop/home").want(200)
	v.advance(2 * time.Second)
	b := v.station.get(api + "/shop/home").want(200)
	var x, y ShopHome
	a.want(200, &x)
	b.want(200, &y)
	if len(x.Popular) != 1 || len(y.Popular) != 1 || b.Header.Get("Set-Cookie") != "" {
		t.Errorf("the station sees %+v, headers %v", y.Popular, b.Header)
	}
}

func TestTheKeyIgnoresTheOrderOfParameters(t *testing.T) {
	v := newValley(t)
	v.visitor().get(api + "/shop/products?limit=5&sort=newest").want(200)
	v.visitor().get(api + "/shop/products?sort=newest&limit=5").want(200)
	if hits, _, _ := v.counted(); hits != 1 {
		t.Errorf("%v hits", hits)
	}
	v.visitor().get(api+"/shop/products?q="+strings.Repeat("%E6%9F%9A", 60)).refused(422, "input.invalid")
}
