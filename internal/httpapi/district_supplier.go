package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/supply"
)

// DistrictListSuppliers lists merchants of record.
func (s *Server) DistrictListSuppliers(ctx context.Context, r DistrictListSuppliersRequestObject) (DistrictListSuppliersResponseObject, error) {
	p := r.Params
	after, err := idCursor(p.Cursor)
	if err != nil {
		return nil, err
	}
	var out SupplierList
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		list, err := supplier.List(tx, supplier.Query{
			Region: actorOf(ctx).Region, State: supplier.State(p.State), Q: p.Q, After: after, Limit: p.Limit + 1,
		})
		if err != nil {
			return err
		}
		list, out.NextCursor = page(list, p.Limit, func(x supplier.Supplier) int64 { return x.ID })
		if out.Items, err = suppliers(tx, m, list); err != nil {
			return err
		}
		return s.addMissed(tx, list, out.Items)
	})
	return DistrictListSuppliers200JSONResponse(out), err
}

// addMissed says of merchants that sell how many households were not paid in time.
func (s *Server) addMissed(tx *db.Tx, list []supplier.Supplier, items []Supplier) error {
	for i, x := range list {
		if x.State != supplier.Active {
			continue
		}
		missed, err := s.Teller.MissedOf(tx, x.ID)
		if err != nil {
			return err
		}
		items[i].MissedPayouts = len(missed.Households)
	}
	return nil
}

// DistrictGetSupplier is one merchant.
func (s *Server) DistrictGetSupplier(ctx context.Context, r DistrictGetSupplierRequestObject) (DistrictGetSupplierResponseObject, error) {
	var out Supplier
	err := s.view(ctx, func(tx *db.Tx, m *atlas) error {
		x, err := supplier.Get(tx, actorOf(ctx).Region, int64(r.Id))
		if err != nil {
			return err
		}
		out, err = readSupplier(tx, m, x)
		return err
	})
	return DistrictGetSupplier200JSONResponse(out), err
}

// DistrictCreateSupplier registers a merchant.
func (s *Server) DistrictCreateSupplier(ctx context.Context, r DistrictCreateSupplierRequestObject) (DistrictCreateSupplierResponseObject, error) {
	out, err := s.changeSupplier(ctx, func(tx *db.Tx, a actor.Actor, m *atlas) (supplier.Supplier, error) {
		return s.Suppliers.Create(tx, a, newSupplier(*r.Body, m))
	})
	return DistrictCreateSupplier201JSONResponse(out), err
}

// DistrictVerifySupplier accepts a merchant's papers or turns them down.
func (s *Server) DistrictVerifySupplier(ctx context.Context, r DistrictVerifySupplierRequestObject) (DistrictVerifySupplierResponseObject, error) {
	out, err := s.changeSupplier(ctx, func(tx *db.Tx, a actor.Actor, _ *atlas) (supplier.Supplier, error) {
		if r.Body.Verdict == SupplierVerdictInputVerdictApprove {
			return supply.ActivateMerchant(tx, a, int64(r.Id))
		}
		return supplier.Reject(tx, a, int64(r.Id), r.Body.Reason)
	})
	return DistrictVerifySupplier200JSONResponse(out), err
}
