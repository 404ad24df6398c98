package catalog

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

func TestListingGoesThroughBothReviews(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.Generation()
	p := w.publish(w.draft())
	if p.State != OnSale || p.OnSaleUS == 0 || p.Round != 1 {
		t.Fatalf("after both reviews: %+v", p)
	}
	if w.Generation() == before {
		t.Error("publishing did not bump the generation")
	}
	want := Summary{
		LeadSkuID: p.LeadSkuID, SkuCount: 2, Price: 4990, PriceMax: 9500, NetContentG: 500,
		CoverMediaID: w.picture.MediaID, CoverColor: w.picture.Color,
	}
	if p.LeadSkuID == 0 || p.Summary != want {
		t.Errorf("summary = %+v, want %+v", p.Summary, want)
	}
	if p.PerKG() != 9980 || p.PerJin() != 4990 {
		t.Errorf("per kg %d, per 500 g %d", p.PerKG(), p.PerJin())
	}
	if p.ReturnPolicy != SevenDay {
		t.Errorf("return policy %q, want the category's", p.ReturnPolicy)
	}
	var rows []ReviewRow
	w.view(func(tx *db.Tx) (err error) { rows, err = Reviews(tx, p.ID); return err })
	if len(rows) != 2 || rows[0].ReviewerID != townRev.UserID || rows[1].ReviewerID != district.UserID || !rows[1].Approved {
		t.Errorf("review rows = %+v", rows)
	}
}

func TestRejectionGoesBackToTheDraftWithItsReason(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.create(w.draft())
	w.must(func(tx *db.Tx) error {
		_, err := Submit(tx, clerk, stationScope, p.ID, allFacts())
		return err
	})
	w.fails(ErrReasonMissing, func(tx *db.Tx) error {
		_, err := Review(tx, townRev, districtScope, p.ID, Decision{Stage: TownReview}, allFacts())
		return err
	})
	w.must(func(tx *db.Tx) (err error) {
		p, err = Review(tx, townRev, districtScope, p.ID, Decision{Stage: TownReview, Reason: "净含量和图片对不上"}, allFacts())
		return err
	})
	if p.State != Draft || p.Reason != "净含量和图片对不上" {
		t.Fatalf("after rejection: %s %q", p.State, p.Reason)
	}
	w.must(func(tx *db.Tx) (err error) {
		if _, err = Submit(tx, clerk, stationScope, p.ID, allFacts()); err != nil {
			return err
		}
		p, err = Review(tx, townRev, districtScope, p.ID, Decision{Stage: TownReview, Approve: true}, allFacts())
		return err
	})
	if p.Round != 2 || p.State != DistrictReview || p.Reason != "" {
		t.Errorf("second round: %+v", p)
	}
}

func TestMakerNeverReviews(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.create(w.draft())
	submitter := clerk
	submitter.UserID = 9
	w.must(func(tx *db.Tx) error {
		_, err := Submit(tx, submitter, stationScope, p.ID, allFacts())
		return err
	})
	yes := Decision{Stage: TownReview, Approve: true}
	for _, who := range []int64{clerk.UserID, submitter.UserID} {
		a := townRev
		a.UserID = who
		w.fails(ErrSamePerson, func(tx *db.Tx) error { _, err := Review(tx, a, districtScope, p.ID, yes, allFacts()); return err })
	}
	w.must(func(tx *db.Tx) error { _, err := Review(tx, townRev, districtScope, p.ID, yes, allFacts()); return err })
	yes.Stage = DistrictReview
	w.fails(ErrSamePerson, func(tx *db.Tx) error { _, err := Review(tx, townRev, districtScope, p.ID, yes, allFacts()); return err })
}

func TestLateClickDecidesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.publish(w.draft())
	w.fails(ErrState, func(tx *db.Tx) error {
		_, err := Review(tx, district, districtScope, p.ID, Decision{Stage: DistrictReview, Approve: true}, allFacts())
		return err
	})
	w.fails(ErrState, func(tx *db.Tx) error { _, err := Submit(tx, clerk, stationScope, p.ID, allFacts()); return err })
	w.fails(ErrState, func(tx *db.Tx) error { _, err := Update(tx, clerk, stationScope, p.ID, w.draft()); return err })
}

func TestPublishNeedsItsFacts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.create(w.draft())
	bare := w.draft()
	bare.MediaIDs = nil
	noPicture := w.create(bare)
	pickle := w.draft()
	pickle.Category = "vegetable.pickle"
	processed := w.create(pickle)
	for name, c := range map[string]struct {
		id    int64
		spoil func(*PublishInput)
		want  *fault.Error
	}{
		"unverified":  {p.ID, func(f *PublishInput) { f.SupplierVerified = false }, ErrSupplierUnverified},
		"expired":     {p.ID, func(f *PublishInput) { f.LicenceUntil = 20261122 }, ErrLicenceExpired},
		"consent":     {p.ID, func(f *PublishInput) { f.ConsentOK = false }, ErrConsentMissing},
		"station":     {p.ID, func(f *PublishInput) { f.StationOpen = false }, ErrStationClosed},
		"freight":     {p.ID, func(f *PublishInput) { f.FreightOK = false }, ErrFreightMissing},
		"benefit":     {p.ID, func(f *PublishInput) { f.BenefitOK = false }, ErrBenefitMissing},
		"no picture":  {noPicture.ID, func(*PublishInput) {}, ErrNoPicture},
		"no document": {processed.ID, func(*PublishInput) {}, ErrDocumentMissing},
	} {
		facts := allFacts()
		c.spoil(&facts)
		err := w.Update(t.Context(), func(tx *db.Tx) error { _, err := Submit(tx, clerk, stationScope, c.id, facts); return err })
		if f, ok := fault.From(err); !ok || f.Code != c.want.Code {
			t.Errorf("%s: got %v, want %s", name, err, c.want.Code)
		}
	}
	w.must(func(tx *db.Tx) error { // valid to the end of its last day, and with the paper on file
		facts := allFacts()
		facts.LicenceUntil, facts.Documents = 20261123, []Document{FoodLicence}
		_, err := Submit(tx, clerk, stationScope, processed.ID, facts)
		return err
	})
}

// Ten reviewers press at once: one decides, the others are told so.
func TestOneReviewerDecides(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.create(w.draft())
	w.must(func(tx *db.Tx) error { _, err := Submit(tx, clerk, stationScope, p.ID, allFacts()); return err })
	var wg sync.WaitGroup
	var won atomic.Int64
	for i := range 10 {
		wg.Go(func() {
			a := townRev
			a.UserID = int64(100 + i)
			err := w.Update(t.Context(), func(tx *db.Tx) error {
				_, err := Review(tx, a, districtScope, p.ID, Decision{Stage: TownReview, Approve: true}, allFacts())
				return err
			})
			switch {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, ErrState):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	var rows []ReviewRow
	w.view(func(tx *db.Tx) (err error) { rows, err = Reviews(tx, p.ID); return err })
	if won.Load() != 1 || len(rows) != 1 {
		t.Errorf("%d won, %d rows", won.Load(), len(rows))
	}
}

func TestSeedIsIdempotent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(Seed)
	var all []Category
	w.view(func(tx *db.Tx) (err error) { all, err = Categories(tx); return err })
	if diff := cmp.Diff(categoryTree(), all); diff != "" {
		t.Error(diff)
	}
}

func TestScopeHidesForeignProducts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.publish(w.draft())
	for name, sc := range map[string]Scope{
		"none": {}, "station": {StationID: 12}, "merchant": {MerchantID: 22}, "town": {Region: "500155129"},
		"own station, foreign merchant": {StationID: 11, MerchantID: 22},
	} {
		err := w.View(t.Context(), func(tx *db.Tx) error { _, err := Get(tx, sc, p.ID); return err })
		if f, ok := fault.From(err); !ok || f.Kind != fault.NotFound {
			t.Errorf("%s: got %v", name, err)
		}
		w.fails(ErrNoSku, func(tx *db.Tx) error {
			_, err := SetPrice(tx, clerk, sc, p.LeadSkuID, 5000, DefaultPriceBandBP)
			return err
		})
	}
	for _, sc := range []Scope{stationScope, districtScope, {MerchantID: 21}, {Region: "500155130200"}} {
		w.view(func(tx *db.Tx) error { _, err := Get(tx, sc, p.ID); return err })
	}
}

func TestPriceStaysInItsBand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.publish(w.draft())
	set := func(price money.Fen) func(*db.Tx) error {
		return func(tx *db.Tx) error {
			_, err := SetPrice(tx, clerk, stationScope, p.LeadSkuID, price, DefaultPriceBandBP)
			return err
		}
	}
	before := w.Generation()
	w.must(set(5988)) // 4990 + 20 %, rounded down
	if w.Generation() == before {
		t.Error("a new price did not bump the generation")
	}
	w.fails(ErrPriceBand, set(5989))
	w.fails(ErrPriceBand, set(3991)) // the band stays around the reviewed price
	w.must(set(3992))
	var sale map[int64]ForSale
	w.view(func(tx *db.Tx) (err error) { sale, err = SkusForSale(tx, []int64{p.LeadSkuID, 404}); return err })
	f := sale[p.LeadSkuID]
	if len(sale) != 1 || f.Price != 3992 || !f.OnSale() || f.AfterSaleDays != 7 || f.Unit != Gram || f.Quantity != 500 ||
		f.BenefitLinkID != 31 || f.FreightTemplateID != 41 || f.MerchantID != 21 || f.ReturnPolicy != SevenDay {
		t.Errorf("for sale = %+v", sale)
	}
}

func TestTakeDownByTheOfficeHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.publish(w.draft())
	resume := func(by Holder) func(*db.Tx) error {
		return func(tx *db.Tx) error { _, err := Resume(tx, clerk, stationScope, p.ID, by, allFacts()); return err }
	}
	w.must(func(tx *db.Tx) error { _, err := Suspend(tx, clerk, stationScope, p.ID, HeldByShop, ""); return err })
	w.must(resume(HeldByShop))
	w.fails(ErrReasonMissing, func(tx *db.Tx) error {
		_, err := Suspend(tx, district, districtScope, p.ID, HeldByStaff, "")
		return err
	})
	w.must(func(tx *db.Tx) error {
		_, err := Suspend(tx, district, districtScope, p.ID, HeldByStaff, "接到质量投诉,先停售核查")
		return err
	})
	w.fails(ErrHeld, resume(HeldByShop))
	w.must(resume(HeldByStaff))
	var sale map[int64]ForSale
	w.view(func(tx *db.Tx) (err error) { sale, err = SkusForSale(tx, []int64{p.LeadSkuID}); return err })
	if !sale[p.LeadSkuID].OnSale() {
		t.Error("resumed, yet not for sale")
	}
}

func TestRevisedListingIsReviewedAnew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.publish(w.draft())
	var d Detail
	w.must(func(tx *db.Tx) (err error) {
		if _, err = Suspend(tx, clerk, stationScope, p.ID, HeldByShop, ""); err != nil {
			return err
		}
		if _, err = Revise(tx, clerk, stationScope, p.ID); err != nil {
			return err
		}
		in := w.draft()
		in.Skus[0].ID, in.Skus[0].Price = p.LeadSkuID, 9000
		in.Skus = in.Skus[:1]
		if _, err = Update(tx, clerk, stationScope, p.ID, in); err != nil {
			return err
		}
		d, err = Get(tx, stationScope, p.ID)
		return err
	})
	if d.State != Draft || len(d.Skus) != 1 || d.Skus[0].ID != p.LeadSkuID || d.Price != 9000 || d.SkuCount != 1 {
		t.Errorf("revised: %+v", d)
	}
	w.fails(ErrNoProduct, func(tx *db.Tx) error { _, err := PublicDetail(tx, p.ID); return err })
	w.fails(ErrNoSku, func(tx *db.Tx) error {
		in := w.draft()
		in.Skus[0].ID = 12345
		_, err := Update(tx, clerk, stationScope, p.ID, in)
		return err
	})
}

func TestEveryTransitionIsTheOneOfTheTable(t *testing.T) {
	t.Parallel()
	want := "district_review:approve>on_sale district_review:reject>draft draft:retire>off draft:submit>town_review " +
		"on_sale:suspend>suspended suspended:resume>on_sale suspended:retire>off suspended:revise>draft " +
		"town_review:approve>district_review town_review:reject>draft"
	var got []string
	for _, s := range []State{Draft, DistrictReview, Off, OnSale, Suspended, TownReview} {
		for _, a := range []action{approve, reject, resume, retire, revise, submit, suspend} {
			if to, err := s.next(a); err == nil {
				got = append(got, string(s)+":"+string(a)+">"+string(to))
			}
		}
	}
	slices.Sort(got)
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

func TestDraftIsRefusedFieldByField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for field, spoil := range map[string]func(*ProductInput){
		"name":                  func(in *ProductInput) { in.Name = "能降 血糖的蜂蜜" },
		"subtitle":              func(in *ProductInput) { in.Subtitle = "最好的蜂蜜" },
		"description":           func(in *ProductInput) { in.Description = "贫困户手工制作" },
		"skus[0].name":          func(in *ProductInput) { in.Skus[0].Name = "一斤装" },
		"skus[0].price_fen":     func(in *ProductInput) { in.Skus[0].Price = 0 },
		"skus[1].quantity":      func(in *ProductInput) { in.Skus[1].Quantity = -1 },
		"skus[0].net_content_g": func(in *ProductInput) { in.Skus[0].NetContentG = 5 },
		"media_ids":             func(in *ProductInput) { in.MediaIDs = []int64{1, 1} },
		"tax_mark":              func(in *ProductInput) { in.TaxMark = "free" },
		"season_from":           func(in *ProductInput) { in.SeasonFrom = 13 },
		"region":                func(in *ProductInput) { in.Region = "5001'5" },
		"skus":                  func(in *ProductInput) { in.Skus = nil },
	} {
		in := w.draft()
		spoil(&in)
		err := w.Update(t.Context(), func(tx *db.Tx) error { _, err := Create(tx, clerk, in); return err })
		f, ok := fault.From(err)
		if !ok || f.Kind != fault.Invalid || len(f.Fields) == 0 || f.Fields[0].Name != field {
			t.Errorf("%s: got %v %+v", field, err, f)
		}
	}
}

func TestCountedGoodsKeepTheirUnits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	in := w.draft()
	in.Category = "poultry.egg"
	in.Skus = []SkuInput{{ProduceID: w.egg.ID, Name: "30枚/箱(约3斤)", Quantity: 30, CountHint: "约30枚", Price: 6800}}
	p := w.create(in)
	if p.NetContentG != 1500 || p.CountHint != "约30枚" || p.ReturnPolicy != FreshExempt {
		t.Errorf("eggs: %+v", p)
	}
	in.Skus[0].NetContentG = 15 // grams taken for eggs
	w.fails(fault.ErrInvalid, func(tx *db.Tx) error { _, err := Create(tx, clerk, in); return err })
}

func TestSoldNeverFallsBelowZero(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.publish(w.draft())
	w.must(func(tx *db.Tx) error { return AddSold(tx, p.ID, 3) })
	w.must(func(tx *db.Tx) error { return AddSold(tx, p.ID, -5) })
	w.must(func(tx *db.Tx) error { return AddSold(tx, p.ID, 2) })
	w.fails(ErrNoProduct, func(tx *db.Tx) error { return AddSold(tx, 404, 1) })
	var d Detail
	w.view(func(tx *db.Tx) (err error) { d, err = PublicDetail(tx, p.ID); return err })
	if d.Sold != 2 {
		t.Errorf("sold = %d, want 2", d.Sold)
	}
}
