package supplier_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest"
)

var (
	office = actor.Actor{UserID: 1, Role: "district_admin", OrgKind: "district", Region: "500155"}
	far    = actor.Actor{UserID: 2, Role: "district_admin", OrgKind: "district", Region: "500101"}
)

func TestValidCreditCode(t *testing.T) {
	for code, want := range map[string]bool{
		"91350100M000100Y43": true, // the standard's own example
		"91350100M000100Y44": false,
		"9135O100M000100Y43": false, // letter O
		"91350100M000100Y4":  false,
		"91350100m000100y43": false,
		"":                   false,
	} {
		if supplier.ValidCreditCode(code) != want {
			t.Errorf("%q: valid is %v", code, !want)
		}
	}
	for i := range 18 { // every single wrong character is noticed
		wrong := []byte("91350100M000100Y43")
		for _, c := range []byte("0123456789ABCDEFGHJKLMNPQRTUWXY") {
			if c == "91350100M000100Y43"[i] {
				continue
			}
			wrong[i] = c
			if supplier.ValidCreditCode(string(wrong)) {
				t.Errorf("%s passes", wrong)
			}
		}
	}
}

type house struct {
	*supplier.Registry
	db    *db.DB
	clock *clock.Fake
}

func open(t *testing.T) *house {
	t.Helper()
	d := yigoutest.DB(t)
	return &house{supplier.NewRegistry(vault.Dev()), d, yigoutest.Clock(t, d)}
}

func (h *house) do(t *testing.T, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := h.db.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func (h *house) refused(t *testing.T, what string, want error, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := h.db.Update(t.Context(), fn); !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func input(t *testing.T, body string) supplier.NewSupplier {
	t.Helper()
	return supplier.NewSupplier{
		Name: "桂香村股份经济合作社", Kind: supplier.Collective, CreditCode: supplier.WithCreditCheck(body), Region: "500155130200",
		VillageName: "桂香村", Address: "紫照镇桂香村1组", ContactName: "测试人", ContactPhone: "19900000021", LicenceUntil: 20271231,
	}
}

func (h *house) create(t *testing.T, body string) supplier.Supplier {
	t.Helper()
	var s supplier.Supplier
	h.do(t, func(tx *db.Tx) (err error) {
		s, err = h.Create(tx, office, input(t, body))
		return err
	})
	return s
}

func (h *house) active(t *testing.T, body string) supplier.Supplier {
	t.Helper()
	s := h.create(t, body)
	h.do(t, func(tx *db.Tx) (err error) {
		s, err = supplier.Activate(tx, office, s.ID)
		return err
	})
	return s
}

const (
	body1 = "N2500155MF0000001"
	body2 = "93500155MA0000002"
)

func TestCreateKeepsContactSealed(t *testing.T) {
	h := open(t)
	s := h.create(t, body1)
	if s.State != supplier.Draft || s.Book != 0 || s.ContactPhone != "199****0021" {
		t.Errorf("created %+v", s)
	}
	h.do(t, func(tx *db.Tx) error {
		name, phone, err := h.Contact(tx, s.ID)
		if name != "测试人" || phone != "19900000021" {
			t.Errorf("contact %q, %q", name, phone)
		}
		until, err2 := supplier.LicenceUntil(tx, s.ID)
		if until != 20271231 {
			t.Errorf("licence until %v", until)
		}
		return errors.Join(err, err2)
	})
	h.refused(t, "the same code", supplier.ErrCodeTaken, func(tx *db.Tx) error {
		_, err := h.Create(tx, office, input(t, body1))
		return err
	})
	h.refused(t, "another district", supplier.ErrUnknown, func(tx *db.Tx) error {
		_, err := h.Create(tx, far, input(t, body2))
		return err
	})
}

func TestCreateNamesEveryBadField(t *testing.T) {
	h := open(t)
	err := h.db.Update(t.Context(), func(tx *db.Tx) error {
		_, err := h.Create(tx, office, supplier.NewSupplier{CreditCode: "91350100M000100Y44"})
		return err
	})
	f, ok := fault.From(err)
	if !ok {
		t.Fatal(err)
	}
	var names []string
	for _, x := range f.Fields {
		names = append(names, x.Name)
	}
	if got, want := strings.Join(names, " "), "name kind credit_code region contact_name contact_phone"; got != want {
		t.Errorf("fields %q, want %q", got, want)
	}
}

func TestActivateOpensTheBookAndTheMerchantsAccounts(t *testing.T) {
	h := open(t)
	s := h.active(t, body1)
	if s.State != supplier.Active || s.Book == 0 || s.VerifiedUS == 0 {
		t.Fatalf("active %+v", s)
	}
	h.do(t, func(tx *db.Tx) error {
		again, err := supplier.Activate(tx, office, s.ID)
		if again != s {
			t.Errorf("a second time %+v\nwas %+v", again, s)
		}
		for _, code := range []ledger.Code{ledger.Escrow, ledger.RefundTransit, ledger.Suspense, ledger.OwnBank, ledger.RefundBorne, ledger.ServiceIncome} {
			if _, e := ledger.Account(tx, s.Book, code, ledger.OwnerMerchant, s.ID, 0); e != nil {
				t.Errorf("account %v: %v", code, e)
			}
		}
		return err
	})
	h.do(t, func(tx *db.Tx) error {
		other, err := h.Create(tx, office, input(t, body2))
		if err != nil {
			return err
		}
		other, err = supplier.Activate(tx, office, other.ID)
		if other.Book == s.Book {
			t.Error("two merchants share a book")
		}
		return err
	})
}

func TestStatesGoTheirWayOnly(t *testing.T) {
	h := open(t)
	s := h.create(t, body1)
	do := func(fn func(tx *db.Tx) (supplier.Supplier, error)) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { _, err := fn(tx); return err }
	}
	verify := do(func(tx *db.Tx) (supplier.Supplier, error) { return supplier.Verify(tx, office, s.ID) })
	suspend := do(func(tx *db.Tx) (supplier.Supplier, error) {
		return supplier.Suspend(tx, office, s.ID, "抽检不合格")
	})
	resume := do(func(tx *db.Tx) (supplier.Supplier, error) { return supplier.Resume(tx, office, s.ID) })
	reject := do(func(tx *db.Tx) (supplier.Supplier, error) {
		return supplier.Reject(tx, office, s.ID, "执照照片不清楚")
	})
	activate := do(func(tx *db.Tx) (supplier.Supplier, error) { return supplier.Activate(tx, office, s.ID) })

	h.refused(t, "suspend a draft", supplier.ErrState, suspend)
	h.refused(t, "resume a draft", supplier.ErrState, resume)
	h.refused(t, "reject without a reason", fault.ErrInvalid, do(func(tx *db.Tx) (supplier.Supplier, error) {
		return supplier.Reject(tx, office, s.ID, " ")
	}))
	h.refused(t, "reject", nil, reject)
	h.refused(t, "verify", nil, verify)
	h.refused(t, "verify again", supplier.ErrState, verify)
	h.refused(t, "reject verified", supplier.ErrState, reject)
	h.refused(t, "activate", nil, activate)
	h.refused(t, "suspend", nil, suspend)
	h.refused(t, "suspend again", supplier.ErrState, suspend)
	h.refused(t, "resume", nil, resume)
	h.refused(t, "from elsewhere", supplier.ErrUnknown, do(func(tx *db.Tx) (supplier.Supplier, error) {
		return supplier.Suspend(tx, far, s.ID, "抽检不合格")
	}))
	h.do(t, func(tx *db.Tx) error {
		entries, err := audit.List(tx, audit.Query{ObjectKind: "supplier", ObjectID: s.ID, Limit: 20})
		var verbs []string
		for _, e := range entries {
			verbs = append([]string{e.Verb}, verbs...)
		}
		want := "supplier.licence supplier.create supplier.reject supplier.verified supplier.active supplier.suspended supplier.active"
		if got := strings.Join(verbs, " "); got != want {
			t.Errorf("audited %q, want %q", got, want)
		}
		return err
	})
}

func TestExpiredLicence(t *testing.T) {
	h := open(t)
	s := h.create(t, body1)
	h.clock.Set(time.Date(2028, 1, 1, 2, 0, 0, 0, time.UTC))
	activate := func(tx *db.Tx) error { _, err := supplier.Activate(tx, office, s.ID); return err }
	h.refused(t, "activate with an expired licence", supplier.ErrNoLicence, activate)
	h.refused(t, "an expired licence again", fault.ErrInvalid, func(tx *db.Tx) error {
		return supplier.AddLicence(tx, office, supplier.Licence{SupplierID: s.ID, Kind: supplier.Business, Number: s.CreditCode, To: 20271231})
	})
	h.do(t, func(tx *db.Tx) error {
		return supplier.AddLicence(tx, office, supplier.Licence{SupplierID: s.ID, Kind: supplier.Business, Number: s.CreditCode})
	})
	h.refused(t, "activate with a new term", nil, activate)
	h.do(t, func(tx *db.Tx) error {
		list, err := supplier.Licences(tx, s.ID)
		if len(list) != 1 || list[0].To != 0 {
			t.Errorf("licences %+v", list)
		}
		until, err2 := supplier.LicenceUntil(tx, s.ID)
		food, err3 := supplier.HasFoodLicence(tx, s.ID)
		if until != 0 || food {
			t.Errorf("until %v, food %v", until, food)
		}
		return errors.Join(err, err2, err3)
	})
	h.do(t, func(tx *db.Tx) error {
		err := supplier.AddLicence(tx, office, supplier.Licence{SupplierID: s.ID, Kind: supplier.Workshop, Number: "渝梁坊0001", To: 20300101})
		food, err2 := supplier.HasFoodLicence(tx, s.ID)
		if !food {
			t.Error("a workshop may sell processed food")
		}
		return errors.Join(err, err2)
	})
}

// Money of a collective never goes to a person (domain.md C28).
func TestSettlementIsTheMerchantsOwn(t *testing.T) {
	h := open(t)
	s := h.create(t, body1)
	set := func(in supplier.NewSettlement) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { return h.SetSettlement(tx, office, s.ID, in) }
	}
	own := supplier.NewSettlement{Kind: supplier.OrgBank, Name: s.Name, Bank: "重庆农商行梁平支行", Number: "5001 5500 0000 1234"}
	person := own
	person.Name = "测试人"
	h.refused(t, "a person's name", supplier.ErrPerson, set(person))
	person = own
	person.Kind = "person"
	h.refused(t, "a person's account", supplier.ErrPerson, set(person))
	empty := own
	empty.Number = "12"
	h.refused(t, "no number", fault.ErrInvalid, set(empty))
	h.refused(t, "its own", nil, set(own))
	h.do(t, func(tx *db.Tx) error {
		no, err := h.SettlementNo(tx, s.ID)
		got, err2 := supplier.Get(tx, office.Region, s.ID)
		if no != "5001550000001234" || got.Settlement.Tail != "1234" || got.Settlement.Kind != supplier.OrgBank {
			t.Errorf("number %q, %+v", no, got.Settlement)
		}
		return errors.Join(err, err2)
	})
}

func station(merchants ...int64) supplier.NewStation {
	return supplier.NewStation{
		Name: "桂香村电商服务站", Region: "500155130200", VillageName: "桂香村", Phone: "023-53220001",
		Hours: "每天 8:00–18:00", Address: "桂香村便民服务中心", Pickup: true, MerchantIDs: merchants,
	}
}

func TestStationWorksForItsMerchants(t *testing.T) {
	h := open(t)
	a, b := h.active(t, body1), h.active(t, body2)
	var s supplier.Station
	h.do(t, func(tx *db.Tx) (err error) {
		s, err = supplier.CreateStation(tx, office, station(a.ID))
		return err
	})
	if !id.ValidNumber("S", s.Code) || s.State != supplier.StationOpen {
		t.Errorf("station %+v", s)
	}
	for range 2 { // linking again changes nothing
		h.do(t, func(tx *db.Tx) error { return supplier.LinkStation(tx, office, b.ID, s.ID) })
	}
	h.do(t, func(tx *db.Tx) error {
		merchants, err := supplier.MerchantsOf(tx, s.ID)
		if len(merchants) != 2 || merchants[0].ID != a.ID || merchants[1] != b {
			t.Errorf("merchants %+v", merchants)
		}
		for _, m := range merchants {
			if _, e := ledger.Account(tx, m.Book, ledger.StationDue, ledger.OwnerStation, s.ID, 0); e != nil {
				t.Errorf("%s cannot owe the station: %v", m.Name, e)
			}
		}
		stations, err2 := supplier.StationsOf(tx, b.ID)
		if len(stations) != 1 || stations[0] != s {
			t.Errorf("stations %+v", stations)
		}
		return errors.Join(err, err2)
	})
	h.do(t, func(tx *db.Tx) error {
		_, err := supplier.SetStationState(tx, office, s.ID, supplier.StationClosed, "站长外出")
		return err
	})
	h.do(t, func(tx *db.Tx) error {
		got, err := supplier.GetStation(tx, "500155130", s.ID)
		if left, e := supplier.StationsIn(tx, s.Region); e != nil || len(left) != 0 {
			t.Errorf("a closed station is listed: %v, %v", left, e)
		}
		if got.State != supplier.StationClosed {
			t.Errorf("state %s", got.State)
		}
		return err
	})
}

func TestStationNeedsAnActiveMerchantOfItsRegion(t *testing.T) {
	h := open(t)
	draft := h.create(t, body1)
	create := func(by actor.Actor, in supplier.NewStation) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { _, err := supplier.CreateStation(tx, by, in); return err }
	}
	h.refused(t, "a draft's station", supplier.ErrNotActive, create(office, station(draft.ID)))
	h.refused(t, "nobody's station", fault.ErrInvalid, create(office, station()))
	h.refused(t, "an unknown merchant's", supplier.ErrUnknown, create(office, station(7)))
	h.refused(t, "elsewhere", supplier.ErrStationUnknown, create(far, station(draft.ID)))
	h.do(t, func(tx *db.Tx) error {
		list, err := supplier.Stations(tx, supplier.StationQuery{Region: "500155", Limit: 10})
		if len(list) != 0 {
			t.Errorf("a refused station stays: %+v", list)
		}
		return err
	})
}

func TestLists(t *testing.T) {
	h := open(t)
	a, b := h.active(t, body1), h.create(t, body2)
	h.do(t, func(tx *db.Tx) error { _, err := supplier.CreateStation(tx, office, station(a.ID)); return err })
	for _, c := range []struct {
		q    supplier.Query
		want []int64
	}{
		{supplier.Query{Region: "500155", Limit: 10}, []int64{a.ID, b.ID}},
		{supplier.Query{Region: "500155", Limit: 1}, []int64{a.ID}},
		{supplier.Query{Region: "500155", Limit: 1, After: a.ID}, []int64{b.ID}},
		{supplier.Query{Region: "500155", State: supplier.Draft, Limit: 10}, []int64{b.ID}},
		{supplier.Query{Region: "500155", Q: "9350", Limit: 10}, []int64{b.ID}},
		{supplier.Query{Region: "500155", Q: "经济合作", Limit: 10}, []int64{a.ID, b.ID}},
		{supplier.Query{Region: "500155201", Limit: 10}, nil},
		{supplier.Query{Limit: 10}, nil},
	} {
		h.do(t, func(tx *db.Tx) error {
			list, err := supplier.List(tx, c.q)
			var ids []int64
			for _, s := range list {
				ids = append(ids, s.ID)
			}
			if len(ids) != len(c.want) || (len(ids) > 0 && ids[0] != c.want[0]) {
				t.Errorf("%+v finds %v, want %v", c.q, ids, c.want)
			}
			return err
		})
	}
	h.do(t, func(tx *db.Tx) error {
		list, err := supplier.Stations(tx, supplier.StationQuery{Region: "500155130", Q: "桂香", Limit: 10})
		none, err2 := supplier.Stations(tx, supplier.StationQuery{Region: "500155201", Limit: 10})
		here, err3 := supplier.StationsIn(tx, "500155130200")
		if len(list) != 1 || len(none) != 0 || len(here) != 1 {
			t.Errorf("stations %v, %v, %v", list, none, here)
		}
		return errors.Join(err, err2, err3)
	})
}
