package httpapi

import (
	"net/http"
	"strings"
	"testing"
)

// words of the station in newValley, with another phone.
func (v *valley) terms() StationUpdate {
	return StationUpdate{
		Name: "桂香村为农服务站", Phone: "023-53229999", Hours: "每天 9:00–17:00", Address: "村委会对面", Pickup: true, MerchantIds: []ID{v.supplierID},
	}
}

func TestStationIsCorrected(t *testing.T) {
	v := newValley(t)
	path := api + "/district/stations/" + text(v.stationID)
	var s Station
	v.district.do(http.MethodPut, path, v.terms()).want(200, &s)
	v.town.get(path).want(200, &s)
	if s.Name != "桂香村为农服务站" || s.Phone != "023-53229999" || !s.Pickup || s.Region != villageCode || len(s.Merchants) != 1 {
		t.Errorf("corrected to %+v", s)
	}
	var p Product
	v.visitor().get(api+"/shop/products/"+text(v.productID)).want(200, &p)
	if p.Station.Name != s.Name || p.Station.Phone != s.Phone {
		t.Errorf("buyers read %+v", p.Station)
	}
	var found ProductCardList
	v.visitor().get(api+"/shop/products?q=%E4%B8%BA%E5%86%9C%E6%9C%8D%E5%8A%A1").want(200, &found)
	if len(found.Items) != 1 {
		t.Errorf("%d products are found by the new name", len(found.Items))
	}
	var rows AuditRowList
	v.district.get(api+"/district/audit").want(200, &rows)
	if rows.Items[0].Verb != "station.update" || rows.Items[0].VerbLabel != "修改服务站" {
		t.Errorf("audited %+v", rows.Items[0])
	}
}

func TestStationClosesOnlyWhenNothingIsOpen(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	path := api + "/district/stations/" + text(v.stationID)
	why := ReasonInput{Reason: "站长外出"}
	c := v.checkout(buyer, 1, "open")
	if p := v.district.post(path+"/close", why).refused(http.StatusConflict, "supply.open_orders"); !strings.Contains(p.Detail, "1 个订单") {
		t.Errorf("refused with %s", p.Detail)
	}
	buyer.post(api+"/me/orders/"+text(c.Orders[0].Id)+"/cancel", nil, key("cancel")...).want(200)

	var s Station
	v.district.post(path+"/close", why).want(200, &s)
	if s.State != StationStateClosed {
		t.Errorf("closed as %+v", s)
	}
	v.district.post(path+"/close", why).refused(http.StatusConflict, "supplier.station_state")
	product := api + "/station/products/" + text(v.productID)
	var p Listing
	v.station.get(product).want(200, &p)
	if p.State != ProductStateSuspended || p.Reason != "服务站停业:站长外出" {
		t.Errorf("its product is %s: %s", p.State, p.Reason)
	}
	v.station.post(product+"/resume", nil).refused(http.StatusConflict, "catalog.station_closed")
	v.station.post(api+"/station/lots", LotInput{ProduceId: v.produceID, MerchantId: v.supplierID}, key("closed")...).refused(http.StatusConflict, "supply.station_closed")

	v.district.post(path+"/reopen", nil).want(200, &s)
	v.station.post(product+"/resume", nil).want(200, &p)
	if s.State != StationStateActive || p.State != ProductStateOnSale {
		t.Errorf("reopened as %s, its product %s", s.State, p.State)
	}
}

func TestStationLeavesAMerchantWithNothingOpen(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	other := v.merchant("93500155MA7654321", "邻村合作社", villageCode)
	path := api + "/district/stations/" + text(v.stationID)
	in := v.terms()
	in.MerchantIds = []ID{other}
	c := v.checkout(buyer, 1, "open")
	v.district.do(http.MethodPut, path, in).refused(http.StatusConflict, "supply.open_orders")
	buyer.post(api+"/me/orders/"+text(c.Orders[0].Id)+"/cancel", nil, key("cancel")...).want(200)
	var l Lot
	v.station.post(api+"/station/lots", LotInput{ProduceId: v.produceID, MerchantId: v.supplierID}, key("left")...).want(http.StatusCreated, &l)
	v.district.do(http.MethodPut, path, in).refused(http.StatusConflict, "supply.open_lots")
	v.station.post(api+"/station/lots/"+text(l.Id)+"/contributions",
		ContributionInput{HouseholdId: v.households[0], Quantity: 1000, WeightG: 1000}, key("last")...).want(http.StatusCreated)
	v.station.post(api+"/station/lots/"+text(l.Id)+"/seal", nil, key("last-seal")...).want(200)

	var s Station
	v.district.do(http.MethodPut, path, in).want(200, &s)
	if len(s.Merchants) != 1 || s.Merchants[0].Code != text(other) {
		t.Errorf("it serves %+v", s.Merchants)
	}
	product := api + "/station/products/" + text(v.productID)
	var p Listing
	v.station.get(product).want(200, &p)
	if p.State != ProductStateSuspended {
		t.Errorf("the product of the merchant that left is %s", p.State)
	}
	v.station.post(product+"/resume", nil).refused(http.StatusConflict, "catalog.station_closed")
}

func TestOneSupplier(t *testing.T) {
	v := newValley(t)
	var s Supplier
	v.town.get(api+"/district/suppliers/"+text(v.supplierID)).want(200, &s)
	if s.Id != v.supplierID || len(s.Stations) != 1 {
		t.Errorf("read %+v", s)
	}
	v.town.get(api+"/district/suppliers/7").refused(http.StatusNotFound, "supplier.unknown")
}
