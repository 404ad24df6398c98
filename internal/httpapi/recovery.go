package httpapi

import (
	"cmp"
	"context"
	"slices"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/recovery"
	"github.com/yigou/yigou/internal/supplier"
)

// SupplierListRecoverables is what households have to give back in my book.
func (s *Server) SupplierListRecoverables(ctx context.Context, _ SupplierListRecoverablesRequestObject) (SupplierListRecoverablesResponseObject, error) {
	var out RecoverableList
	err := s.view(ctx, func(tx *db.Tx, m *atlas) (err error) {
		out.Items, err = recoverables(tx, m, actorOf(ctx))
		return err
	})
	return SupplierListRecoverables200JSONResponse(out), err
}

// SupplierListRecoveries is what my merchant asked for.
func (s *Server) SupplierListRecoveries(ctx context.Context, r SupplierListRecoveriesRequestObject) (SupplierListRecoveriesResponseObject, error) {
	out, err := s.readRecoveries(ctx, recovery.Query{MerchantID: actorOf(ctx).OrgID}, r.Params.Cursor, r.Params.Limit)
	return SupplierListRecoveries200JSONResponse(out), err
}

// SupplierCreateRecovery asks the district to book a sum.
func (s *Server) SupplierCreateRecovery(ctx context.Context, r SupplierCreateRecoveryRequestObject) (SupplierCreateRecoveryResponseObject, error) {
	out, err := s.changeRecovery(ctx, func(tx *db.Tx, a actor.Actor) (recovery.Recovery, error) {
		b, err := myBook(tx, a)
		if err != nil {
			return recovery.Recovery{}, err
		}
		return recovery.Ask(tx, a, recovery.Input{
			Book: b.Book, Region: b.region, Household: int64(r.Body.HouseholdId), Way: recovery.Way(r.Body.Way),
			Amount: money.Fen(r.Body.AmountFen), Reason: r.Body.Reason,
		})
	})
	return SupplierCreateRecovery201JSONResponse(out), err
}

// DistrictListRecoveries lists what merchants asked for.
func (s *Server) DistrictListRecoveries(ctx context.Context, r DistrictListRecoveriesRequestObject) (DistrictListRecoveriesResponseObject, error) {
	out, err := s.readRecoveries(ctx, recovery.Query{Region: actorOf(ctx).Region}, r.Params.Cursor, r.Params.Limit)
	return DistrictListRecoveries200JSONResponse(out), err
}

// DistrictDecideRecovery approves a request or turns it down.
func (s *Server) DistrictDecideRecovery(ctx context.Context, r DistrictDecideRecoveryRequestObject) (DistrictDecideRecoveryResponseObject, error) {
	out, err := s.changeRecovery(ctx, func(tx *db.Tx, a actor.Actor) (recovery.Recovery, error) {
		return recovery.Decide(tx, a, int64(r.Id), r.Body.Verdict == CorrectionVerdictVerdictApprove, r.Body.Note)
	})
	return DistrictDecideRecovery200JSONResponse(out), err
}

func recoverables(tx *db.Tx, m *atlas, a actor.Actor) ([]Recoverable, error) {
	b, err := myBook(tx, a)
	if err != nil {
		return nil, err
	}
	open, err := recovery.Open(tx, b.ID)
	if err != nil {
		return nil, err
	}
	asked, err := recovery.AskedFor(tx, b.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, 0, len(open))
	for id := range open {
		ids = append(ids, id)
	}
	households, err := household.ByIDs(tx, ids)
	if err != nil {
		return nil, err
	}
	items := make([]Recoverable, 0, len(ids))
	for id, amount := range open {
		h := households[id]
		items = append(items, Recoverable{
			HouseholdId: ID(id), Name: h.MaskedName, Code: h.Code, VillageName: regionWords(m.Tree, h.Region),
			AmountFen: int64(amount), Asked: asked[id],
		})
	}
	slices.SortFunc(items, func(a, b Recoverable) int {
		return cmp.Or(cmp.Compare(b.AmountFen, a.AmountFen), cmp.Compare(a.Code, b.Code))
	})
	return items, nil
}

func (s *Server) readRecoveries(ctx context.Context, q recovery.Query, cursor string, limit int) (out RecoveryList, err error) {
	if q.Before, err = idCursor(cursor); err != nil {
		return out, err
	}
	q.Limit = limit + 1
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := recovery.List(tx, q)
		if err != nil {
			return err
		}
		list, out.NextCursor = page(list, limit, func(r recovery.Recovery) int64 { return r.ID })
		out.Items, err = recoveries(tx, actorOf(ctx), list)
		return err
	})
	return out, err
}

func (s *Server) changeRecovery(ctx context.Context, step func(*db.Tx, actor.Actor) (recovery.Recovery, error)) (out Recovery, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		r, err := step(tx, a)
		if err != nil {
			return err
		}
		list, err := recoveries(tx, a, []recovery.Recovery{r})
		if err == nil {
			out = list[0]
		}
		return err
	})
	return out, err
}

func recoveries(tx *db.Tx, a actor.Actor, list []recovery.Recovery) ([]Recovery, error) {
	households, err := household.ByIDs(tx, keys(list, func(r recovery.Recovery) int64 { return r.HouseholdID }))
	if err != nil {
		return nil, err
	}
	merchants, err := supplier.Names(tx, keys(list, func(r recovery.Recovery) int64 { return r.MerchantID }))
	if err != nil {
		return nil, err
	}
	people, err := identity.Names(tx, append(
		keys(list, func(r recovery.Recovery) int64 { return r.Author }),
		keys(list, func(r recovery.Recovery) int64 { return r.Approver })...))
	return mapped(list, func(r recovery.Recovery) Recovery {
		h := households[r.HouseholdID]
		return Recovery{
			Id: ID(r.ID), MerchantName: merchants[r.MerchantID], HouseholdName: h.MaskedName, HouseholdCode: h.Code,
			Way: RecoveryWay(r.Way), WayLabel: r.Way.Word(), AmountFen: int64(r.Amount), State: RecoveryState(r.State), StateLabel: r.State.Word(),
			Reason: r.Reason, Note: r.Note, Author: people[r.Author], Approver: people[r.Approver],
			CreatedAt: at(r.CreatedUS), DecidedAt: at(r.DecidedUS),
			MayDecide: r.State == recovery.Asked && r.Author != a.UserID && a.Role == string(identity.DistrictAdmin),
		}
	}), err
}
