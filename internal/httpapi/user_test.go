package httpapi

import (
	"net/http"
	"testing"

	"github.com/yigou/yigou/internal/identity"
)

func (v *valley) usersBy(q string) (list UserList) {
	v.t.Helper()
	v.district.get(api+"/district/users"+q).want(200, &list)
	return list
}

func TestStaffIsFoundByNameAndPhone(t *testing.T) {
	v := newValley(t)
	v.district.post(api+"/district/users", UserInput{
		Name: "周小芳", Phone: "13800004321", Password: staffPassword, Role: UserInputRoleTownReviewer, Region: townCode,
	}).want(http.StatusCreated)
	for q, want := range map[string]int{
		"": 5, "?q=%E5%91%A8": 1, "?q=4321": 1, "?q=321": 0, "?q=%E6%9D%8E%E7%BB%8F%E5%8A%9E": 2, "?q=%25": 0,
	} {
		if got := len(v.usersBy(q).Items); got != want {
			t.Errorf("%q finds %d people, want %d", q, got, want)
		}
	}
}

func TestStaffIsDisabledAndEnabled(t *testing.T) {
	v := newValley(t)
	operator := v.usersBy("?q=0003").Items[0]
	path := api + "/district/users/" + text(operator.Id)
	var u User
	v.district.post(path+"/disable", nil).want(200, &u)
	if u.State != UserStateDisabled {
		t.Errorf("disabled as %+v", u)
	}
	v.station.get(api + "/station/today").want(http.StatusUnauthorized)
	v.district.get(path).want(200, &u)
	v.district.post(path+"/enable", nil).want(200, &u)
	if u.State != UserStateActive || len(u.Grants) != 1 {
		t.Errorf("enabled as %+v", u)
	}
	v.withPassword("13800000003").get(api + "/station/today").want(200)

	me := v.usersBy("?q=0001").Items[0]
	v.district.post(api+"/district/users/"+text(me.Id)+"/disable", nil).refused(http.StatusConflict, "identity.self")
	v.district.post(api+"/district/users/7/disable", nil).refused(http.StatusNotFound, "identity.user_unknown")
}

func TestOneRoleIsTakenAway(t *testing.T) {
	v := newValley(t)
	operator := v.usersBy("?q=0003").Items[0]
	v.district.post(api+"/district/users", UserInput{
		Name: "李经办", Phone: "13800000003", Password: staffPassword, Role: UserInputRoleTownReviewer, Region: townCode,
	}).want(http.StatusCreated)
	end := func(id string) answer { return v.district.post(api+"/district/grants/"+id+"/end", nil) }
	var u User
	end(operator.Grants[0].Id).want(200, &u)
	if u.Id != operator.Id || len(u.Grants) != 1 || u.Grants[0].Role != RoleTownReviewer {
		t.Errorf("left with %+v", u)
	}
	v.station.get(api + "/station/today").want(http.StatusUnauthorized)
	end(operator.Grants[0].Id).refused(http.StatusNotFound, "identity.grant_unknown")
	end(u.Grants[0].Id).want(200, &u)
	if len(u.Grants) != 0 || len(v.usersBy("?q=0003").Items) != 0 {
		t.Errorf("left with %+v", u)
	}

	me := v.usersBy("?q=0001").Items[0]
	end(me.Grants[0].Id).refused(http.StatusConflict, "identity.last_admin")
	second := v.staff("13800000099", identity.NewGrant{Role: identity.DistrictAdmin, Region: districtCode})
	second.post(api+"/district/grants/"+me.Grants[0].Id+"/end", nil).want(200, &u)
	v.district.get(api + "/district/users").want(http.StatusUnauthorized)
}

// A password is not needed: a new person signs in with a code, a known one keeps
// the password they have.
func TestHiringWithoutAPassword(t *testing.T) {
	v := newValley(t)
	hire := func(phone string, role UserInputRole) {
		t.Helper()
		v.district.post(api+"/district/users", UserInput{Name: "新同事", Phone: phone, Role: role}).want(http.StatusCreated)
	}
	hire("13900007777", UserInputRoleAuditor)
	newcomer := v.signedIn("13900007777")
	var s Session
	newcomer.get(api+"/auth/session").want(http.StatusOK, &s)
	if len(s.Grants) < 2 || !s.ByCode {
		t.Errorf("the newcomer's session: %+v", s)
	}
	v.staff("13900008888", identity.NewGrant{Role: identity.TownReviewer, Region: townCode})
	hire("13900008888", UserInputRoleAuditor)
	v.visitor().post(api+"/auth/sessions", SessionInput{Phone: "13900008888", Password: staffPassword}).want(http.StatusCreated)
}
