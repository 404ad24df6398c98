package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/identity"
)

// DistrictListUsers lists staff.
func (s *Server) DistrictListUsers(ctx context.Context, r DistrictListUsersRequestObject) (DistrictListUsersResponseObject, error) {
	after, err := idCursor(r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	var out UserList
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		list, next, err := identity.Users(tx, identity.UserQuery{
			Region: actorOf(ctx).Region, Q: r.Params.Q, After: after, Limit: r.Params.Limit,
		})
		if err != nil {
			return err
		}
		if next != 0 {
			out.NextCursor = formatID(next)
		}
		out.Items, err = users(tx, m, list)
		return err
	})
	return DistrictListUsers200JSONResponse(out), err
}

// DistrictCreateUser gives a person a role, a name and a password.
func (s *Server) DistrictCreateUser(ctx context.Context, r DistrictCreateUserRequestObject) (DistrictCreateUserResponseObject, error) {
	a := actorOf(ctx)
	in, err := s.newStaff(ctx, a, *r.Body)
	if err != nil {
		return nil, err
	}
	u, err := s.Identity.CreateStaff(ctx, a, in)
	if err != nil {
		return nil, err
	}
	out, err := s.readUser(ctx, u.ID)
	return DistrictCreateUser201JSONResponse(out), err
}

// DistrictGetUser is one staff account.
func (s *Server) DistrictGetUser(ctx context.Context, r DistrictGetUserRequestObject) (DistrictGetUserResponseObject, error) {
	out, err := s.readUser(ctx, int64(r.Id))
	return DistrictGetUser200JSONResponse(out), err
}

// DistrictDisableUser keeps somebody out.
func (s *Server) DistrictDisableUser(ctx context.Context, r DistrictDisableUserRequestObject) (DistrictDisableUserResponseObject, error) {
	out, err := s.setUserState(ctx, int64(r.Id), identity.Disabled)
	return DistrictDisableUser200JSONResponse(out), err
}

// DistrictEnableUser lets somebody in again.
func (s *Server) DistrictEnableUser(ctx context.Context, r DistrictEnableUserRequestObject) (DistrictEnableUserResponseObject, error) {
	out, err := s.setUserState(ctx, int64(r.Id), identity.Active)
	return DistrictEnableUser200JSONResponse(out), err
}

func (s *Server) setUserState(ctx context.Context, id int64, to identity.State) (User, error) {
	if _, err := s.readUser(ctx, id); err != nil { // who is not of the region does not exist
		return User{}, err
	}
	if err := s.Identity.SetState(ctx, actorOf(ctx), id, to); err != nil {
		return User{}, err
	}
	return s.readUser(ctx, id)
}

// DistrictEndGrant takes one role away.
func (s *Server) DistrictEndGrant(ctx context.Context, r DistrictEndGrantRequestObject) (DistrictEndGrantResponseObject, error) {
	a := actorOf(ctx)
	var holder int64
	err := s.DB.View(ctx, func(tx *db.Tx) (err error) {
		holder, err = identity.HolderOf(tx, a.Region, int64(r.Id))
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := s.Identity.EndGrant(ctx, a, int64(r.Id)); err != nil {
		return nil, err
	}
	out, err := s.readUser(ctx, holder)
	return DistrictEndGrant200JSONResponse(out), err
}

// readUser reads a person of the caller's region.
func (s *Server) readUser(ctx context.Context, id int64) (out User, err error) {
	err = s.view(ctx, func(tx *db.Tx, m *atlas) error {
		u, err := identity.GetUser(tx, actorOf(ctx).Region, id)
		if err != nil {
			return err
		}
		list, err := users(tx, m, []identity.User{u})
		if err == nil {
			out = list[0]
		}
		return err
	})
	return out, err
}
