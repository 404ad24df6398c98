package identity

import (
	"context"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// SignedIn is a new session with the token that opens it. The token exists only
// here and in the person's cookie.
type SignedIn struct {
	Token   string
	Session Session
	Actor   actor.Actor
}

// Refusals.
var (
	ErrPassword = fault.New(fault.Unauthenticated, "identity.password_wrong", "手机号或密码不对")
	ErrLocked   = fault.New(fault.TooMany, "identity.locked", "密码连续输错 5 次，账号锁定 15 分钟，请稍后再试或用短信验证码登录")
	ErrDisabled = fault.New(fault.Denied, "identity.disabled", "这个账号已停用，请联系区帮扶办")
)

const (
	failuresAllowed = 5
	lockout         = 15 * time.Minute
)

// SignInWithCode signs a phone in as a consumer and makes its user the first
// time. Refusals: those of ConfirmCode, ErrDisabled.
func (g *Gate) SignInWithCode(ctx context.Context, phone, code, device string) (SignedIn, error) {
	if err := g.ConfirmCode(ctx, phone, ForSignIn, code); err != nil {
		return SignedIn{}, err
	}
	phone, err := ParsePhone(phone)
	if err != nil {
		return SignedIn{}, err
	}
	var in SignedIn
	err = g.db.Update(ctx, func(tx *db.Tx) error {
		user, err := g.ensure(tx, phone)
		if err != nil {
			return err
		}
		if user.State != Active {
			return ErrDisabled
		}
		in, err = g.open(tx, user, Grant{Role: Consumer}, device, true)
		return err
	})
	return in, err
}

// SignInWithPassword signs staff in, in the first role they hold. Refusals:
// ErrPhone, ErrPassword, ErrLocked, ErrDisabled.
func (g *Gate) SignInWithPassword(ctx context.Context, phone, password, device string) (SignedIn, error) {
	phone, err := ParsePhone(phone)
	if err != nil {
		return SignedIn{}, err
	}
	user, err := g.userOf(ctx, phone)
	if err != nil {
		return SignedIn{}, err
	}
	if user.LockedUntilUS > g.nowUS() {
		return SignedIn{}, ErrLocked
	}
	ok, err := g.matches(ctx, password, user.PasswordHash)
	if err != nil {
		return SignedIn{}, err
	}
	if !ok {
		return SignedIn{}, g.noteFailure(ctx, user)
	}
	if user.State != Active {
		return SignedIn{}, ErrDisabled
	}
	var in SignedIn
	err = g.db.Update(ctx, func(tx *db.Tx) error {
		if err := clearFailures(tx, user.ID); err != nil {
			return err
		}
		grant, err := firstGrant(tx, user.ID)
		if err != nil {
			return err
		}
		in, err = g.open(tx, user, grant, device, false)
		return err
	})
	return in, err
}

// userOf returns the user of a phone, or the zero user: an unknown phone is
// answered like a wrong password.
func (g *Gate) userOf(ctx context.Context, phone string) (user userRow, err error) {
	err = g.db.View(ctx, func(tx *db.Tx) error {
		user, err = userByPhone(tx, g.vault.Blind(purposePhone, phone))
		return err
	})
	if db.NotFound(err) {
		return userRow{}, nil
	}
	return user, err
}

// noteFailure counts a wrong password and locks at the fifth.
func (g *Gate) noteFailure(ctx context.Context, user userRow) error {
	if user.ID == 0 {
		return ErrPassword
	}
	locked := false
	err := g.db.Update(ctx, func(tx *db.Tx) (err error) {
		locked, err = countFailure(tx, user.ID, failuresAllowed, tx.NowUS()+lockout.Microseconds())
		return err
	})
	switch {
	case err != nil:
		return err
	case locked:
		return ErrLocked
	}
	return ErrPassword
}

// firstGrant returns the oldest role a user holds today; a user without any is
// a consumer.
func firstGrant(tx *db.Tx, userID int64) (Grant, error) {
	grants, err := grantsOf(tx, []int64{userID})
	if err != nil {
		return Grant{}, err
	}
	for _, g := range grants[userID] {
		if g.On(tx.Today()) {
			return g, nil
		}
	}
	return Grant{Role: Consumer}, nil
}
