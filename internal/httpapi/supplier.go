package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/benefit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/supply"
	"github.com/yigou/yigou/internal/trade"
)

// SupplierGetProfile is the merchant I act for.
func (s *Server) SupplierGetProfile(ctx context.Context, _ SupplierGetProfileRequestObject) (SupplierGetProfileResponseObject, error) {
	a := actorOf(ctx)
	var out Supplier
	err := s.view(ctx, func(tx *db.Tx, m *atlas) error {
		x, err := supplier.Get(tx, a.Region, a.OrgID)
		if err != nil {
			return err
		}
		out, err = readSupplier(tx, m, x)
		return err
	})
	return SupplierGetProfile200JSONResponse(out), err
}

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

// SupplierListFreightTemplates lists my templates.
func (s *Server) SupplierListFreightTemplates(ctx context.Context, _ SupplierListFreightTemplatesRequestObject) (SupplierListFreightTemplatesResponseObject, error) {
	var out FreightTemplateList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := logistics.Templates(tx, actorOf(ctx).OrgID)
		if err != nil {
			return err
		}
		carriers, err := logistics.Carriers(tx)
		out.Items = mapped(list, func(t logistics.Template) FreightTemplate { return freightTemplate(t, carriers) })
		return err
	})
	return SupplierListFreightTemplates200JSONResponse(out), err
}

// SupplierCreateFreightTemplate sets a template up.
func (s *Server) SupplierCreateFreightTemplate(ctx context.Context, r SupplierCreateFreightTemplateRequestObject) (SupplierCreateFreightTemplateResponseObject, error) {
	out, err := s.changeFreight(ctx, *r.Body, func(tx *db.Tx, a actor.Actor, in logistics.TemplateInput) (logistics.Template, error) {
		return supply.CreateFreight(tx, a, a.OrgID, in)
	})
	return SupplierCreateFreightTemplate201JSONResponse(out), err
}

// SupplierPutFreightTemplate changes a template.
func (s *Server) SupplierPutFreightTemplate(ctx context.Context, r SupplierPutFreightTemplateRequestObject) (SupplierPutFreightTemplateResponseObject, error) {
	out, err := s.changeFreight(ctx, *r.Body, func(tx *db.Tx, a actor.Actor, in logistics.TemplateInput) (logistics.Template, error) {
		return supply.ReviseFreight(tx, a, a.OrgID, int64(r.Id), r.Body.VersionNo, in)
	})
	return SupplierPutFreightTemplate200JSONResponse(out), err
}

func (s *Server) changeFreight(ctx context.Context, body FreightTemplateInput, step func(*db.Tx, actor.Actor, logistics.TemplateInput) (logistics.Template, error)) (out FreightTemplate, err error) {
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		carriers, err := logistics.Carriers(tx)
		if err != nil {
			return err
		}
		carrier, err := carrierOf(carriers, body.CarrierCode)
		if err != nil {
			return err
		}
		t, err := step(tx, actorOf(ctx), templateInput(body, carrier.ID))
		out = freightTemplate(t, carriers)
		return err
	})
	return out, err
}

// SupplierListOrders lists orders of which I am the merchant of record.
func (s *Server) SupplierListOrders(ctx context.Context, r SupplierListOrdersRequestObject) (SupplierListOrdersResponseObject, error) {
	a, p := actorOf(ctx), r.Params
	out, err := s.readWorkCards(ctx, trade.Query{MerchantID: a.OrgID, States: orderStates(p.State)}, scope{merchantID: a.OrgID}, p.Cursor, p.Limit)
	return SupplierListOrders200JSONResponse(out), err
}

// SupplierListCredits is what my book credited to households.
func (s *Server) SupplierListCredits(ctx context.Context, r SupplierListCreditsRequestObject) (SupplierListCreditsResponseObject, error) {
	out, err := s.readEarners(ctx, report.Scope{MerchantID: actorOf(ctx).OrgID}, r.Params.Cursor, r.Params.Limit)
	return SupplierListCredits200JSONResponse(out), err
}
