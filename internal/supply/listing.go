package supply

import (
	"slices"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
)

// SubmitProduct hands a draft of the actor's station to the town.
func SubmitProduct(tx *db.Tx, a actor.Actor, productID int64) (catalog.Product, error) {
	scope := catalog.Scope{StationID: a.OrgID}
	facts, err := factsOf(tx, scope, productID)
	if err != nil {
		return catalog.Product{}, err
	}
	return catalog.Submit(tx, a, scope, productID, facts)
}

// ResumeProduct puts a suspended product of the actor's station back on sale.
func ResumeProduct(tx *db.Tx, a actor.Actor, productID int64) (catalog.Product, error) {
	scope := catalog.Scope{StationID: a.OrgID}
	facts, err := factsOf(tx, scope, productID)
	if err != nil {
		return catalog.Product{}, err
	}
	return catalog.Resume(tx, a, scope, productID, catalog.HeldByShop, facts)
}

// ReviewProduct gives the actor's verdict: the town's reviewer first, then the
// district's. A refusal carries a reason and returns the listing to its station.
func ReviewProduct(tx *db.Tx, a actor.Actor, productID int64, approve bool, reason string) (catalog.Product, error) {
	scope := catalog.Scope{Region: a.Region}
	facts, err := factsOf(tx, scope, productID)
	if err != nil {
		return catalog.Product{}, err
	}
	stage := catalog.TownReview
	if a.Role == identity.DistrictAdmin {
		stage = catalog.DistrictReview
	}
	return catalog.Review(tx, a, scope, productID, catalog.Decision{Stage: stage, Approve: approve, Reason: reason}, facts)
}

// factsOf gathers what other books know about a listing, in the transaction that
// decides on it (decisions 2).
func factsOf(tx *db.Tx, scope catalog.Scope, productID int64) (catalog.PublishInput, error) {
	p, err := catalog.Get(tx, scope, productID)
	if err != nil {
		return catalog.PublishInput{}, err
	}
	var in catalog.PublishInput
	for _, gather := range []func(*db.Tx, catalog.Detail, *catalog.PublishInput) error{
		supplierFacts, stationFacts, consentFacts, benefitFacts, freightFacts,
	} {
		if err := gather(tx, p, &in); err != nil {
			return in, err
		}
	}
	return in, nil
}

func supplierFacts(tx *db.Tx, p catalog.Detail, in *catalog.PublishInput) error {
	merchants, err := supplier.ByIDs(tx, []int64{p.MerchantID})
	if err != nil {
		return err
	}
	in.SupplierVerified = merchants[p.MerchantID].State == supplier.Active
	if in.LicenceUntil, err = supplier.LicenceUntil(tx, p.MerchantID); err != nil {
		return err
	}
	food, err := supplier.HasFoodLicence(tx, p.MerchantID)
	if food {
		in.Documents = append(in.Documents, catalog.FoodLicence)
	}
	return err
}

// stationFacts: the station works, and for this merchant.
func stationFacts(tx *db.Tx, p catalog.Detail, in *catalog.PublishInput) error {
	stations, err := supplier.StationsOf(tx, p.MerchantID)
	in.StationOpen = slices.ContainsFunc(stations, func(s supplier.Station) bool {
		return s.ID == p.StationID && s.State == supplier.StationOpen
	})
	return err
}

// consentFacts: every household whose goods are in the station's sealed lots of
// the listed produce still consents to the sale.
func consentFacts(tx *db.Tx, p catalog.Detail, in *catalog.PublishInput) error {
	var households []int64
	for _, s := range p.Skus {
		lots, err := stock.LotsInStock(tx, stock.Key{MerchantID: p.MerchantID, StationID: p.StationID, ProduceID: s.ProduceID})
		if err != nil {
			return err
		}
		ids := make([]int64, len(lots))
		for i, l := range lots {
			ids[i] = l.ID
		}
		given, err := stock.ContributionsOf(tx, ids)
		if err != nil {
			return err
		}
		for _, cs := range given {
			for _, w := range stock.Weights(cs) {
				households = append(households, w.HouseholdID)
			}
		}
	}
	consenting, err := household.Consenting(tx, households, household.Sale)
	in.ConsentOK = err == nil
	for _, id := range households {
		in.ConsentOK = in.ConsentOK && consenting[id]
	}
	return err
}

// benefitFacts: the link is the merchant's own and leaves households something
// of every price (decisions 13).
func benefitFacts(tx *db.Tx, p catalog.Detail, in *catalog.PublishInput) error {
	versions, err := benefit.Current(tx, []int64{p.BenefitLinkID})
	if err != nil {
		return err
	}
	v, ok := versions[p.BenefitLinkID]
	in.BenefitOK = ok && v.MerchantID == p.MerchantID
	if !in.BenefitOK {
		return nil
	}
	for _, s := range p.Skus {
		if _, err := v.Bill(s.Price, s.NetContentG); err != nil {
			return err
		}
	}
	return nil
}

func freightFacts(tx *db.Tx, p catalog.Detail, in *catalog.PublishInput) error {
	_, err := logistics.TemplateOf(tx, p.MerchantID, p.FreightTemplateID)
	if _, refused := fault.From(err); refused {
		return nil
	}
	in.FreightOK = err == nil
	return err
}
