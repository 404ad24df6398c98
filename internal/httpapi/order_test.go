package httpapi

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// The station says why it cancels; the buyer, the merchant and the office read
// the same.
func TestStationSaysWhyItCancels(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	for i, c := range []struct {
		in   CancelInput
		want string
	}{
		{CancelInput{Reason: CancelInputReasonSpoiled}, "服务站取消:货坏了,不能发"},
		{CancelInput{Reason: CancelInputReasonShort, Note: "下周还有"}, "服务站取消:货不够:下周还有"},
		{CancelInput{Reason: CancelInputReasonAsked}, "服务站取消:应买家要求"},
		{CancelInput{Reason: CancelInputReasonOther, Note: " 连下三天雨,路断了 "}, "服务站取消:连下三天雨,路断了"},
	} {
		id := text(v.buy(buyer, 1, "buy-"+string(rune('a'+i))).Orders[0].Id)
		var w WorkOrder
		v.station.post(api+"/station/orders/"+id+"/cancel", c.in, key("cancel-"+id)...).want(200, &w)
		var o Order
		buyer.get(api+"/me/orders/"+id).want(200, &o)
		if o.CancelReason != c.want || w.CancelReason != c.want || !strings.HasPrefix(o.Footprint[len(o.Footprint)-1].Detail, c.want) {
			t.Errorf("the buyer reads %q, the station %q, the footprint %+v", o.CancelReason, w.CancelReason, o.Footprint)
		}
		v.supplier.get(api+"/supplier/orders/"+id).want(200, &w)
		if w.CancelReason != c.want || w.ShipTo.Name != "李*" && w.ShipTo.Name != "李**" || len(w.Actions) != 0 {
			t.Errorf("the merchant reads %+v", w)
		}
	}
	id := text(v.buy(buyer, 1, "buy-silent").Orders[0].Id)
	p := v.station.post(api+"/station/orders/"+id+"/cancel", CancelInput{Reason: CancelInputReasonOther, Note: " "}, key("silent")...).refused(http.StatusUnprocessableEntity, "input.invalid")
	if len(p.Fields) != 1 || p.Fields[0].Name != "note" {
		t.Errorf("the refusal points at %+v", p.Fields)
	}
	v.station.post(api+"/station/orders/"+id+"/cancel", `{}`, key("nothing")...).want(http.StatusUnprocessableEntity)
}

func TestLateOrdersAreWhatTheOverviewCounts(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	paid := v.buy(buyer, 1, "paid").Orders[0].Id
	packed := v.buy(buyer, 1, "packed").Orders[0].Id
	shipped := v.buy(buyer, 1, "shipped").Orders[0].Id
	for _, id := range []ID{packed, shipped} {
		v.station.post(api+"/station/orders/"+text(id)+"/pack", PackInput{}, key("pack-"+text(id))...).want(200)
	}
	v.station.post(api+"/station/orders/"+text(shipped)+"/ship", ShipInput{CarrierCode: v.carrierCode(), WaybillNo: waybill}, key("ship")...).want(200)
	late := func() (ids []ID) {
		var list WorkOrderCardList
		v.district.get(api+"/district/orders?late=true").want(200, &list)
		for _, o := range list.Items {
			if !o.Late {
				t.Errorf("%+v is not late", o)
			}
			ids = append(ids, o.Id)
		}
		return ids
	}
	if ids := late(); len(ids) != 0 {
		t.Errorf("late on the day: %v", ids)
	}
	v.advance(72 * time.Hour)
	v.district = v.withPassword("13800000001") // the session has slept too long
	if ids := late(); len(ids) != 2 || ids[0] != packed || ids[1] != paid {
		t.Errorf("late are %v, not %v and %v", ids, packed, paid)
	}
	var o DistrictOverview
	v.district.get(api+"/district/overview").want(200, &o)
	for _, f := range o.Todo {
		if f.Key == "late" && f.Value != 2 {
			t.Errorf("the overview counts %d", f.Value)
		}
	}
}

func TestAuditIsFilteredByPersonObjectAndDay(t *testing.T) {
	v := newValley(t)
	read := func(q string) []AuditRow {
		var list AuditRowList
		v.district.get(api+"/district/audit?limit=100"+q).want(200, &list)
		return list.Items
	}
	all := read("")
	count := func(f func(AuditRow) bool) (n int) {
		for _, r := range all {
			if f(r) {
				n++
			}
		}
		return n
	}
	if n := count(func(r AuditRow) bool { return r.ObjectKind == "lot" }); n == 0 || len(read("&object_kind=lot")) != n {
		t.Errorf("%d deeds on lots, %d listed", n, len(read("&object_kind=lot")))
	}
	if n := count(func(r AuditRow) bool { return r.UserName == "李经办" }); n == 0 || len(read("&who=%E6%9D%8E%E7%BB%8F")) != n {
		t.Errorf("%d deeds by 李经办, %d listed", n, len(read("&who=%E6%9D%8E%E7%BB%8F")))
	}
	if rows := read("&who=0003"); len(rows) == 0 || rows[0].RoleLabel != "服务站操作员" {
		t.Errorf("by the last digits of the phone: %+v", rows)
	}
	if rows := read("&who=%E6%97%A0%E4%BA%BA"); len(rows) != 0 {
		t.Errorf("nobody did %+v", rows)
	}
	today := all[0].At.In(all[0].At.Location()).Format("2006-01-02")
	if len(read("&day="+today)) != len(all) || len(read("&day=2020-01-01")) != 0 {
		t.Errorf("%d today, %d in all", len(read("&day="+today)), len(all))
	}
	v.district.get(api+"/district/audit?day=2026-02-31").refused(http.StatusUnprocessableEntity, "input.invalid")
}

// What nobody sells any more is named, refused with a reason and promised for no
// day; the rest of the basket is not held up in the answer.
func TestQuoteOfWhatNobodySells(t *testing.T) {
	v := newValley(t)
	var q Quote
	v.visitor().post(api+"/shop/quote", QuoteInput{Items: []CartItem{{SkuId: 42, Quantity: 1}, {SkuId: v.skuID, Quantity: 1}}}).want(200, &q)
	if q.Payable || len(q.Groups) != 2 {
		t.Fatalf("quoted as %+v", q)
	}
	g := q.Groups[0]
	l := g.Lines[0]
	if l.Problem.Code != "catalog.off_sale" || l.Problem.Detail == "" || l.ProductName == "" || l.SkuId != 42 || g.Promise != "" {
		t.Errorf("quoted as %+v", g)
	}
	if q.Groups[1].Promise == "" || q.Groups[1].Lines[0].Problem.Code != "" {
		t.Errorf("the rest is quoted as %+v", q.Groups[1])
	}
}

// A price has a band once it was reviewed.
func TestDraftHasNoPriceBand(t *testing.T) {
	v := newValley(t)
	path := api + "/station/products/" + text(v.productID)
	a := v.station.get(path)
	if !strings.Contains(string(a.body), "price_low_fen") {
		t.Errorf("on sale: %s", a.body)
	}
	v.station.post(path+"/suspend", ReasonInput{Reason: "断货"}).want(200)
	v.station.post(path+"/revise", nil).want(200)
	if a = v.station.get(path); strings.Contains(string(a.body), "price_low_fen") || strings.Contains(string(a.body), "price_high_fen") {
		t.Errorf("a draft: %s", a.body)
	}
}
