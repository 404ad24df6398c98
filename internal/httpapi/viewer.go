package httpapi

import (
	"context"
	"slices"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
)

// viewerText is the version of the text that is read out before a viewer is
// named.
const viewerText = "2026-11"

// MeListHouseholdViewers names who else may read my household's passbook.
func (s *Server) MeListHouseholdViewers(ctx context.Context, r MeListHouseholdViewersRequestObject) (MeListHouseholdViewersResponseObject, error) {
	var out ViewerList
	err := s.DB.View(ctx, func(tx *db.Tx) error {
		h, err := boundHousehold(tx, actorOf(ctx).UserID, int64(r.Id))
		if err != nil {
			return err
		}
		out.Items, err = viewers(tx, h.ID)
		return err
	})
	return MeListHouseholdViewers200JSONResponse(out), err
}

// StationListViewers names who may read a household's passbook.
func (s *Server) StationListViewers(ctx context.Context, r StationListViewersRequestObject) (StationListViewersResponseObject, error) {
	var out ViewerBoard
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		out, err = viewerBoard(tx, actorOf(ctx), r.Id)
		return err
	})
	return StationListViewers200JSONResponse(out), err
}

// StationCreateViewer records whom a household lets read its passbook.
func (s *Server) StationCreateViewer(ctx context.Context, r StationCreateViewerRequestObject) (StationCreateViewerResponseObject, error) {
	out, err := s.changeViewers(ctx, r.Id, func(tx *db.Tx, a actor.Actor) error {
		return s.nameViewer(tx, a, int64(r.Id), *r.Body)
	})
	return StationCreateViewer201JSONResponse(out), err
}

// StationDeleteViewer ends what a viewer may read.
func (s *Server) StationDeleteViewer(ctx context.Context, r StationDeleteViewerRequestObject) (StationDeleteViewerResponseObject, error) {
	out, err := s.changeViewers(ctx, r.Id, func(tx *db.Tx, a actor.Actor) error {
		return household.RemoveViewer(tx, a, int64(r.Id), int64(r.ViewerId))
	})
	return StationDeleteViewer200JSONResponse(out), err
}

func (s *Server) changeViewers(ctx context.Context, id ID, change func(*db.Tx, actor.Actor) error) (out ViewerBoard, err error) {
	a := actorOf(ctx)
	err = s.DB.Update(ctx, func(tx *db.Tx) error {
		if err := change(tx, a); err != nil {
			return err
		}
		out, err = viewerBoard(tx, a, id)
		return err
	})
	return out, err
}

// nameViewer makes an account for a phone that has none: whoever signs in with
// it later reads the passbook.
func (s *Server) nameViewer(tx *db.Tx, a actor.Actor, id int64, in ViewerInput) error {
	staff, err := witnesses(tx, a, ID(id))
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(staff, func(w Witness) bool { return w.Id == in.WitnessId }) {
		return household.ErrViewerWitness.Field("witness_id", "witness", household.ErrViewerWitness.Detail)
	}
	u, err := s.Identity.EnsureUser(tx, in.Phone)
	if err != nil {
		return err
	}
	_, err = household.NameViewer(tx, a, household.NewViewer{
		HouseholdID: id, UserID: u.ID, WitnessID: int64(in.WitnessId), Version: viewerText, Agreed: in.Agreed,
	})
	return err
}

func viewerBoard(tx *db.Tx, a actor.Actor, id ID) (out ViewerBoard, err error) {
	if out.Witnesses, err = witnesses(tx, a, id); err != nil {
		return out, err
	}
	out.Items, err = viewers(tx, int64(id))
	return out, err
}

// witnesses are who may stand beside the caller for a household of the caller's
// region.
func witnesses(tx *db.Tx, a actor.Actor, id ID) ([]Witness, error) {
	h, err := household.Get(tx, a.Region, int64(id))
	if err != nil {
		return nil, err
	}
	staff, err := identity.VillageStaff(tx, h.Region)
	staff = slices.DeleteFunc(staff, func(u identity.User) bool { return u.ID == a.UserID })
	return mapped(staff, func(u identity.User) Witness { return Witness{Id: ID(u.ID), Name: u.Name} }), err
}

func viewers(tx *db.Tx, householdID int64) ([]Viewer, error) {
	list, err := household.Viewers(tx, householdID)
	if err != nil {
		return nil, err
	}
	names, err := identity.Names(tx, append(
		keys(list, func(v household.Viewer) int64 { return v.UserID }),
		keys(list, func(v household.Viewer) int64 { return v.WitnessID })...))
	return mapped(list, func(v household.Viewer) Viewer {
		return Viewer{Id: ID(v.ID), Name: names[v.UserID], Since: at(v.NamedUS), WitnessName: names[v.WitnessID]}
	}), err
}
