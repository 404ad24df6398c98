package identity

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// NewStaff is the input of CreateStaff.
type NewStaff struct {
	Phone    string
	Name     string     // shown in lists and the audit log
	Password string     // "" leaves the person to sign in by code
	Grants   []NewGrant // at least one
}

// CreateStaff gives a person roles, a name and perhaps a password. A phone that
// is known keeps its user, and its password when none is given. Refusals:
// ErrOutside, ErrPhone, ErrHeld, ErrWeakPassword, bad fields.
func (g *Gate) CreateStaff(ctx context.Context, by actor.Actor, in NewStaff) (User, error) {
	phone, err := ParsePhone(in.Phone)
	if err != nil {
		return User{}, err
	}
	in.Name = strings.TrimSpace(in.Name)
	if err := in.validate(by, phone); err != nil {
		return User{}, err
	}
	hash := ""
	if in.Password != "" {
		if hash, err = g.hash(ctx, in.Password); err != nil {
			return User{}, err
		}
	}
	var user User
	err = g.db.Update(ctx, func(tx *db.Tx) error {
		row, err := g.ensure(tx, phone)
		if err != nil {
			return err
		}
		if err := g.mayManage(tx, by, row.ID, true); err != nil {
			return err
		}
		row.Name = in.Name
		if hash != "" {
			row.PasswordHash = hash
		}
		if err := setStaff(tx, row.ID, row.Name, row.PasswordHash); err != nil {
			return err
		}
		user = row.user()
		for _, n := range in.Grants {
			grant, err := give(tx, by, row.ID, n)
			if err != nil {
				return err
			}
			user.Grants = append(user.Grants, grant)
		}
		return audit.Add(tx, by, "user.create", "user", row.ID, in.Name)
	})
	if err == nil {
		g.forgetSessions()
	}
	return user, err
}

func (in NewStaff) validate(by actor.Actor, phone string) error {
	var c fault.Checker
	n := utf8.RuneCountInString(in.Name)
	c.Check(n >= 1 && n <= 40, "name", "required", "请填写姓名")
	c.Check(len(in.Grants) > 0, "grants", "required", "请至少选择一个岗位")
	if err := c.Err(); err != nil {
		return err
	}
	if in.Password != "" {
		if err := checkPassword(in.Password, phone); err != nil {
			return err
		}
	}
	for _, grant := range in.Grants {
		if err := mayGive(by, grant); err != nil {
			return err
		}
	}
	return nil
}

// mayGive: the district office, and the system, give roles inside their region.
func mayGive(by actor.Actor, n NewGrant) error {
	if err := n.validate(); err != nil {
		return err
	}
	if by.Role == actor.SystemRole || (Role(by.Role) == DistrictAdmin && covers(by.Region, n.Region)) {
		return nil
	}
	return ErrOutside
}

// AddGrant gives one more role. Refusals: ErrOutside, ErrUnknownUser, ErrHeld.
func (g *Gate) AddGrant(ctx context.Context, by actor.Actor, userID int64, n NewGrant) (grant Grant, err error) {
	if err := mayGive(by, n); err != nil {
		return Grant{}, err
	}
	err = g.db.Update(ctx, func(tx *db.Tx) error {
		if _, err := userByID(tx, userID); err != nil {
			return err
		}
		grant, err = give(tx, by, userID, n)
		return err
	})
	return grant, err
}

func give(tx *db.Tx, by actor.Actor, userID int64, n NewGrant) (Grant, error) {
	if n.From == 0 {
		n.From = tx.Today()
	}
	if err := mustNotHold(tx, userID, n); err != nil {
		return Grant{}, err
	}
	grant := Grant{
		ID: tx.NewID(), UserID: userID, Role: n.Role, OrgKind: orgKind[n.Role], OrgID: n.OrgID,
		Region: n.Region, From: n.From, To: n.To,
	}
	if err := insertGrant(tx, grant, by.UserID); err != nil {
		return Grant{}, err
	}
	return grant, audit.Add(tx, by, "user.grant", "user", userID, string(n.Role)+" "+n.Region)
}

// mustNotHold refuses a role that the person already holds for the same
// organisation and region.
func mustNotHold(tx *db.Tx, userID int64, n NewGrant) error {
	grants, err := grantsOf(tx, []int64{userID})
	if err != nil {
		return err
	}
	for _, g := range grants[userID] {
		if g.Role == n.Role && g.OrgID == n.OrgID && g.Region == n.Region && (g.To == 0 || g.To >= n.From) {
			return ErrHeld
		}
	}
	return nil
}

// EndGrant takes a role away from today on and ends the sessions acting in it.
// Refusals: ErrNoGrant, ErrOutside, ErrLast.
func (g *Gate) EndGrant(ctx context.Context, by actor.Actor, grantID int64) error {
	err := g.db.Update(ctx, func(tx *db.Tx) error {
		grant, err := grantByID(tx, grantID)
		if db.NotFound(err) || err == nil && grant.over(tx.Today()) {
			return ErrNoGrant
		}
		if err != nil {
			return err
		}
		if err := mayGive(by, NewGrant{Role: grant.Role, OrgID: grant.OrgID, Region: grant.Region}); err != nil {
			return err
		}
		if err := notTheOwnLast(tx, by, grant); err != nil {
			return err
		}
		if err := endGrant(tx, grantID, tx.Today().Add(-1)); err != nil {
			return err
		}
		if err := endSessionsOfGrant(tx, grantID); err != nil {
			return err
		}
		return audit.Add(tx, by, "user.grant_end", "user", grant.UserID, string(grant.Role)+" "+grant.Region)
	})
	g.forgetSessions()
	return err
}

// notTheOwnLast keeps an administrator from locking everybody out.
func notTheOwnLast(tx *db.Tx, by actor.Actor, ended Grant) error {
	if ended.UserID != by.UserID || ended.Role != DistrictAdmin {
		return nil
	}
	grants, err := grantsOf(tx, []int64{by.UserID})
	if err != nil {
		return err
	}
	for _, g := range grants[by.UserID] {
		if g.ID != ended.ID && g.Role == DistrictAdmin && g.On(tx.Today()) {
			return nil
		}
	}
	return ErrLast
}

// ResetPassword sets a new password, unlocks the account and signs every device
// out. Refusals: ErrUnknownUser, ErrOutside, ErrWeakPassword.
func (g *Gate) ResetPassword(ctx context.Context, by actor.Actor, userID int64, password string) error {
	var phone string
	err := g.db.View(ctx, func(tx *db.Tx) (err error) {
		if err := g.mayManage(tx, by, userID, false); err != nil {
			return err
		}
		phone, err = g.Phone(tx, userID)
		return err
	})
	if err != nil {
		return err
	}
	if err := checkPassword(password, phone); err != nil {
		return err
	}
	hash, err := g.hash(ctx, password)
	if err != nil {
		return err
	}
	err = g.db.Update(ctx, func(tx *db.Tx) error {
		if err := setPassword(tx, userID, hash); err != nil {
			return err
		}
		if err := endSessionsOfUser(tx, userID); err != nil {
			return err
		}
		return audit.Add(tx, by, "user.password_reset", "user", userID, "")
	})
	g.forgetSessions()
	return err
}

// SetState disables or enables an account. A disabled one is signed out at once.
// Refusals: ErrSelf, ErrUnknownUser, ErrOutside.
func (g *Gate) SetState(ctx context.Context, by actor.Actor, userID int64, s State) error {
	if userID == by.UserID {
		return ErrSelf
	}
	err := g.db.Update(ctx, func(tx *db.Tx) error {
		if err := g.mayManage(tx, by, userID, false); err != nil {
			return err
		}
		if err := setState(tx, userID, s); err != nil {
			return err
		}
		if s == Disabled {
			if err := endSessionsOfUser(tx, userID); err != nil {
				return err
			}
		}
		return audit.Add(tx, by, "user.state", "user", userID, string(s))
	})
	g.forgetSessions()
	return err
}

// mayManage refuses to touch people outside the caller's region: every role the
// person holds must lie inside it. Somebody without a role may be hired, not
// managed.
func (g *Gate) mayManage(tx *db.Tx, by actor.Actor, userID int64, hire bool) error {
	if by.Role == actor.SystemRole {
		return nil
	}
	if Role(by.Role) != DistrictAdmin {
		return ErrOutside
	}
	grants, err := grantsOf(tx, []int64{userID})
	if err != nil {
		return err
	}
	held := 0
	for _, grant := range grants[userID] {
		if !grant.On(tx.Today()) {
			continue
		}
		held++
		if !covers(by.Region, grant.Region) {
			return ErrOutside
		}
	}
	if held == 0 && !hire {
		return ErrUnknownUser
	}
	return nil
}

// forgetSessions empties the cache of this process: staff writes are rare, and
// what they take away must be gone at once.
func (g *Gate) forgetSessions() { g.sessions.InvalidateAll() }

// VillageStaff lists the people who work in a village today and may stand
// witness there: its stations' operators and the reviewers of its town, in the
// order of their ids. Region is the village's code.
func VillageStaff(tx *db.Tx, region string) ([]User, error) {
	const townDigits = 9
	if len(region) < townDigits {
		return nil, nil
	}
	users, _, err := Users(tx, UserQuery{Region: region[:townDigits], Limit: manyStaff})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(users, func(u User) bool {
		return u.State != Active || !slices.ContainsFunc(u.Grants, func(g Grant) bool {
			return g.On(tx.Today()) && (g.Role == StationOperator || g.Role == TownReviewer)
		})
	}), nil
}

// manyStaff is more people than a town employs.
const manyStaff = 500
