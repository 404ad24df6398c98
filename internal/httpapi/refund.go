package httpapi

import (
	"context"
	"slices"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
)

// DistrictCreateRefund gives a part of an order's money back.
func (s *Server) DistrictCreateRefund(ctx context.Context, r DistrictCreateRefundRequestObject) (DistrictCreateRefundResponseObject, error) {
	a := actorOf(ctx)
	if err := s.Desk.GiveBack(ctx, a, r.Params.IdempotencyKey, refundInput(int64(r.Id), *r.Body)); err != nil {
		return nil, err
	}
	out, err := s.readWorkOrder(ctx, scope{region: a.Region}, int64(r.Id))
	return DistrictCreateRefund200JSONResponse(out), err
}

// DistrictListClaims lists claims of the region.
func (s *Server) DistrictListClaims(ctx context.Context, r DistrictListClaimsRequestObject) (DistrictListClaimsResponseObject, error) {
	out, err := s.readClaims(ctx, r.Params.Cursor, r.Params.Limit, func(tx *db.Tx, before int64, limit int) ([]trade.Claim, error) {
		return trade.Claims(tx, actorOf(ctx).Region, trade.ClaimState(r.Params.State), before, limit)
	})
	return DistrictListClaims200JSONResponse(out), err
}

// DistrictDecideClaim ends a claim.
func (s *Server) DistrictDecideClaim(ctx context.Context, r DistrictDecideClaimRequestObject) (DistrictDecideClaimResponseObject, error) {
	var out Claim
	err := s.DB.Update(ctx, func(tx *db.Tx) (err error) {
		if err = trade.Decide(tx, actorOf(ctx), int64(r.Id), r.Body.Uphold, r.Body.Note); err != nil {
			return err
		}
		out, err = oneClaim(tx, int64(r.Id), 0)
		return err
	})
	return DistrictDecideClaim200JSONResponse(out), err
}

// StationListClaims lists claims on goods of the station.
func (s *Server) StationListClaims(ctx context.Context, r StationListClaimsRequestObject) (StationListClaimsResponseObject, error) {
	out, err := s.readClaims(ctx, r.Params.Cursor, r.Params.Limit, func(tx *db.Tx, before int64, limit int) ([]trade.Claim, error) {
		return trade.ClaimsOfStation(tx, actorOf(ctx).OrgID, before, limit)
	})
	return StationListClaims200JSONResponse(out), err
}

// StationCreateObjection objects for a household at the counter.
func (s *Server) StationCreateObjection(ctx context.Context, r StationCreateObjectionRequestObject) (StationCreateObjectionResponseObject, error) {
	var out Claim
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		c, err := trade.ClaimByID(tx, int64(r.Id))
		if err != nil {
			return err
		}
		o, err := trade.OrderByID(tx, c.OrderID)
		if err != nil {
			return err
		}
		if o.StationID != actorOf(ctx).OrgID {
			return trade.ErrNoClaim
		}
		if err := trade.Object(tx, actorOf(ctx), c.RefundID, r.Body.Objection); err != nil {
			return err
		}
		out, err = oneClaim(tx, c.RefundID, 0)
		return err
	})
	return StationCreateObjection200JSONResponse(out), err
}

// passbookOrders is how far back a household's claims are looked for.
const passbookOrders = 1000

// MeListHouseholdClaims lists claims on my household's goods.
func (s *Server) MeListHouseholdClaims(ctx context.Context, r MeListHouseholdClaimsRequestObject) (MeListHouseholdClaimsResponseObject, error) {
	var out ClaimList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		h, claims, err := claimsOnMine(tx, actorOf(ctx), r.Id)
		if err != nil {
			return err
		}
		out.Items, err = claimsOut(tx, claims, h)
		return err
	})
	return MeListHouseholdClaims200JSONResponse(out), err
}

// MeCreateObjection does not accept a claim on my household's goods.
func (s *Server) MeCreateObjection(ctx context.Context, r MeCreateObjectionRequestObject) (MeCreateObjectionResponseObject, error) {
	var out Claim
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		h, claims, err := claimsOnMine(tx, actorOf(ctx), r.Id)
		if err != nil {
			return err
		}
		refundID := int64(r.RefundId)
		if !slices.ContainsFunc(claims, func(c trade.Claim) bool { return c.RefundID == refundID }) {
			return trade.ErrNoClaim
		}
		if err := trade.Object(tx, actorOf(ctx), refundID, r.Body.Objection); err != nil {
			return err
		}
		out, err = oneClaim(tx, refundID, h)
		return err
	})
	return MeCreateObjection200JSONResponse(out), err
}

// claimsOnMine reads a household the actor may act for and the claims on its
// goods.
func claimsOnMine(tx *db.Tx, a actor.Actor, id ID) (householdID int64, claims []trade.Claim, err error) {
	h, err := boundHousehold(tx, a.UserID, int64(id))
	if err != nil {
		return 0, nil, err
	}
	orders, err := alloc.OrdersOf(tx, h.ID, passbookOrders)
	if err != nil {
		return 0, nil, err
	}
	claims, err = trade.ClaimsOfOrders(tx, orders)
	return h.ID, claims, err
}

func (s *Server) readClaims(ctx context.Context, cursor string, limit int, list func(tx *db.Tx, before int64, limit int) ([]trade.Claim, error)) (out ClaimList, err error) {
	before, err := idCursor(cursor)
	if err != nil {
		return out, err
	}
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		claims, err := list(tx, before, limit+1)
		if err != nil {
			return err
		}
		claims, out.NextCursor = page(claims, limit, func(c trade.Claim) int64 { return c.RefundID })
		out.Items, err = claimsOut(tx, claims, 0)
		return err
	})
	return out, err
}

func oneClaim(tx *db.Tx, refundID, householdID int64) (Claim, error) {
	c, err := trade.ClaimByID(tx, refundID)
	if err != nil {
		return Claim{}, err
	}
	out, err := claimsOut(tx, []trade.Claim{c}, householdID)
	if err != nil {
		return Claim{}, err
	}
	return out[0], nil
}

// claimsOut adds the orders, and what a household bears when one is asked about.
func claimsOut(tx *db.Tx, claims []trade.Claim, householdID int64) ([]Claim, error) {
	orders, err := trade.OrdersByID(tx, keys(claims, func(c trade.Claim) int64 { return c.OrderID }))
	if err != nil {
		return nil, err
	}
	of := make(map[int64]trade.Order, len(orders))
	for _, o := range orders {
		of[o.ID] = o
	}
	out := make([]Claim, len(claims))
	for i, c := range claims {
		share := money.Fen(0)
		if householdID != 0 {
			if share, err = c.ShareOf(tx, householdID); err != nil {
				return nil, err
			}
		}
		out[i] = claim(c, of[c.OrderID], tx.Today(), share)
	}
	return out, nil
}
