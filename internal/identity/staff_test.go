package identity_test

import (
	"context"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/identity"
)

var (
	districtAdmin = actor.Actor{UserID: 1, Role: string(identity.DistrictAdmin), OrgKind: "district", Region: "500155"}
	townReviewer  = identity.NewGrant{Role: identity.TownReviewer, Region: "500155130"}
	operator      = identity.NewGrant{Role: identity.StationOperator, OrgID: 77, Region: "500155130200"}
)

func TestStaffSignInActsInTheFirstRole(t *testing.T) {
	h := open(t)
	u := staff(t, h, phone, operator, townReviewer)
	in, err := h.SignInWithPassword(t.Context(), phone, password, "a computer")
	if err != nil {
		t.Fatal(err)
	}
	want := actor.Actor{UserID: u.ID, Role: "station_operator", OrgKind: "station", OrgID: 77, Region: "500155130200"}
	a, s, err := h.Authenticate(t.Context(), in.Token)
	if err != nil || a != want || in.Actor != want {
		t.Fatalf("Authenticate = %+v, %v; want %+v", a, err, want)
	}
	p, err := h.Profile(t.Context(), s)
	if err != nil || len(p.User.Grants) != 2 || p.User.PhoneMask != "199****0001" || p.BoundHousehold {
		t.Errorf("Profile = %+v, %v", p, err)
	}
}

func TestSwitchRoleChangesTheToken(t *testing.T) {
	h := open(t)
	u := staff(t, h, phone, operator, townReviewer)
	in, err := h.SignInWithPassword(t.Context(), phone, password, "")
	if err != nil {
		t.Fatal(err)
	}
	other, err := h.SwitchRole(t.Context(), in.Token, identity.TownReviewer, u.Grants[1].ID)
	if err != nil || other.Actor.Region != "500155130" || other.Actor.OrgKind != "town" {
		t.Fatalf("SwitchRole = %+v, %v", other, err)
	}
	_, _, err = h.Authenticate(t.Context(), in.Token)
	wantErr(t, "the old token", err, identity.ErrSession)

	for what, r := range map[string]struct {
		role  identity.Role
		grant int64
	}{
		"a grant of another role": {identity.DistrictAdmin, u.Grants[1].ID},
		"no such grant":           {identity.TownReviewer, 1},
		"household, not bound":    {identity.Household, 0},
	} {
		_, err := h.SwitchRole(t.Context(), other.Token, r.role, r.grant)
		wantErr(t, what, err, identity.ErrRole)
	}
	h.bound[u.ID] = true
	home, err := h.SwitchRole(t.Context(), other.Token, identity.Household, 0)
	if err != nil || home.Actor.Role != "household" || home.Actor.Region != "" {
		t.Fatalf("as a household: %+v, %v", home, err)
	}
	delete(h.bound, u.ID)
	h.clock.Advance(time.Minute)
	if a, _, err := h.Authenticate(t.Context(), home.Token); err != nil || a.Role != "consumer" {
		t.Errorf("unbound since: %+v, %v", a, err)
	}
}

func TestFifthWrongPasswordLocksForFifteenMinutes(t *testing.T) {
	h := open(t)
	staff(t, h, phone, operator)
	try := func(p string) error {
		_, err := h.SignInWithPassword(t.Context(), phone, p, "")
		return err
	}
	for range 4 {
		wantErr(t, "wrong", try("something else"), identity.ErrPassword)
	}
	wantErr(t, "the fifth", try("something else"), identity.ErrLocked)
	wantErr(t, "right but locked", try(password), identity.ErrLocked)
	h.clock.Advance(15*time.Minute + time.Second)
	wantErr(t, "wrong again", try("something else"), identity.ErrPassword)
	wantErr(t, "right", try(password), nil)

	_, err := h.SignInWithPassword(t.Context(), "19900000404", password, "")
	wantErr(t, "unknown phone", err, identity.ErrPassword)
	h.signIn(t, "19900000002")
	_, err = h.SignInWithPassword(t.Context(), "19900000002", "", "")
	wantErr(t, "a user without a password", err, identity.ErrPassword)
}

func TestOnlyTwoPasswordsAtOnce(t *testing.T) {
	h := open(t)
	staff(t, h, phone, operator)
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // whoever waits for a place gives up with the request
	for range 3 {
		if _, err := h.SignInWithPassword(ctx, phone, password, ""); err == nil {
			t.Fatal("signed in for a request that was given up")
		}
	}
	if _, err := h.SignInWithPassword(t.Context(), phone, password, ""); err != nil {
		t.Error(err)
	}
}

func TestEndedGrantResetAndDisabledSignOutAtOnce(t *testing.T) {
	h := open(t)
	ctx := t.Context()
	u := staff(t, h, phone, operator)
	token := func() string {
		t.Helper()
		in, err := h.SignInWithPassword(ctx, phone, password, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := h.Authenticate(ctx, in.Token); err != nil {
			t.Fatal(err)
		}
		return in.Token
	}
	out := func(what, token string) {
		t.Helper()
		_, _, err := h.Authenticate(ctx, token)
		wantErr(t, what, err, identity.ErrSession)
	}
	tok := token()
	wantErr(t, "reset", h.ResetPassword(ctx, districtAdmin, u.ID, password), nil)
	out("after a reset", tok)

	tok = token()
	wantErr(t, "disable", h.SetState(ctx, districtAdmin, u.ID, identity.Disabled), nil)
	out("disabled", tok)
	_, err := h.SignInWithPassword(ctx, phone, password, "")
	wantErr(t, "sign in disabled", err, identity.ErrDisabled)
	wantErr(t, "enable", h.SetState(ctx, districtAdmin, u.ID, identity.Active), nil)

	tok = token()
	wantErr(t, "end the grant", h.EndGrant(ctx, districtAdmin, u.Grants[0].ID), nil)
	out("grant ended", tok)
	in, err := h.SignInWithPassword(ctx, phone, password, "")
	if err != nil || in.Actor.Role != "consumer" {
		t.Errorf("without a grant: %+v, %v", in.Actor, err)
	}
}

func TestGrantHoldsBetweenItsDays(t *testing.T) {
	h := open(t)
	n := operator
	n.From, n.To = 20261124, 20261125
	staff(t, h, phone, n)
	for _, want := range []string{"consumer", "station_operator", "station_operator", "consumer"} {
		in, err := h.SignInWithPassword(t.Context(), phone, password, "")
		if err != nil || in.Actor.Role != want {
			t.Errorf("%v: %s, %v; want %s", h.clock.Now(), in.Actor.Role, err, want)
		}
		h.clock.Advance(24 * time.Hour)
	}
}

func TestNobodyGivesWhatTheyDoNotHave(t *testing.T) {
	h := open(t)
	ctx := t.Context()
	far := identity.NewGrant{Role: identity.TownReviewer, Region: "500101001"}
	outsider := staff(t, h, "19900000003", far)
	inside := staff(t, h, "19900000004", townReviewer)
	town := actor.Actor{UserID: inside.ID, Role: string(identity.TownReviewer), Region: "500155130"}
	hire := func(by actor.Actor, n identity.NewGrant) error {
		_, err := h.CreateStaff(ctx, by, identity.NewStaff{Phone: "19900000005", Name: "新人", Password: password, Grants: []identity.NewGrant{n}})
		return err
	}
	wantErr(t, "a role elsewhere", hire(districtAdmin, far), identity.ErrOutside)
	wantErr(t, "by a town", hire(town, townReviewer), identity.ErrOutside)
	wantErr(t, "by nobody", hire(actor.Actor{}, townReviewer), identity.ErrOutside)
	wantErr(t, "by the district", hire(districtAdmin, townReviewer), nil)
	wantErr(t, "reset outside", h.ResetPassword(ctx, districtAdmin, outsider.ID, password), identity.ErrOutside)
	wantErr(t, "end outside", h.EndGrant(ctx, districtAdmin, outsider.Grants[0].ID), identity.ErrOutside)
	shopper := h.signIn(t, "19900000006").Actor.UserID
	wantErr(t, "reset a consumer's", h.ResetPassword(ctx, districtAdmin, shopper, password), identity.ErrUnknownUser)
}

func TestARoleIsHeldOnce(t *testing.T) {
	h := open(t)
	ctx := t.Context()
	u := staff(t, h, phone, townReviewer)
	again := func(n identity.NewGrant) error {
		_, err := h.CreateStaff(ctx, districtAdmin, identity.NewStaff{Phone: phone, Name: "新人", Grants: []identity.NewGrant{n}})
		return err
	}
	wantErr(t, "the same town", again(townReviewer), identity.ErrHeld)
	_, err := h.AddGrant(ctx, districtAdmin, u.ID, townReviewer)
	wantErr(t, "the same town, one by one", err, identity.ErrHeld)
	wantErr(t, "another town", again(identity.NewGrant{Role: identity.TownReviewer, Region: "500155125"}), nil)
	wantErr(t, "another role", again(operator), nil)
	wantErr(t, "end", h.EndGrant(ctx, districtAdmin, u.Grants[0].ID), nil)
	wantErr(t, "once more after its end", again(townReviewer), nil)
}

func TestDrawnPasswordsAreStrongAndNeverTheSame(t *testing.T) {
	h := open(t)
	one, two := identity.NewPassword(), identity.NewPassword()
	if one == two {
		t.Errorf("%s twice", one)
	}
	_, err := h.CreateStaff(t.Context(), districtAdmin, identity.NewStaff{Phone: phone, Name: "新人", Password: one, Grants: []identity.NewGrant{operator}})
	wantErr(t, "hire", err, nil)
	_, err = h.SignInWithPassword(t.Context(), phone, one, "")
	wantErr(t, "sign in", err, nil)
}

func TestBadInputIsNamedFieldByField(t *testing.T) {
	h := open(t)
	for what, in := range map[string]identity.NewStaff{
		"no name":             {Phone: phone, Password: password, Grants: []identity.NewGrant{operator}},
		"no grant":            {Phone: phone, Name: "新人", Password: password},
		"operator of nothing": {Phone: phone, Name: "新人", Password: password, Grants: []identity.NewGrant{{Role: identity.StationOperator, Region: "500155"}}},
		"town of a village":   {Phone: phone, Name: "新人", Password: password, Grants: []identity.NewGrant{{Role: identity.TownReviewer, Region: "500155130200"}}},
		"consumer":            {Phone: phone, Name: "新人", Password: password, Grants: []identity.NewGrant{{Role: identity.Consumer, Region: "500155"}}},
		"short password":      {Phone: phone, Name: "新人", Password: "short", Grants: []identity.NewGrant{operator}},
		"password is phone":   {Phone: phone, Name: "新人", Password: phone, Grants: []identity.NewGrant{operator}},
		"one character":       {Phone: phone, Name: "新人", Password: "aaaaaaaaaaaa", Grants: []identity.NewGrant{operator}},
		"bad phone":           {Phone: "123", Name: "新人", Password: password, Grants: []identity.NewGrant{operator}},
	} {
		if _, err := h.CreateStaff(t.Context(), districtAdmin, in); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
}

func TestUsersOfARegion(t *testing.T) {
	h := open(t)
	staff(t, h, "19900000011", townReviewer)
	staff(t, h, "19900000012", operator)
	staff(t, h, "19900000013", identity.NewGrant{Role: identity.TownReviewer, Region: "500155201"})
	h.signIn(t, "19900000014")
	list := func(region string, limit int) (names []string) {
		t.Helper()
		after := int64(0)
		for {
			var users []identity.User
			err := h.db.View(t.Context(), func(tx *db.Tx) (err error) {
				users, after, err = identity.Users(tx, identity.UserQuery{Region: region, After: after, Limit: limit})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range users {
				names = append(names, u.PhoneMask+" "+string(u.Grants[0].Role))
			}
			if after == 0 {
				return names
			}
		}
	}
	if got := list("500155130", 1); len(got) != 2 {
		t.Errorf("of one town: %q", got)
	}
	if got := list("500155", 2); len(got) != 3 {
		t.Errorf("of the district: %q", got)
	}
	if got := list("", 10); got != nil {
		t.Errorf("of nowhere: %q", got)
	}
}

func TestEveryStaffWriteIsAudited(t *testing.T) {
	h := open(t)
	ctx := t.Context()
	u := staff(t, h, phone, operator)
	g, err := h.AddGrant(ctx, districtAdmin, u.ID, townReviewer)
	if err != nil {
		t.Fatal(err)
	}
	wantErr(t, "reset", h.ResetPassword(ctx, districtAdmin, u.ID, password), nil)
	wantErr(t, "state", h.SetState(ctx, districtAdmin, u.ID, identity.Disabled), nil)
	wantErr(t, "end", h.EndGrant(ctx, districtAdmin, g.ID), nil)
	var verbs []string
	err = h.db.View(ctx, func(tx *db.Tx) error {
		entries, err := audit.List(tx, audit.Query{ObjectKind: "user", ObjectID: u.ID, Limit: 10})
		for _, e := range entries {
			verbs = append(verbs, e.Verb)
		}
		return err
	})
	want := []string{"user.grant_end", "user.state", "user.password_reset", "user.grant", "user.create", "user.grant"}
	if err != nil || len(verbs) != len(want) {
		t.Fatalf("audited %q, %v; want %q", verbs, err, want)
	}
	for i := range want {
		if verbs[i] != want[i] {
			t.Errorf("audited %q, want %q", verbs, want)
		}
	}
}

// A present password is asked of who came in with one, and a wrong one counts;
// the other devices are signed out.
func TestChangePassword(t *testing.T) {
	h := open(t)
	staff(t, h, phone, townReviewer)
	signIn := func(password string) identity.SignedIn {
		t.Helper()
		in, err := h.SignInWithPassword(t.Context(), phone, password, "")
		if err != nil {
			t.Fatal(err)
		}
		return in
	}
	here, elsewhere := signIn(password), signIn(password)
	change := func(in identity.SignedIn, current, next string) error {
		return h.ChangePassword(t.Context(), in.Actor, in.Session, current, next)
	}
	const better = "a-better-password"
	wantErr(t, "a wrong present password", change(here, "wrong-password", better), identity.ErrOwnPassword)
	wantErr(t, "a weak password", change(here, password, "1111111111"), identity.ErrWeakPassword)
	if err := change(here, password, better); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.Authenticate(t.Context(), here.Token); err != nil {
		t.Errorf("this device: %v", err)
	}
	_, _, err := h.Authenticate(t.Context(), elsewhere.Token)
	wantErr(t, "the other device", err, identity.ErrSession)
	_, err = h.SignInWithPassword(t.Context(), phone, password, "")
	wantErr(t, "the old password", err, identity.ErrPassword)
	signIn(better)
	for range 4 {
		wantErr(t, "a guess", change(here, "guess-guess", better), identity.ErrOwnPassword)
	}
	wantErr(t, "the fifth guess", change(here, "guess-guess", better), identity.ErrLocked)
}

// Who proved the phone with a code replaces a forgotten password.
func TestChangeForgottenPassword(t *testing.T) {
	h := open(t)
	staff(t, h, phone, townReviewer)
	byCode := identity.Session{ByCode: true}
	in, err := h.SignInWithPassword(t.Context(), phone, password, "")
	if err != nil {
		t.Fatal(err)
	}
	byCode.ID, byCode.UserID = in.Session.ID, in.Session.UserID
	if err := h.ChangePassword(t.Context(), in.Actor, byCode, "", "a-better-password"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.SignInWithPassword(t.Context(), phone, "a-better-password", ""); err != nil {
		t.Fatal(err)
	}
}
