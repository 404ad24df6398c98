package identity

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/yigou/yigou/internal/cache"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/sms"
)

// Purpose is what a code is for; a code of one purpose is worth nothing for
// another.
type Purpose string

// The purposes.
const (
	ForSignIn Purpose = "sign_in"
	ForBind   Purpose = "bind" // sent to a household's registered phone
)

// TemplateCode is the message's template; it takes "code" and "minutes".
const TemplateCode = "sms_code"

// How long a code works, and how long a phone waits for the next one.
const (
	CodeTTL   = 5 * time.Minute
	CodePause = time.Minute
)

const codeTries = 5

// codesADay bounds what one phone receives.
var codesADay = cache.Rate{N: 10, Per: 24 * time.Hour}

// Refusals.
var (
	ErrTooSoon   = fault.New(fault.TooMany, "identity.code_too_soon", "验证码刚发过，请稍等再取")
	ErrTooMany   = fault.New(fault.TooMany, "identity.code_too_many", "这个手机号今天取验证码次数太多，请明天再试")
	ErrCode      = fault.New(fault.Invalid, "identity.code_wrong", "验证码不对或已过期，请核对或重新获取")
	ErrCodeSpent = fault.New(fault.TooMany, "identity.code_spent", "验证码试错太多次，请重新获取")
)

// SendCode sends a code to a phone, known or not. Refusals: ErrPhone,
// ErrTooSoon, ErrTooMany.
func (g *Gate) SendCode(ctx context.Context, phone string, p Purpose) error {
	phone, err := ParsePhone(phone)
	if err != nil {
		return err
	}
	blind := g.vault.Blind(purposePhone, phone)
	if err := g.db.View(ctx, func(tx *db.Tx) error { return pauseOver(tx, blind, p) }); err != nil {
		return err
	}
	if ok, _ := g.limits.Limit(ctx, "sms_code:"+hex.EncodeToString(blind), codesADay); !ok {
		return ErrTooMany
	}
	code, err := newCode()
	if err != nil {
		return err
	}
	err = g.db.Update(ctx, func(tx *db.Tx) error {
		if err := pauseOver(tx, blind, p); err != nil { // somebody may have pressed beside us
			return err
		}
		id := tx.NewID()
		return insertCode(tx, codeRow{
			ID: id, PhoneBlind: blind, Purpose: p, CodeHash: g.codeHash(id, code),
			ExpiresUS: tx.NowUS() + CodeTTL.Microseconds(), CreatedUS: tx.NowUS(),
		})
	})
	if err != nil {
		return err
	}
	return g.sms.Send(ctx, sms.Message{
		Phone: phone, Template: TemplateCode,
		Vars: map[string]string{"code": code, "minutes": fmt.Sprint(int(CodeTTL.Minutes()))},
	})
}

func pauseOver(tx *db.Tx, blind []byte, p Purpose) error {
	last, err := lastCode(tx, blind, p)
	if db.NotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if wait := last.CreatedUS + CodePause.Microseconds() - tx.NowUS(); wait > 0 {
		return ErrTooSoon.Withf("验证码刚发过，请 %d 秒后再取", (wait+999_999)/1_000_000)
	}
	return nil
}

// ConfirmCode accepts the newest code sent to a phone for a purpose, once.
// Refusals: ErrPhone, ErrCode, ErrCodeSpent.
func (g *Gate) ConfirmCode(ctx context.Context, phone string, p Purpose, code string) error {
	phone, err := ParsePhone(phone)
	if err != nil {
		return err
	}
	blind := g.vault.Blind(purposePhone, phone)
	var refused error
	err = g.db.Update(ctx, func(tx *db.Tx) error { // commits the try even when the code is wrong
		refused = nil
		row, err := lastCode(tx, blind, p)
		if db.NotFound(err) {
			refused = ErrCode
			return nil
		}
		if err != nil {
			return err
		}
		refused, err = g.try(tx, row, strings.TrimSpace(code))
		return err
	})
	if err != nil {
		return err
	}
	return refused
}

func (g *Gate) try(tx *db.Tx, row codeRow, code string) (refused, err error) {
	if row.Tries >= codeTries {
		return ErrCodeSpent, nil
	}
	counted, err := countTry(tx, row.ID, codeTries)
	if err != nil || !counted { // used, expired, or a try beside us took the last one
		return ErrCode, err
	}
	if !hmac.Equal(row.CodeHash, g.codeHash(row.ID, code)) {
		return ErrCode, nil
	}
	used, err := useCode(tx, row.ID)
	if err != nil || !used {
		return ErrCode, err
	}
	return nil, nil
}

func (g *Gate) codeHash(id int64, code string) []byte {
	return g.vault.Blind(purposeCode, itoa(id)+":"+code)
}

func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%06d", n), nil
}
