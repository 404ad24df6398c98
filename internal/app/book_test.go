package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/trade"
)

// An accountant reads the month, downloads its vouchers and asks for the close; a
// colleague confirms it. The other merchant's accountant sees another book.
func TestAMonthIsClosedByTwoPeople(t *testing.T) {
	c := newCast(t)
	c.w.Stock(c.w.Honey, 10)
	order := c.w.MustCheckout(c.buyer, trade.Item{SkuID: c.w.Honey.Sku, Qty: 2})
	c.w.Pay(order)
	c.w.Deliver(c.buyer, order.Orders[0])
	c.w.Drain()
	month := c.w.DB.Clock().Now().Format("200601")
	c.w.Clock.Advance(32 * 24 * time.Hour)
	c.w.Drain()
	grant := identity.NewGrant{Role: identity.SupplierAdmin, OrgID: c.w.Honey.Merchant.ID, Region: c.w.Honey.Merchant.Region}
	maker, confirmer := c.hire(91, grant), c.hire(92, grant)
	stranger := c.hire(93, identity.NewGrant{Role: identity.SupplierAdmin, OrgID: c.w.Rice.Merchant.ID, Region: c.w.Rice.Merchant.Region})

	months := maker.get("/supplier/book").list("months")
	if len(months) != 2 || months[1].text("month") != month || months[1]["may_ask"] != true || months[0]["may_ask"] != false {
		t.Fatalf("%v", months)
	}
	path := "/supplier/book/months/" + month
	view := maker.get(path)
	if view.fen("debit_fen") == 0 || view.fen("debit_fen") != view.fen("credit_fen") || len(view.list("vouchers")) < 2 {
		t.Errorf("%v", view)
	}
	for _, l := range view.list("trial") {
		if l.text("code") == "2010" || l.text("name") == "" {
			t.Errorf("a code of ours on screen: %v", l)
		}
	}
	file := maker.ask(http.MethodGet, path+"/vouchers?layout=generic", "", nil)
	if file.status != http.StatusOK || !strings.Contains(file.kind, "spreadsheetml") || string(file.text[:2]) != "PK" {
		t.Errorf("%d %s", file.status, file.kind)
	}
	if a := maker.ask(http.MethodGet, path+"/vouchers?layout=unheard", "", nil); a.status != http.StatusUnprocessableEntity && a.status != http.StatusBadRequest {
		t.Errorf("%d %s", a.status, a.text)
	}

	confirmer.do(http.StatusConflict, http.MethodPost, path+"/confirm", nil)
	maker.do(http.StatusOK, http.MethodPost, path+"/close", nil)
	maker.do(http.StatusForbidden, http.MethodPost, path+"/confirm", nil)
	if m := confirmer.do(http.StatusOK, http.MethodPost, path+"/confirm", nil); m.text("state") != "closed" || m["may_ask"] != false {
		t.Errorf("%v", m)
	}
	maker.do(http.StatusConflict, http.MethodPost, path+"/close", nil)
	stranger.do(http.StatusNotFound, http.MethodGet, path, nil)
}
