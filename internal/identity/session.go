package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Session is one signed-in device in one role.
type Session struct {
	ID        int64
	UserID    int64
	Role      Role
	GrantID   int64 // 0 for consumer and household
	ByCode    bool  // opened with a code sent to the person's own phone
	ExpiresUS int64
}

// Refusals.
var (
	ErrSession = fault.New(fault.Unauthenticated, "identity.session", "请先登录")
	ErrRole    = fault.New(fault.Denied, "identity.role", "你没有这个岗位，或岗位已到期")
)

const tokenBytes = 32

type tokenHash [sha256.Size]byte

type cached struct {
	session  Session
	actor    actor.Actor
	freshTil int64 // ask the database again after this instant
}

// hashToken hashes a well-formed token; anything else never reaches the
// database.
func hashToken(token string) (h tokenHash, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != tokenBytes {
		return h, false
	}
	return sha256.Sum256(raw), true
}

// Authenticate says who holds a token: from memory when it was seen in the last
// seconds, else from the database, where an active session's end moves on.
// Refusal: ErrSession.
func (g *Gate) Authenticate(ctx context.Context, token string) (actor.Actor, Session, error) {
	hash, ok := hashToken(token)
	if !ok {
		return actor.Actor{}, Session{}, ErrSession
	}
	now := g.nowUS()
	if c, ok := g.sessions.GetIfPresent(hash); ok && now < c.freshTil && now < c.session.ExpiresUS {
		return c.actor, c.session, nil
	}
	c, err := g.load(ctx, hash)
	if err != nil {
		g.sessions.Invalidate(hash)
		return actor.Actor{}, Session{}, err
	}
	g.sessions.Set(hash, c)
	return c.actor, c.session, nil
}

func (g *Gate) load(ctx context.Context, hash tokenHash) (c cached, err error) {
	var row sessionRow
	err = g.db.View(ctx, func(tx *db.Tx) error {
		if row, err = liveSession(tx, hash); err != nil {
			return err
		}
		c, err = g.current(tx, row)
		return err
	})
	if err != nil {
		return cached{}, err
	}
	return c, g.slide(ctx, row, &c)
}

// current checks that the session's user and role still hold.
func (g *Gate) current(tx *db.Tx, row sessionRow) (cached, error) {
	user, err := userByID(tx, row.UserID)
	if err != nil {
		return cached{}, err
	}
	grant := Grant{Role: row.Role}
	if row.GrantID != 0 {
		if grant, err = grantByID(tx, row.GrantID); err != nil {
			return cached{}, err
		}
	}
	if user.State != Active || (grant.ID != 0 && !grant.On(tx.Today())) {
		return cached{}, ErrSession
	}
	if grant.Role == Household {
		if bound, err := g.bound(tx, user.ID); err != nil || !bound {
			grant.Role = Consumer // unbound since: still signed in
			if err != nil {
				return cached{}, err
			}
		}
	}
	return cached{
		session:  Session{ID: row.ID, UserID: user.ID, Role: grant.Role, GrantID: grant.ID, ByCode: row.ByCode, ExpiresUS: row.ExpiresUS},
		actor:    grant.actor(user.ID),
		freshTil: tx.NowUS() + g.opt.CacheTTL.Microseconds(),
	}, nil
}

func (g Grant) actor(userID int64) actor.Actor {
	return actor.Actor{UserID: userID, Role: string(g.Role), OrgKind: g.OrgKind, OrgID: g.OrgID, Region: g.Region}
}

func (g *Gate) bound(tx *db.Tx, userID int64) (bool, error) {
	if g.opt.Bound == nil {
		return false, nil
	}
	return g.opt.Bound(tx, userID)
}

// slide moves the end of a session, at most once per twentieth of its life so
// that reading stays reading.
func (g *Gate) slide(ctx context.Context, row sessionRow, c *cached) error {
	ttl := g.ttl(row.Role).Microseconds()
	now := g.nowUS()
	if now-row.SeenUS < ttl/20 {
		return nil
	}
	c.session.ExpiresUS = now + ttl
	return g.db.Update(ctx, func(tx *db.Tx) error { return touchSession(tx, row.ID, now, now+ttl) })
}

func (g *Gate) ttl(r Role) time.Duration {
	if r == Consumer || r == Household {
		return g.opt.ConsumerTTL
	}
	return g.opt.StaffTTL
}

// open makes a session in one role.
func (g *Gate) open(tx *db.Tx, user userRow, grant Grant, device string, byCode bool) (SignedIn, error) {
	raw := make([]byte, tokenBytes)
	if _, err := rand.Read(raw); err != nil {
		return SignedIn{}, err
	}
	hash := tokenHash(sha256.Sum256(raw))
	row := sessionRow{
		ID: tx.NewID(), TokenHash: hash[:], UserID: user.ID, Role: grant.Role, GrantID: grant.ID, Device: clip(device, 80), ByCode: byCode,
		CreatedUS: tx.NowUS(), SeenUS: tx.NowUS(), ExpiresUS: tx.NowUS() + g.ttl(grant.Role).Microseconds(),
	}
	if err := insertSession(tx, row); err != nil {
		return SignedIn{}, err
	}
	return SignedIn{
		Token:   base64.RawURLEncoding.EncodeToString(raw),
		Session: Session{ID: row.ID, UserID: user.ID, Role: grant.Role, GrantID: grant.ID, ByCode: byCode, ExpiresUS: row.ExpiresUS},
		Actor:   grant.actor(user.ID),
	}, nil
}

func clip(s string, runes int) string {
	r := []rune(s)
	return string(r[:min(len(r), runes)])
}

// SignOut ends a session at once. An unknown token is signed out already.
func (g *Gate) SignOut(ctx context.Context, token string) error {
	hash, ok := hashToken(token)
	if !ok {
		return nil
	}
	err := g.db.Update(ctx, func(tx *db.Tx) error { return endSession(tx, hash) })
	g.sessions.Invalidate(hash)
	return err
}

// SwitchRole lets a signed-in person act in another role they hold: a grant by
// its id, or Consumer or Household. The old token ends; the answer holds a new
// one. Refusals: ErrSession, ErrRole.
func (g *Gate) SwitchRole(ctx context.Context, token string, role Role, grantID int64) (SignedIn, error) {
	hash, ok := hashToken(token)
	if !ok {
		return SignedIn{}, ErrSession
	}
	var in SignedIn
	err := g.db.Update(ctx, func(tx *db.Tx) error {
		row, err := liveSession(tx, hash)
		if err != nil {
			return err
		}
		grant, err := g.heldRole(tx, row.UserID, role, grantID)
		if err != nil {
			return err
		}
		user, err := userByID(tx, row.UserID)
		if err != nil {
			return err
		}
		if err := endSession(tx, hash); err != nil {
			return err
		}
		in, err = g.open(tx, user, grant, row.Device, row.ByCode)
		return err
	})
	g.sessions.Invalidate(hash)
	return in, err
}

func (g *Gate) heldRole(tx *db.Tx, userID int64, role Role, grantID int64) (Grant, error) {
	switch role {
	case Consumer:
		return Grant{Role: Consumer}, nil
	case Household:
		if bound, err := g.bound(tx, userID); err != nil || !bound {
			return Grant{}, orRole(err)
		}
		return Grant{Role: Household}, nil
	}
	grant, err := grantByID(tx, grantID)
	if db.NotFound(err) || (err == nil && (grant.UserID != userID || grant.Role != role || !grant.On(tx.Today()))) {
		return Grant{}, ErrRole
	}
	return grant, err
}

func orRole(err error) error {
	if err != nil {
		return err
	}
	return ErrRole
}

// Profile is a signed-in person and what they may act as.
type Profile struct {
	User           User // Grants: those that hold today
	BoundHousehold bool
}

// Profile reads the person behind a session.
func (g *Gate) Profile(ctx context.Context, s Session) (p Profile, err error) {
	err = g.db.View(ctx, func(tx *db.Tx) error {
		row, err := userByID(tx, s.UserID)
		if err != nil {
			return err
		}
		p.User = row.user()
		grants, err := grantsOf(tx, []int64{s.UserID})
		if err != nil {
			return err
		}
		p.User.Grants = nil
		for _, grant := range grants[s.UserID] {
			if grant.On(tx.Today()) {
				p.User.Grants = append(p.User.Grants, grant)
			}
		}
		p.BoundHousehold, err = g.bound(tx, s.UserID)
		return err
	})
	return p, err
}

// Sweep forgets codes and sessions that ended long ago.
func Sweep(tx *db.Tx) error {
	if err := deleteCodes(tx, tx.NowUS()-(24*time.Hour).Microseconds()); err != nil {
		return err
	}
	return deleteSessions(tx, tx.NowUS()-(30*24*time.Hour).Microseconds())
}
