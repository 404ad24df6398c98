package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
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

// SupplierGetOptions is what the merchant's forms choose from.
func (s *Server) SupplierGetOptions(ctx context.Context, _ SupplierGetOptionsRequestObject) (SupplierGetOptionsResponseObject, error) {
	var out SupplierOptions
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		carriers, err := logistics.Carriers(tx)
		if err != nil {
			return err
		}
		out.Carriers = mapped(carriers, func(c logistics.Carrier) CarrierOption {
			return CarrierOption{Id: ID(c.ID), Code: c.Code, Name: c.Name}
		})
		out.Collectives, err = collectiveOptions(tx, actorOf(ctx).Region)
		return err
	})
	return SupplierGetOptions200JSONResponse(out), err
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

// SupplierGetOrder is one of them.
func (s *Server) SupplierGetOrder(ctx context.Context, r SupplierGetOrderRequestObject) (SupplierGetOrderResponseObject, error) {
	out, err := s.readWorkOrder(ctx, scope{merchantID: actorOf(ctx).OrgID}, int64(r.Id))
	return SupplierGetOrder200JSONResponse(out), err
}

// SupplierListCredits is what my book credited to households.
func (s *Server) SupplierListCredits(ctx context.Context, r SupplierListCreditsRequestObject) (SupplierListCreditsResponseObject, error) {
	out, err := s.readEarners(ctx, report.Scope{MerchantID: actorOf(ctx).OrgID}, r.Params.Cursor, r.Params.Limit)
	return SupplierListCredits200JSONResponse(out), err
}
