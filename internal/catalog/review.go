package catalog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// PublishInput carries what other books know about a listing; the flow reads it
// in the same transaction (decisions 2).
type PublishInput struct {
	SupplierVerified bool       // domain.md C1
	LicenceUntil     clock.Day  // last valid day of the supplier's licence; 0 = none is needed (domain.md C2)
	ConsentOK        bool       // the households behind the goods agreed to the sale
	StationOpen      bool       // the station may ship
	FreightOK        bool       // the freight template is the merchant's
	BenefitOK        bool       // the link is the merchant's and its fees stay below the price
	Documents        []Document // papers of the supplier on file
}

// Decision is a reviewer's answer. Stage is the state the reviewer looked at,
// so that a late click does not decide another stage.
type Decision struct {
	Stage   State // TownReview or DistrictReview
	Approve bool
	Reason  string // needed for a rejection, 2..200 characters
}

// ReviewRow is one decided stage.
type ReviewRow struct {
	ID         int64
	ProductID  int64
	Round      int
	Stage      State
	Approved   bool
	Reason     string
	ReviewerID int64
	AtUS       int64
}

// Refusals of listing and review.
var (
	ErrSupplierUnverified = fault.New(fault.Conflict, "catalog.supplier_unverified", "卖方还没有通过核验，核验通过后才能上架")
	ErrLicenceExpired     = fault.New(fault.Conflict, "catalog.licence_expired", "卖方的证照已经过期，更新后才能上架")
	ErrConsentMissing     = fault.New(fault.Conflict, "catalog.consent_missing", "还没有供货农户的销售同意，请先在服务站登记同意")
	ErrStationClosed      = fault.New(fault.Conflict, "catalog.station_closed", "发货的服务站没有在营业，或不再为这个主体发货，请换一个服务站")
	ErrFreightMissing     = fault.New(fault.Conflict, "catalog.freight_missing", "还没有选好运费模板，请先选一个这家卖方的运费模板")
	ErrBenefitMissing     = fault.New(fault.Conflict, "catalog.benefit_missing", "还没有选好利益联结，请先选一个这家卖方的联结方式")
	ErrDocumentMissing    = fault.New(fault.Conflict, "catalog.document_missing", "这类商品要有食品生产许可证或小作坊登记证，卖方登记后才能上架")
	ErrNoPicture          = fault.New(fault.Conflict, "catalog.no_picture", "至少要有一张商品图片，请先上传")
	ErrSamePerson         = fault.New(fault.Denied, "catalog.same_person", "录入、送审和两级审核要由不同的人来做，请换一位同事")
	ErrReasonMissing      = fault.New(fault.Invalid, "catalog.reason_missing", "请写清退回的原因，2 到 200 个字，对方才知道怎么改")
)

// Submit sends a draft to the town. It refuses what a review could not pass.
func Submit(tx *db.Tx, a actor.Actor, sc Scope, id int64, facts PublishInput) (Product, error) {
	p, err := selectProductInScope(tx, sc, id)
	if err != nil {
		return Product{}, err
	}
	to, err := p.State.next(submit)
	if err != nil {
		return Product{}, err
	}
	if err := publishable(tx, p, facts); err != nil {
		return Product{}, err
	}
	if err := updateSubmitted(tx, p, to, a.UserID); err != nil {
		return Product{}, err
	}
	if err := audit.Add(tx, a, "product.submit", "product", id, p.Name); err != nil {
		return Product{}, err
	}
	return selectProduct(tx, id)
}

// Review decides one stage of a listing (domain.md §4.5). Approval by the
// district puts it on sale and makes today's prices the reviewed ones; a
// rejection sends it back to the draft with its reason. The caller has checked
// that a's role may decide this stage.
func Review(tx *db.Tx, a actor.Actor, sc Scope, id int64, d Decision, facts PublishInput) (Product, error) {
	d.Reason = strings.TrimSpace(d.Reason)
	p, err := reviewable(tx, a, sc, id, d)
	if err != nil {
		return Product{}, err
	}
	act := reject
	if d.Approve {
		act = approve
	}
	to, err := p.State.next(act)
	if err != nil {
		return Product{}, err
	}
	if to == OnSale {
		if err := publishable(tx, p, facts); err != nil {
			return Product{}, err
		}
	}
	if err := decide(tx, a, p, d, to); err != nil {
		return Product{}, err
	}
	return selectProduct(tx, id)
}

// Reviews returns the decided stages of a product, oldest first.
func Reviews(tx *db.Tx, productID int64) ([]ReviewRow, error) { return selectReviews(tx, productID) }

// reviewable loads the product and holds the rules about who and what.
func reviewable(tx *db.Tx, a actor.Actor, sc Scope, id int64, d Decision) (Product, error) {
	if n := utf8.RuneCountInString(d.Reason); n > 200 || !d.Approve && n < 2 {
		return Product{}, ErrReasonMissing.Field("reason", "input.length", "原因要写 2 到 200 个字")
	}
	p, err := selectProductInScope(tx, sc, id)
	if err != nil {
		return Product{}, err
	}
	if p.State != d.Stage || d.Stage != TownReview && d.Stage != DistrictReview {
		return Product{}, ErrState.Withf("商品现在是「%s」，请刷新后再审", p.State.Word())
	}
	if a.UserID == p.CreatedBy || a.UserID == p.SubmittedBy {
		return Product{}, ErrSamePerson
	}
	past, err := selectReviews(tx, id)
	if err != nil {
		return Product{}, err
	}
	for _, r := range past {
		if r.Round == p.Round && r.ReviewerID == a.UserID {
			return Product{}, ErrSamePerson
		}
	}
	return p, nil
}

// decide writes the decision and what follows from it.
func decide(tx *db.Tx, a actor.Actor, p Product, d Decision, to State) error {
	row := ReviewRow{
		ID: tx.NewID(), ProductID: p.ID, Round: p.Round, Stage: p.State, Approved: d.Approve,
		Reason: d.Reason, ReviewerID: a.UserID, AtUS: tx.NowUS(),
	}
	if err := insertReview(tx, row); err != nil {
		return err
	}
	reason := ""
	if !d.Approve {
		reason = d.Reason
	}
	if err := updateState(tx, p, to, reason, NotHeld); err != nil {
		return err
	}
	if to == OnSale {
		if err := putOnShelf(tx, p.ID); err != nil {
			return err
		}
	}
	verb := "product.reject"
	if d.Approve {
		verb = "product.approve"
	}
	return audit.Add(tx, a, verb, "product", p.ID, string(p.State)+" "+d.Reason)
}

// publishable holds everything that must be true of a listing on sale, except
// what a reviewer judges by eye.
func publishable(tx *db.Tx, p Product, f PublishInput) error {
	cat, err := selectCategory(tx, p.Category)
	if err != nil {
		return err
	}
	switch {
	case !f.SupplierVerified:
		return ErrSupplierUnverified
	case f.LicenceUntil != 0 && f.LicenceUntil < tx.Today():
		return ErrLicenceExpired
	case !f.ConsentOK:
		return ErrConsentMissing
	case !f.StationOpen:
		return ErrStationClosed
	case !f.FreightOK || p.FreightTemplateID == 0:
		return ErrFreightMissing
	case !f.BenefitOK || p.BenefitLinkID == 0:
		return ErrBenefitMissing
	case p.CoverMediaID == 0:
		return ErrNoPicture
	case p.SkuCount == 0:
		return ErrNoSku
	}
	for _, doc := range cat.Documents {
		if doc.AtListing() && !slices.Contains(f.Documents, doc) {
			return ErrDocumentMissing
		}
	}
	return nil
}
