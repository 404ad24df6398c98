package httpapi

import (
	"context"
	"time"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/supplier"
)

// AuthCreateSmsCode sends a one-time code.
func (s *Server) AuthCreateSmsCode(ctx context.Context, r AuthCreateSmsCodeRequestObject) (AuthCreateSmsCodeResponseObject, error) {
	if err := s.Identity.SendCode(ctx, r.Body.Phone, identity.Purpose(r.Body.Purpose)); err != nil {
		return nil, err
	}
	return AuthCreateSmsCode201JSONResponse{
		ResendAfterS: int(identity.CodePause / time.Second),
		ExpiresAt:    at(clock.US(s.DB.Clock().Now().Add(identity.CodeTTL))),
		DemoCode:     s.demoCode(r.Body.Phone),
	}, nil
}

// demoCode shows the code that no provider delivers, in demo mode only.
func (s *Server) demoCode(phone string) string {
	if s.DemoSMS == nil {
		return ""
	}
	m, _ := s.DemoSMS.Last(phone)
	return m.Vars["code"]
}

var errNoProof = fault.ErrInvalid.Field("code", "required", "请填写验证码或密码")

// AuthCreateSession signs in.
func (s *Server) AuthCreateSession(ctx context.Context, r AuthCreateSessionRequestObject) (AuthCreateSessionResponseObject, error) {
	in, err := s.signIn(ctx, *r.Body)
	if err != nil {
		return nil, err
	}
	s.setSession(ctx, in.Token, in.Session.ExpiresUS)
	out, err := s.sessionOf(ctx, in.Session)
	return AuthCreateSession201JSONResponse(out), err
}

func (s *Server) signIn(ctx context.Context, in SessionInput) (identity.SignedIn, error) {
	switch device := exchangeOf(ctx).request.UserAgent(); {
	case in.Code != "":
		return s.Identity.SignInWithCode(ctx, in.Phone, in.Code, device)
	case in.Password != "":
		return s.Identity.SignInWithPassword(ctx, in.Phone, in.Password, device)
	}
	return identity.SignedIn{}, errNoProof
}

// AuthGetSession says who is signed in, and lets the cookie last as long as the
// session.
func (s *Server) AuthGetSession(ctx context.Context, _ AuthGetSessionRequestObject) (AuthGetSessionResponseObject, error) {
	who := callerOf(ctx)
	if !who.SignedIn() {
		return AuthGetSession200JSONResponse{Grants: []Grant{}}, nil
	}
	s.setSession(ctx, who.token, who.session.ExpiresUS)
	out, err := s.sessionOf(ctx, who.session)
	return AuthGetSession200JSONResponse(out), err
}

// AuthDeleteSession signs out.
func (s *Server) AuthDeleteSession(ctx context.Context, _ AuthDeleteSessionRequestObject) (AuthDeleteSessionResponseObject, error) {
	if err := s.Identity.SignOut(ctx, callerOf(ctx).token); err != nil {
		return nil, err
	}
	s.dropSession(ctx)
	return AuthDeleteSession204Response{}, nil
}

// AuthPutSessionRole acts in another role.
func (s *Server) AuthPutSessionRole(ctx context.Context, r AuthPutSessionRoleRequestObject) (AuthPutSessionRoleResponseObject, error) {
	who := callerOf(ctx)
	role, grantID, err := s.wanted(ctx, who.session, r.Body.GrantId)
	if err != nil {
		return nil, err
	}
	in, err := s.Identity.SwitchRole(ctx, who.token, role, grantID)
	if err != nil {
		return nil, err
	}
	s.setSession(ctx, in.Token, in.Session.ExpiresUS)
	out, err := s.sessionOf(ctx, in.Session)
	return AuthPutSessionRole200JSONResponse(out), err
}

// AuthPutPassword sets one's own password.
func (s *Server) AuthPutPassword(ctx context.Context, r AuthPutPasswordRequestObject) (AuthPutPasswordResponseObject, error) {
	who := callerOf(ctx)
	if err := s.Identity.ChangePassword(ctx, who.Actor, who.session, r.Body.Current, r.Body.Password); err != nil {
		return nil, err
	}
	return AuthPutPassword204Response{}, nil
}

// wanted reads a grant's id: a number, or the word of a role that needs none.
func (s *Server) wanted(ctx context.Context, session identity.Session, grant string) (identity.Role, int64, error) {
	if grant == string(identity.Consumer) || grant == string(identity.Household) {
		return identity.Role(grant), 0, nil
	}
	p, err := s.Identity.Profile(ctx, session)
	if err != nil {
		return "", 0, err
	}
	for _, g := range p.User.Grants {
		if formatID(g.ID) == grant {
			return g.Role, g.ID, nil
		}
	}
	return "", 0, identity.ErrRole
}

// sessionOf shows a session with everything the person may act as.
func (s *Server) sessionOf(ctx context.Context, session identity.Session) (Session, error) {
	p, err := s.Identity.Profile(ctx, session)
	if err != nil {
		return Session{}, err
	}
	grants, err := s.grants(ctx, p)
	if err != nil {
		return Session{}, err
	}
	out := Session{
		SignedIn: true, ByCode: session.ByCode, Grants: grants, ExpiresAt: at(session.ExpiresUS),
		User: SessionUser{Id: ID(p.User.ID), Name: p.User.Name, PhoneMasked: p.User.PhoneMask},
	}
	active := string(session.Role)
	if session.GrantID != 0 {
		active = formatID(session.GrantID)
	}
	for _, g := range grants {
		if g.Id == active {
			out.Active = g
		}
	}
	return out, nil
}

func (s *Server) grants(ctx context.Context, p identity.Profile) (out []Grant, err error) {
	held := []identity.Grant{{Role: identity.Consumer}}
	if p.BoundHousehold {
		held = append(held, identity.Grant{Role: identity.Household})
	}
	tree, err := s.Places.Tree(ctx)
	if err != nil {
		return nil, err
	}
	held = append(held, p.User.Grants...)
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		names, err := readOrgNames(tx, held)
		out = mapped(held, func(g identity.Grant) Grant { return grant(g, names, tree) })
		return err
	})
	return out, err
}

// orgNames are the names of stations and suppliers by id.
type orgNames struct{ stations, suppliers map[int64]string }

func readOrgNames(tx *db.Tx, grants []identity.Grant) (orgNames, error) {
	of := func(kind string) []int64 {
		return keys(grants, func(g identity.Grant) int64 {
			if g.OrgKind != kind {
				return 0
			}
			return g.OrgID
		})
	}
	names := orgNames{map[int64]string{}, map[int64]string{}}
	stations, err := supplier.StationsByIDs(tx, of("station"))
	if err != nil {
		return names, err
	}
	merchants, err := supplier.ByIDs(tx, of("supplier"))
	for id, x := range stations {
		names.stations[id] = x.Name
	}
	for id, x := range merchants {
		names.suppliers[id] = x.Name
	}
	return names, err
}
