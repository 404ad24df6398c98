package identity_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/cache"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/sms"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest"
)

const phone = "19900000001"

// house is a gate with all that stands behind it.
type house struct {
	*identity.Gate
	db    *db.DB
	clock *clock.Fake
	sms   *sms.Fake
	bound map[int64]bool
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{db: yigoutest.DB(t), sms: &sms.Fake{}, bound: map[int64]bool{}}
	h.clock = yigoutest.Clock(t, h.db)
	c := cache.Open(cache.Options{})
	t.Cleanup(func() { _ = c.Close() })
	h.Gate = identity.New(h.db, vault.Dev(), c, h.sms, identity.Options{
		Bound: func(_ *db.Tx, userID int64) (bool, error) { return h.bound[userID], nil },
	})
	t.Cleanup(h.Close)
	return h
}

func (h *house) code(t *testing.T, phone string, p identity.Purpose) string {
	t.Helper()
	if err := h.SendCode(t.Context(), phone, p); err != nil {
		t.Fatal(err)
	}
	form, err := identity.ParsePhone(phone)
	if err != nil {
		t.Fatal(err)
	}
	m, ok := h.sms.Last(form)
	if !ok || len(m.Vars["code"]) != 6 || m.Template != identity.TemplateCode {
		t.Fatalf("no code arrived: %v", m)
	}
	return m.Vars["code"]
}

func (h *house) signIn(t *testing.T, phone string) identity.SignedIn {
	t.Helper()
	in, err := h.SignInWithCode(t.Context(), phone, h.code(t, phone, identity.ForSignIn), "a phone")
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func wantErr(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) || (want == nil && got != nil) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func wrong(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestFirstCodeMakesTheUserAndASession(t *testing.T) {
	h := open(t)
	in := h.signIn(t, phone)
	a, s, err := h.Authenticate(t.Context(), in.Token)
	if err != nil || a.UserID == 0 || a.Role != string(identity.Consumer) || a.Region != "" || s.ID != in.Session.ID {
		t.Fatalf("Authenticate = %+v, %+v, %v", a, s, err)
	}
	h.clock.Advance(time.Minute)
	if again := h.signIn(t, "+86 199-0000-0001"); again.Actor.UserID != a.UserID || again.Token == in.Token {
		t.Errorf("the same phone is user %d, then %d", a.UserID, again.Actor.UserID)
	}
	for _, token := range []string{"", "x", in.Token + "A", strings.Repeat("A", 43)} {
		_, _, err := h.Authenticate(t.Context(), token)
		wantErr(t, "token "+token, err, identity.ErrSession)
	}
}

func TestCodeWorksOnceInTimeAndForItsPurpose(t *testing.T) {
	h := open(t)
	ctx := t.Context()
	code := h.code(t, phone, identity.ForSignIn)
	wantErr(t, "another purpose", h.ConfirmCode(ctx, phone, identity.ForBind, code), identity.ErrCode)
	wantErr(t, "another phone", h.ConfirmCode(ctx, "19900000002", identity.ForSignIn, code), identity.ErrCode)
	wantErr(t, "right", h.ConfirmCode(ctx, phone, identity.ForSignIn, " "+code+" "), nil)
	wantErr(t, "a second time", h.ConfirmCode(ctx, phone, identity.ForSignIn, code), identity.ErrCode)

	h.clock.Advance(time.Minute)
	old := h.code(t, phone, identity.ForSignIn)
	h.clock.Advance(time.Minute)
	fresh := h.code(t, phone, identity.ForSignIn)
	if old != fresh {
		wantErr(t, "an older code", h.ConfirmCode(ctx, phone, identity.ForSignIn, old), identity.ErrCode)
	}
	h.clock.Advance(5 * time.Minute)
	wantErr(t, "too late", h.ConfirmCode(ctx, phone, identity.ForSignIn, fresh), identity.ErrCode)
}

func TestCodeIsSpentAfterFiveTries(t *testing.T) {
	h := open(t)
	code := h.code(t, phone, identity.ForSignIn)
	for range 5 {
		wantErr(t, "wrong", h.ConfirmCode(t.Context(), phone, identity.ForSignIn, wrong(code)), identity.ErrCode)
	}
	wantErr(t, "right but spent", h.ConfirmCode(t.Context(), phone, identity.ForSignIn, code), identity.ErrCodeSpent)
}

// 20 people try the same code at the same moment: one gets in.
func TestOneCodeOneWinner(t *testing.T) {
	h := open(t)
	code := h.code(t, phone, identity.ForSignIn)
	var wg sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		wg.Go(func() { errs[i] = h.ConfirmCode(context.WithoutCancel(t.Context()), phone, identity.ForSignIn, code) })
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		}
	}
	if won != 1 {
		t.Errorf("%d winners", won)
	}
}

func TestCodesAreRationed(t *testing.T) {
	h := open(t)
	h.code(t, phone, identity.ForSignIn)
	wantErr(t, "at once", h.SendCode(t.Context(), phone, identity.ForSignIn), identity.ErrTooSoon)
	for range 9 {
		h.clock.Advance(time.Minute)
		h.code(t, phone, identity.ForSignIn)
	}
	h.clock.Advance(time.Minute)
	wantErr(t, "the eleventh of a day", h.SendCode(t.Context(), phone, identity.ForSignIn), identity.ErrTooMany)
	wantErr(t, "not a phone", h.SendCode(t.Context(), "12345", identity.ForSignIn), identity.ErrPhone)
}

func TestSessionSlidesAndEnds(t *testing.T) {
	h := open(t)
	in := h.signIn(t, phone)
	for range 3 { // used every 20 days it never ends
		h.clock.Advance(20 * 24 * time.Hour)
		if _, _, err := h.Authenticate(t.Context(), in.Token); err != nil {
			t.Fatal(err)
		}
	}
	h.clock.Advance(31 * 24 * time.Hour)
	_, _, err := h.Authenticate(t.Context(), in.Token)
	wantErr(t, "idle for 31 days", err, identity.ErrSession)
}

func TestSignOutIsImmediate(t *testing.T) {
	h := open(t)
	in := h.signIn(t, phone)
	if _, _, err := h.Authenticate(t.Context(), in.Token); err != nil {
		t.Fatal(err)
	}
	wantErr(t, "sign out", h.SignOut(t.Context(), in.Token), nil)
	_, _, err := h.Authenticate(t.Context(), in.Token)
	wantErr(t, "after it", err, identity.ErrSession)
	wantErr(t, "again", h.SignOut(t.Context(), in.Token), nil)
}

// Neither phone, code, token nor password stand in the database.
func TestNothingReadableIsStored(t *testing.T) {
	h := open(t)
	code := h.code(t, phone, identity.ForSignIn)
	in, err := h.SignInWithCode(t.Context(), phone, code, "a phone")
	if err != nil {
		t.Fatal(err)
	}
	staff(t, h, "19900000009", identity.NewGrant{Role: identity.Auditor, Region: "500155"})
	for _, table := range []string{"user_account", "user_grant", "user_sms_code", "user_session", "audit_log"} {
		text := dump(t, h.db, table)
		for what, secret := range map[string]string{"phone": phone, "token": in.Token, "password": password, "code": "\"" + code + "\""} {
			if strings.Contains(text, secret) {
				t.Errorf("%s stands in %s", what, table)
			}
		}
	}
}

func dump(t *testing.T, d *db.DB, table string) string {
	t.Helper()
	var rows []map[string]any
	err := d.View(t.Context(), func(tx *db.Tx) error { return tx.SQL().Table(table).Find(&rows).Error })
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range rows {
		for _, v := range r {
			switch x := v.(type) {
			case []byte:
				b.WriteString("\"" + string(x) + "\" ")
			case string:
				b.WriteString("\"" + x + "\" ")
			}
		}
	}
	return b.String()
}

const password = "liangping-2026"

var system = actor.System("test")

func staff(t *testing.T, h *house, phone string, grants ...identity.NewGrant) identity.User {
	t.Helper()
	u, err := h.CreateStaff(t.Context(), system, identity.NewStaff{Phone: phone, Name: "测试人员", Password: password, Grants: grants})
	if err != nil {
		t.Fatal(err)
	}
	return u
}
