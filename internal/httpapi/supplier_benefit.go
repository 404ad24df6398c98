package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// SupplierListBenefitLinks lists my links.
func (s *Server) SupplierListBenefitLinks(ctx context.Context, _ SupplierListBenefitLinksRequestObject) (SupplierListBenefitLinksResponseObject, error) {
	var out BenefitLinkList
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out.Items, err = benefitLinks(tx, actorOf(ctx).OrgID)
		return err
	})
	return SupplierListBenefitLinks200JSONResponse(out), err
}

// SupplierCreateBenefitLink sets a link up.
func (s *Server) SupplierCreateBenefitLink(ctx context.Context, r SupplierCreateBenefitLinkRequestObject) (SupplierCreateBenefitLinkResponseObject, error) {
	out, err := s.changeLink(ctx, r.Body.Fees, func(tx *db.Tx, a actor.Actor, fees []benefit.FeeRule) (benefit.Version, error) {
		return benefit.Create(tx, a, benefit.CreateInput{MerchantID: a.OrgID, Region: a.Region, Name: r.Body.Name, Fees: fees})
	})
	return SupplierCreateBenefitLink201JSONResponse(out), err
}

// SupplierListBenefitVersions is a link's history.
func (s *Server) SupplierListBenefitVersions(ctx context.Context, r SupplierListBenefitVersionsRequestObject) (SupplierListBenefitVersionsResponseObject, error) {
	var out BenefitLinkList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := benefit.History(tx, actorOf(ctx).OrgID, int64(r.Id))
		if err != nil {
			return err
		}
		names, err := readPayeeNames(tx, list)
		out.Items = mapped(list, func(v benefit.Version) BenefitLink { return benefitLink(v, names) })
		return err
	})
	return SupplierListBenefitVersions200JSONResponse(out), err
}

// SupplierPreviewBenefit tries fees on a price.
func (s *Server) SupplierPreviewBenefit(_ context.Context, r SupplierPreviewBenefitRequestObject) (SupplierPreviewBenefitResponseObject, error) {
	fees := mapped(r.Body.Fees, feeRule)
	parts, err := benefit.Preview(money.Fen(r.Body.PriceFen), r.Body.WeightG, fees)
	return SupplierPreviewBenefit200JSONResponse{
		GrossFen: r.Body.PriceFen,
		Parts: mapped(parts, func(p alloc.Part) RolePart {
			return RolePart{
				Role: BillRole(p.Role), Title: partTitles[p.Role], AmountFen: int64(p.Amount), ShareBp: share(int64(p.Amount), r.Body.PriceFen),
			}
		}),
	}, err
}

// SupplierCreateBenefitVersion revises a link.
func (s *Server) SupplierCreateBenefitVersion(ctx context.Context, r SupplierCreateBenefitVersionRequestObject) (SupplierCreateBenefitVersionResponseObject, error) {
	out, err := s.changeLink(ctx, r.Body.Fees, func(tx *db.Tx, a actor.Actor, fees []benefit.FeeRule) (benefit.Version, error) {
		return benefit.Revise(tx, a, benefit.ReviseInput{
			LinkID: int64(r.Id), MerchantID: a.OrgID, CurrentID: int64(r.Body.VersionId), Fees: fees,
		})
	})
	return SupplierCreateBenefitVersion201JSONResponse(out), err
}

// changeLink runs one step on a link with fees whose payees the merchant works
// with, and shows it as it then stands.
func (s *Server) changeLink(ctx context.Context, in []FeeInput, step func(*db.Tx, actor.Actor, []benefit.FeeRule) (benefit.Version, error)) (out BenefitLink, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		fees, err := feeRules(tx, a.OrgID, in)
		if err != nil {
			return err
		}
		v, err := step(tx, a, fees)
		if err != nil {
			return err
		}
		names, err := readPayeeNames(tx, []benefit.Version{v})
		out = benefitLink(v, names)
		return err
	})
	return out, err
}
