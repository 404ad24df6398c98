package household_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/household/registergen"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest"
)

const (
	district = "500155"
	guixiang = "500155130200" // 紫照镇桂香村
)

var (
	office   = actor.Actor{UserID: 1, Role: "district_admin", OrgKind: "district", Region: district}
	operator = actor.Actor{UserID: 2, Role: "station_operator", OrgKind: "station", OrgID: 9, Region: guixiang}
)

// house is a register over a database with places and words.
type house struct {
	*household.Register
	db    *db.DB
	clock *clock.Fake
	tree  *place.Tree
}

func open(t testing.TB) *house {
	t.Helper()
	return over(t, yigoutest.DB(t))
}

func over(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{Register: household.New(vault.Dev()), db: d, clock: yigoutest.Clock(t, d)}
	h.update(t, func(tx *db.Tx) (err error) {
		if err := errors.Join(place.Load(tx), household.LoadWords(tx)); err != nil {
			return err
		}
		h.tree, err = place.Read(tx)
		return err
	})
	return h
}

func (h *house) update(t testing.TB, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := h.db.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func (h *house) view(t testing.TB, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := h.db.View(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// refused runs fn and wants an error.
func (h *house) refused(t testing.TB, what string, want error, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := h.db.Update(t.Context(), fn); !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func (h *house) findVillage(town, village string) (code, name string, ok bool) {
	p, ok := h.tree.FindVillage(town, village)
	return p.Code, p.Short, ok
}

func (h *house) villages() []registergen.Village {
	var list []registergen.Village
	for _, town := range h.tree.Children(district) {
		for _, v := range h.tree.Children(town.Code) {
			list = append(list, registergen.Village{Town: town.Short, Name: v.Short})
		}
	}
	return list
}

func family(n int) household.NewHousehold {
	return household.NewHousehold{
		Code: fmt.Sprintf("5001550%05d", n), Region: guixiang, VillageName: "桂香村", GroupName: "3组",
		HeadName: "邓小苗", HeadIDNo: idNo(n), Phone: fmt.Sprintf("1990000%04d", n),
		Status: household.Status{Kind: household.Lifted}, Persons: 3, From: 20210101,
	}
}

// idNo invents the n-th identity number.
func idNo(n int) string {
	no := fmt.Sprintf("50019919700101%03d", n)
	sum := 0
	for i := range 17 {
		sum += int(no[i]-'0') * (1 << (17 - i) % 11)
	}
	return no + string("10X98765432"[sum%11])
}

func (h *house) create(t testing.TB, in household.NewHousehold) household.Household {
	t.Helper()
	var made household.Household
	h.update(t, func(tx *db.Tx) (err error) {
		made, err = h.Create(tx, office, in)
		return err
	})
	return made
}
