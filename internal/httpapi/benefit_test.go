package httpapi

import (
	"net/http"
	"testing"
)

func TestBenefitHistory(t *testing.T) {
	v := newValley(t)
	var links, versions BenefitLinkList
	v.supplier.get(api+"/supplier/benefit-links").want(200, &links)
	path := api + "/supplier/benefit-links/" + text(links.Items[0].Id) + "/versions"
	v.supplier.post(path, BenefitVersionInput{VersionId: links.Items[0].VersionId, Fees: []FeeInput{{Role: FeeRoleStation, Bp: 250, PayeeId: v.stationID}}}).want(http.StatusCreated)
	v.supplier.get(path).want(200, &versions)
	if len(versions.Items) != 2 || versions.Items[0].VersionNo != 2 || len(versions.Items[0].Fees) != 1 || len(versions.Items[1].Fees) != 2 {
		t.Errorf("the history is %+v", versions.Items)
	}
	_, stranger := v.neighbours()
	stranger.get(path).refused(http.StatusNotFound, "benefit.not_found")
}

// The bill on trial is the bill that buyers will read, payees or not.
func TestPreviewIsTheBillToBe(t *testing.T) {
	v := newValley(t)
	preview := func(in BenefitPreviewInput) answer { return v.supplier.post(api+"/supplier/benefit-preview", in) }
	fees := []FeeInput{{Role: FeeRoleStation, Bp: 300}, {Role: FeeRoleService, Bp: 200, VatBp: 600}}
	var b BenefitPreview
	preview(BenefitPreviewInput{Fees: fees, PriceFen: 5990, WeightG: 5000}).want(200, &b)
	var p Product
	v.visitor().get(api+"/shop/products/"+text(v.productID)).want(200, &p)
	sold := p.Skus[0].Bill
	if len(b.Parts) != len(sold.Parts) || b.GrossFen != sold.GrossFen {
		t.Fatalf("on trial %+v, for sale %+v", b, sold)
	}
	sum := int64(0)
	for i, x := range b.Parts {
		sum += x.AmountFen
		if x.Role != sold.Parts[i].Role || x.AmountFen != sold.Parts[i].AmountFen || x.Title != sold.Parts[i].Title {
			t.Errorf("part %d is %+v on trial, %+v for sale", i, x, sold.Parts[i])
		}
	}
	if sum != 5990 {
		t.Errorf("the parts sum to %d", sum)
	}
	preview(BenefitPreviewInput{Fees: []FeeInput{}, PriceFen: 100}).want(200, &b)
	if len(b.Parts) != 1 || b.Parts[0].AmountFen != 100 {
		t.Errorf("without fees %+v", b.Parts)
	}
	packing := []FeeInput{{Role: FeeRolePacking, FenPerKg: 20}}
	preview(BenefitPreviewInput{Fees: packing, PriceFen: 100, WeightG: 5000}).refused(http.StatusUnprocessableEntity, "benefit.fees_exceed_price")
	bad := preview(BenefitPreviewInput{Fees: []FeeInput{{Role: FeeRolePacking, Bp: 20}}, PriceFen: 100}).refused(http.StatusUnprocessableEntity, "input.invalid")
	if len(bad.Fields) == 0 || bad.Fields[0].Name != "fees[0].bp" {
		t.Errorf("the refusal points at %+v", bad.Fields)
	}
}

func TestSupplierOptions(t *testing.T) {
	v := newValley(t)
	_, other := v.neighbours() // a co-op: no collective
	var o SupplierOptions
	other.get(api+"/supplier/options").want(200, &o)
	if len(o.Collectives) != 1 || o.Collectives[0].Code != text(v.supplierID) || len(o.Carriers) == 0 {
		t.Errorf("may choose from %+v", o)
	}
	var link BenefitLink
	other.post(api+"/supplier/benefit-links", BenefitLinkInput{Name: "村里留一点", Fees: []FeeInput{
		{Role: FeeRoleCollective, Bp: 200, PayeeId: v.supplierID}, {Role: FeeRoleFreight, FenPerKg: 100, PayeeId: o.Carriers[0].Id},
	}}).want(http.StatusCreated, &link)
	if link.Fees[1].Payee != o.Carriers[0].Name {
		t.Errorf("the carrier is paid as %+v", link.Fees)
	}
}
