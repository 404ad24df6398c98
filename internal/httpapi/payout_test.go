package httpapi

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// owed sells two bags, lets their window pass and captures an account for every
// household.
func (v *valley) owed() {
	v.t.Helper()
	buyer := v.signedIn("13900001111")
	c := v.buy(buyer, 2, "buy")
	work := api + "/station/orders/" + text(c.Orders[0].Id)
	v.station.post(work+"/pack", PackInput{}, key("pack")...).want(200)
	v.station.post(work+"/ship", ShipInput{CarrierCode: v.carrierCode(), WaybillNo: waybill}, key("ship")...).want(200)
	buyer.post(api+"/me/orders/"+text(c.Orders[0].Id)+"/sign", nil, key("sign")...).want(200)
	for i, h := range v.households {
		v.station.do(http.MethodPut, api+"/station/households/"+text(h)+"/payee", payee(int64(i))).want(200)
	}
	v.settle()
	v.advance(10 * 24 * time.Hour)
	if _, err := payout.Settle(v.t.Context(), v.DB); err != nil {
		v.t.Fatal(err)
	}
	v.settle()
	v.district = v.withPassword("13800000001")
	v.station, v.supplier = v.withPassword("13800000003"), v.withPassword("13800000004")
}

func payee(n int64) PayeeInput {
	return PayeeInput{Relation: PayeeInputRelationHead, BankName: "梁平农商行", Account: world.Card(n), Witness: "测试见证人", Agreed: true}
}

func (v *valley) colleague(phone string) *browser {
	return v.staff(phone, identity.NewGrant{Role: identity.SupplierAdmin, OrgID: int64(v.supplierID), Region: villageCode})
}

// The whole way through the API: owed, drafted, checked, approved, exported,
// answered; every reader is told the same.
func TestPayout(t *testing.T) {
	v := newValley(t)
	v.owed()
	checker, approver := v.colleague("13800000072"), v.colleague("13800000073")
	var owed PayoutOwed
	v.supplier.get(api+"/supplier/payout-owed").want(200, &owed)
	if owed.Ready != 3 || owed.Held != 0 || owed.ReadyFen == 0 || len(owed.Layouts) != 3 {
		t.Fatalf("owed %+v", owed)
	}
	var p Payout
	v.supplier.post(api+"/supplier/payouts", PayoutInput{Layout: "postal"}, key("draft")...).want(http.StatusCreated, &p)
	if p.TotalFen != owed.ReadyFen || p.Lines != 3 || p.Actions[0].Allowed || p.Actions[0].Reason == "" {
		t.Fatalf("the draft %+v", p)
	}
	one := api + "/supplier/payouts/" + text(p.Id)
	v.supplier.post(one+"/check", nil, key("check-own")...).refused(http.StatusForbidden, "payout.same_person")
	checker.post(one+"/check", nil, key("check")...).want(200, &p)
	approver.post(one+"/approve", nil, key("approve")...).want(200, &p)
	approver.post(one+"/approve", nil, key("approve")...).want(200, &p) // a second press
	if p.State != PayoutStateApproved || p.WaitingLocks != 3 {
		t.Fatalf("approved %+v", p)
	}
	v.supplier.get(one+"/file").refused(http.StatusNotFound, "payout.no_file")
	v.settle()
	v.supplier.post(one+"/export", nil, key("export")...).want(200, &p)
	first, second := v.supplier.get(one+"/file").want(200), checker.get(one+"/file").want(200)
	if string(first.body) != string(second.body) || len(first.body) != p.File.Size || !strings.Contains(first.Header.Get("Content-Disposition"), p.No) {
		t.Fatalf("the file changed, or is not %+v", p.File)
	}
	v.answered(t, one, p)

	station, merchant := v.neighbours()
	merchant.get(one).refused(http.StatusNotFound, "payout.unknown")
	body, kind := answerForm("序号,状态\n1,成功\n")
	merchant.post(one+"/results", body, "Content-Type", kind).refused(http.StatusNotFound, "payout.unknown")
	station.get(api+"/station/households/"+text(v.households[0])+"/payee").refused(http.StatusNotFound, "household.unknown")
}

// answered imports a bank's answer with one refusal and one row too many.
func (v *valley) answered(t *testing.T, one string, p Payout) {
	t.Helper()
	body, kind := answerForm("序号,状态,失败原因,银行流水号\n1,成功,,T1\n2,成功,,T2\n3,失败,户名不符,\n4,成功,,T4\n")
	var r PayoutResult
	v.supplier.post(one+"/results", body, "Content-Type", kind).want(http.StatusCreated, &r)
	if r.Import.Applied != 3 || len(r.Errors) != 1 || r.Errors[0].Line != 5 || r.Errors[0].Column != "A" || r.Payout.State != PayoutStateClosed {
		t.Fatalf("the answer %+v", r)
	}
	v.settle()
	var lines PayoutLineList
	v.supplier.get(one+"/lines?limit=2").want(200, &lines)
	if len(lines.Items) != 2 || lines.NextCursor == "" || lines.Items[0].State != PayoutLineStatePaid {
		t.Fatalf("lines %+v", lines)
	}
	paid, flagged := int64(0), 0
	for _, h := range v.households {
		var x HouseholdPayee
		v.station.get(api+"/station/households/"+text(h)+"/payee").want(200, &x)
		if x.Payee.State == PayeeStateFlagged {
			flagged++
			if x.MayAsk || x.PayableFen == 0 {
				t.Errorf("a refused household sees %+v", x)
			}
			continue
		}
		paid += x.Payments[0].AmountFen
		if x.PayableFen != 0 || x.Payments[0].Day == 0 {
			t.Errorf("a paid household sees %+v", x)
		}
	}
	if flagged != 1 || paid != r.Payout.PaidFen || paid+r.Payout.BackFen != p.TotalFen {
		t.Errorf("%d flagged, %d paid of %+v", flagged, paid, r.Payout)
	}
	var owed PayoutOwed
	v.supplier.get(api+"/supplier/payout-owed").want(200, &owed)
	if owed.Held != 1 || owed.HeldFen != r.Payout.BackFen || owed.Items[0].Why != "flagged" {
		t.Errorf("owed afterwards %+v", owed)
	}
}

// A household asks at its station: one draft for it, made by the station.
func TestAHouseholdAsks(t *testing.T) {
	v := newValley(t)
	v.owed()
	path := api + "/station/households/" + text(v.households[1])
	var x HouseholdPayee
	v.station.get(path+"/payee").want(200, &x)
	if !x.MayAsk || x.NextDay == 0 {
		t.Fatalf("before asking %+v", x)
	}
	v.station.post(path+"/payouts", nil, key("ask")...).want(http.StatusCreated, &x)
	if x.MayAsk {
		t.Errorf("after asking %+v", x)
	}
	v.station.post(path+"/payouts", nil, key("ask-again")...).refused(http.StatusConflict, "payout.nobody")
	var list PayoutList
	v.supplier.get(api+"/supplier/payouts").want(200, &list)
	if len(list.Items) != 1 || list.Items[0].Lines != 1 || list.Items[0].OriginLabel != "农户要求" {
		t.Errorf("batches %+v", list.Items)
	}
}

func answerForm(csv string) (body, kind string) {
	const edge = "yigou-test-edge"
	body = fmt.Sprintf("--%[1]s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n%[2]s\r\n--%[1]s--\r\n", edge, csv)
	return body, "multipart/form-data; boundary=" + edge
}
