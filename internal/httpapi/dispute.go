package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
)

// MeCreateDispute says that a line of my household's passbook is not right.
func (s *Server) MeCreateDispute(ctx context.Context, r MeCreateDisputeRequestObject) (MeCreateDisputeResponseObject, error) {
	var out Dispute
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		h, err := boundHousehold(tx, actorOf(ctx).UserID, int64(r.Id))
		if err != nil {
			return err
		}
		out, err = raise(tx, actorOf(ctx), household.DisputeInput{Household: h, LineID: int64(r.LineId), Words: r.Body.Words})
		return err
	})
	return MeCreateDispute201JSONResponse(out), err
}

// StationCreateDispute writes down what a household says at the counter.
func (s *Server) StationCreateDispute(ctx context.Context, r StationCreateDisputeRequestObject) (StationCreateDisputeResponseObject, error) {
	a := actorOf(ctx)
	var out Dispute
	err := s.DB.Update(ctx, func(tx *db.Tx) error {
		h, err := household.Get(tx, a.Region, int64(r.Id))
		if err != nil {
			return err
		}
		out, err = raise(tx, a, household.DisputeInput{Household: h, LineID: int64(r.LineId), AtStation: true, Words: r.Body.Words})
		return err
	})
	return StationCreateDispute201JSONResponse(out), err
}

// raise records a dispute of a line that is the household's, for the station that
// sold the goods.
func raise(tx *db.Tx, a actor.Actor, in household.DisputeInput) (Dispute, error) {
	lines, err := alloc.CreditsByID(tx, []int64{in.LineID})
	if err != nil {
		return Dispute{}, err
	}
	if len(lines) == 0 || lines[0].Row.Household != in.Household.ID {
		return Dispute{}, errNoLine
	}
	b, err := readPassbook(tx, lines)
	if err != nil {
		return Dispute{}, err
	}
	in.StationID = b.lines[lines[0].Slice.Line].StationID
	d, err := household.Raise(tx, a, in)
	if err != nil {
		return Dispute{}, err
	}
	return oneDispute(tx, a, d.ID)
}

// StationGetPassbook shows a household its passbook at the counter.
func (s *Server) StationGetPassbook(ctx context.Context, r StationGetPassbookRequestObject) (StationGetPassbookResponseObject, error) {
	a := actorOf(ctx)
	var out Passbook
	err := s.update(ctx, func(tx *db.Tx, m *atlas) error {
		h, err := household.Get(tx, a.Region, int64(r.Id))
		if err != nil {
			return err
		}
		if out, err = s.homeBook(tx, m, h, r.Params.Cursor, r.Params.Limit); err != nil {
			return err
		}
		return audit.Add(tx, a, "household.passbook", "household", h.ID, h.Code)
	})
	return StationGetPassbook200JSONResponse(out), err
}

// StationListDisputes lists what the station must answer for.
func (s *Server) StationListDisputes(ctx context.Context, r StationListDisputesRequestObject) (StationListDisputesResponseObject, error) {
	out, err := s.readDisputes(ctx, r.Params.Cursor, r.Params.Limit, func(tx *db.Tx, before int64, limit int) ([]household.Dispute, error) {
		return household.DisputesOfStation(tx, actorOf(ctx).OrgID, before, limit)
	})
	return StationListDisputes200JSONResponse(out), err
}

// StationAnswerDispute answers a household.
func (s *Server) StationAnswerDispute(ctx context.Context, r StationAnswerDisputeRequestObject) (StationAnswerDisputeResponseObject, error) {
	out, err := s.changeDispute(ctx, r.Id, func(tx *db.Tx, a actor.Actor, id int64) error {
		return household.AnswerAtStation(tx, a, id, r.Body.Answer)
	})
	return StationAnswerDispute200JSONResponse(out), err
}

// DistrictListDisputes lists the region's disputes.
func (s *Server) DistrictListDisputes(ctx context.Context, r DistrictListDisputesRequestObject) (DistrictListDisputesResponseObject, error) {
	out, err := s.readDisputes(ctx, r.Params.Cursor, r.Params.Limit, func(tx *db.Tx, before int64, limit int) ([]household.Dispute, error) {
		return household.DisputesIn(tx, actorOf(ctx).Region, household.DisputeState(r.Params.State), before, limit)
	})
	return DistrictListDisputes200JSONResponse(out), err
}

// DistrictTakeDispute takes over what a station left lying.
func (s *Server) DistrictTakeDispute(ctx context.Context, r DistrictTakeDisputeRequestObject) (DistrictTakeDisputeResponseObject, error) {
	out, err := s.changeDispute(ctx, r.Id, household.TakeOver)
	return DistrictTakeDispute200JSONResponse(out), err
}

// DistrictAnswerDispute answers in the station's place.
func (s *Server) DistrictAnswerDispute(ctx context.Context, r DistrictAnswerDisputeRequestObject) (DistrictAnswerDisputeResponseObject, error) {
	out, err := s.changeDispute(ctx, r.Id, func(tx *db.Tx, a actor.Actor, id int64) error {
		return household.AnswerAtOffice(tx, a, id, r.Body.Answer)
	})
	return DistrictAnswerDispute200JSONResponse(out), err
}

func (s *Server) changeDispute(ctx context.Context, id ID, change func(*db.Tx, actor.Actor, int64) error) (out Dispute, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		if err := change(tx, a, int64(id)); err != nil {
			return err
		}
		out, err = oneDispute(tx, a, int64(id))
		return err
	})
	return out, err
}
