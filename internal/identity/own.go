package identity

import (
	"context"
	"errors"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// ErrOwnPassword refuses a change by somebody who does not know the present
// password.
var ErrOwnPassword = fault.New(fault.Invalid, "identity.password_current", "现在的密码不对")

// ChangePassword sets one's own password and signs every other device out. Who
// came in with a password says it once more, and a wrong one counts; who came in
// with a code need not: so a forgotten password is replaced. Refusals:
// ErrOwnPassword, ErrLocked, ErrWeakPassword.
func (g *Gate) ChangePassword(ctx context.Context, by actor.Actor, s Session, current, next string) error {
	var user userRow
	var phone string
	err := g.db.View(ctx, func(tx *db.Tx) (err error) {
		if user, err = userByID(tx, s.UserID); err != nil {
			return err
		}
		phone, err = g.Phone(tx, s.UserID)
		return err
	})
	if err != nil {
		return err
	}
	if !s.ByCode {
		if err := g.knows(ctx, user, current); err != nil {
			return err
		}
	}
	if err := checkPassword(next, phone); err != nil {
		return err
	}
	hash, err := g.hash(ctx, next)
	if err != nil {
		return err
	}
	err = g.db.Update(ctx, func(tx *db.Tx) error {
		if err := setPassword(tx, user.ID, hash); err != nil {
			return err
		}
		if err := endOtherSessions(tx, user.ID, s.ID); err != nil {
			return err
		}
		return audit.Add(tx, by, "user.password_own", "user", user.ID, "")
	})
	g.forgetSessions()
	return err
}

// knows checks a person's present password and counts a wrong one.
func (g *Gate) knows(ctx context.Context, user userRow, password string) error {
	if user.LockedUntilUS > g.nowUS() {
		return ErrLocked
	}
	ok, err := g.matches(ctx, password, user.PasswordHash)
	if err != nil || ok {
		return err
	}
	if err := g.noteFailure(ctx, user); !errors.Is(err, ErrPassword) {
		return err
	}
	return ErrOwnPassword.Field("current", "wrong", ErrOwnPassword.Detail)
}
