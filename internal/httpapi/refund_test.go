package httpapi

import (
	"net/http"
	"testing"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/identity"
)

// A refund of a proven fault is seen by everybody it concerns, with the same
// figures; the household objects, a neighbour cannot, and whoever made the claim
// does not uphold it.
func TestARefundAsEverybodySeesIt(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	id := v.signedOrder(buyer, "refund")
	var o WorkOrder
	v.district.get(api+"/district/orders/"+id).want(200, &o)
	if len(o.Refundable) == 0 || o.Refundable[0].LeftFen == 0 || len(o.Refunds) != 0 {
		t.Fatalf("refundable %+v, refunds %+v", o.Refundable, o.Refunds)
	}
	in := RefundInput{
		Reason: RefundReasonQuality, Note: "两罐发酵了，退还货款", Finding: "服务站开罐核实，有两罐发酵", Contact: RefundInputContactVisit,
		ContactDay: v.today(), Lines: []RefundLineInput{{OrderLineId: o.Refundable[0].OrderLineId, AmountFen: 3000}},
	}
	v.district.post(api+"/district/orders/"+id+"/refunds", in, key("refund")...).want(200, &o)
	v.district.post(api+"/district/orders/"+id+"/refunds", in, key("refund")...).want(200, &o) // pressed twice
	if len(o.Refunds) != 1 || o.Refunds[0].AmountFen != 3000 || o.Refunds[0].Claim.State != ClaimStateOpen || o.Refunds[0].BearerLabel == "" {
		t.Fatalf("refunds %+v", o.Refunds)
	}
	var bought Order
	buyer.get(api+"/me/orders/"+id).want(200, &bought)
	if len(bought.Refunds) != 1 || bought.Refunds[0].AmountFen != 3000 || bought.Refunds[0].BearerLabel != "" || bought.Refunds[0].Claim.Id != 0 {
		t.Errorf("the buyer reads %+v", bought.Refunds)
	}

	home := v.asHousehold()
	claims := api + "/me/household/" + text(v.households[0]) + "/claims"
	var list ClaimList
	home.get(claims).want(200, &list)
	if len(list.Items) != 1 || !list.Items[0].CanObject || list.Items[0].ShareFen <= 0 || list.Items[0].ShareFen > 3000 {
		t.Fatalf("the household reads %+v", list.Items)
	}
	claim := text(list.Items[0].Id)
	neighbour, _ := v.neighbours()
	neighbour.post(api+"/station/claims/"+claim+"/objection", ObjectionInput{Objection: "不同意"}).want(http.StatusNotFound)
	buyer.post(claims+"/"+claim+"/objection", ObjectionInput{Objection: "不同意"}).want(http.StatusNotFound)
	home.post(claims+"/"+claim+"/objection", ObjectionInput{Objection: " "}).refused(http.StatusUnprocessableEntity, "claim.objection")
	home.post(claims+"/"+claim+"/objection", ObjectionInput{Objection: "交货时是好的"}).want(200)
	v.station.post(api+"/station/claims/"+claim+"/objection", ObjectionInput{Objection: "不同意"}).refused(http.StatusConflict, "claim.state")
	v.station.get(api+"/station/claims").want(200, &list)
	if len(list.Items) != 1 || list.Items[0].State != ClaimStateObjected || list.Items[0].Objection != "交货时是好的" {
		t.Errorf("the station reads %+v", list.Items)
	}

	decision := api + "/district/claims/" + claim + "/decision"
	v.district.post(decision, ClaimDecisionInput{Uphold: true, Note: "照片清楚"}).refused(http.StatusForbidden, "claim.same_person")
	second := v.staff("13800000099", identity.NewGrant{Role: identity.DistrictAdmin, Region: "500155"})
	second.post(decision, ClaimDecisionInput{Uphold: true, Note: "照片清楚，留样也有"}).want(200)
	v.settle()
	var lines CreditLineList
	home.get(api+"/me/household/"+text(v.households[0])+"/credits").want(200, &lines)
	home.get(claims).want(200, &list)
	if len(lines.Items) != 1 || lines.Items[0].RefundedFen != list.Items[0].ShareFen || list.Items[0].State != ClaimStatePosted {
		t.Errorf("the passbook says %+v, the claim %+v", lines.Items, list.Items)
	}
	var homes HouseholdSummaryList
	home.get(api+"/me/household").want(200, &homes)
	if homes.Items[0].AccruedFen != lines.Items[0].AmountFen {
		t.Errorf("the cover says %d, the line %d", homes.Items[0].AccruedFen, lines.Items[0].AmountFen)
	}
}

// signedOrder is an order of two packages that its buyer has signed for.
func (v *valley) signedOrder(buyer *browser, name string) string {
	v.t.Helper()
	id := text(v.buy(buyer, 2, name).Orders[0].Id)
	v.station.post(api+"/station/orders/"+id+"/pack", PackInput{}, key("pack-"+name)...).want(200)
	v.station.post(api+"/station/orders/"+id+"/ship", ShipInput{CarrierCode: v.carrierCode(), WaybillNo: waybill}, key("ship-"+name)...).want(200)
	buyer.post(api+"/me/orders/"+id+"/sign", nil, key("sign-"+name)...).want(200)
	v.settle()
	return id
}

func (v *valley) today() BusinessDay {
	return BusinessDay(clock.DayOf(clock.US(v.DB.Clock().Now())))
}
