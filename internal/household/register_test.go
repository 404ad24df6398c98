package household_test

import (
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
)

func TestCreate(t *testing.T) {
	h := open(t)
	made := h.create(t, family(1))
	want := household.Household{
		ID: made.ID, Code: "500155000001", Region: guixiang, VillageName: "桂香村", GroupName: "3组", MaskedName: "邓**",
		Status: household.Status{Kind: household.Lifted}, Persons: 3, State: household.Active,
	}
	if made != want {
		t.Errorf("made %+v\nwant %+v", made, want)
	}
	h.view(t, func(tx *db.Tx) error {
		got, err := household.Get(tx, "500155130", made.ID)
		if got != want {
			t.Errorf("stored %+v", got)
		}
		return err
	})
	try := func(by actor.Actor, in household.NewHousehold) func(tx *db.Tx) error {
		return func(tx *db.Tx) error { _, err := h.Create(tx, by, in); return err }
	}
	same := family(2)
	same.Code = "500155000001"
	h.refused(t, "the same code", household.ErrCodeTaken, try(office, same))
	same = family(2)
	same.HeadIDNo = idNo(1)
	h.refused(t, "the same head", household.ErrHeadTaken, try(office, same))
	elsewhere := family(3)
	elsewhere.Region = "500155201202"
	h.refused(t, "another village", household.ErrUnknown, try(operator, elsewhere))
}

func TestCreateNamesEveryBadField(t *testing.T) {
	h := open(t)
	err := h.db.Update(t.Context(), func(tx *db.Tx) error {
		_, err := h.Create(tx, office, household.NewHousehold{Phone: "123", Status: household.Status{Kind: household.Monitored}})
		return err
	})
	f, ok := fault.From(err)
	if !ok {
		t.Fatal(err)
	}
	var names []string
	for _, x := range f.Fields {
		names = append(names, x.Name)
		if x.Detail == "" {
			t.Errorf("%s: no sentence", x.Name)
		}
	}
	if got, want := strings.Join(names, " "), "code region village_name head_name head_id_no phone persons kind"; got != want {
		t.Errorf("fields %q, want %q", got, want)
	}
}

func TestScopeIsAPrefix(t *testing.T) {
	h := open(t)
	made := h.create(t, family(1))
	for region, seen := range map[string]bool{
		"500155": true, "500155130": true, guixiang: true, "500155201": false, "50015513020003": false, "": false,
	} {
		h.view(t, func(tx *db.Tx) error {
			if _, err := household.Get(tx, region, made.ID); (err == nil) != seen {
				t.Errorf("Get in %q: %v", region, err)
			}
			list, _, err := h.Search(tx, region, "", "", 10)
			if (len(list) == 1) != seen {
				t.Errorf("Search in %q: %v", region, list)
			}
			return err
		})
	}
}

func TestSearch(t *testing.T) {
	h := open(t)
	a, b, c := family(1), family(2), family(3)
	b.HeadName, b.GroupName = "欧阳明", "李家湾"
	c.HeadName, c.Region = "邓大山", "500155201202"
	for _, in := range []household.NewHousehold{a, b, c} {
		h.create(t, in)
	}
	for q, want := range map[string]string{
		"":              "1 2 3",
		"500155000002":  "2",
		"5001550000":    "1 2 3",
		"邓":             "1 3",
		"欧阳":            "2",
		"欧阳明":           "2",
		"邓小":            "",
		"李家湾":           "2",
		"3组":            "1 3",
		"19900000003":   "3",
		"199 0000 0003": "3",
		"%":             "",
		"a邓":            "",
	} {
		h.view(t, func(tx *db.Tx) error {
			var codes []string
			cursor := ""
			for {
				list, next, err := h.Search(tx, district, q, cursor, 1) // one at a time
				if err != nil {
					return err
				}
				for _, x := range list {
					codes = append(codes, strings.TrimLeft(x.Code[6:], "0"))
				}
				if cursor = next; next == "" {
					break
				}
			}
			if got := strings.Join(codes, " "); got != want {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
			return nil
		})
	}
	h.view(t, func(tx *db.Tx) error {
		list, _, err := h.Search(tx, district, "", "某.某", 10)
		if len(list) != 3 {
			t.Errorf("a broken cursor finds %d", len(list))
		}
		return err
	})
}

func TestRevealIsLogged(t *testing.T) {
	h := open(t)
	made := h.create(t, family(1))
	h.refused(t, "no reason", household.ErrNoReason, func(tx *db.Tx) error { _, err := h.Reveal(tx, office, made.ID, " 看 "); return err })
	h.refused(t, "elsewhere", household.ErrUnknown, func(tx *db.Tx) error {
		_, err := h.Reveal(tx, actor.Actor{Region: "500155201"}, made.ID, "电话核对收款人")
		return err
	})
	h.update(t, func(tx *db.Tx) error {
		p, err := h.Reveal(tx, office, made.ID, "电话核对收款人")
		if want := (household.Private{Name: "邓小苗", IDNo: idNo(1), Phone: "19900000001"}); p != want {
			t.Errorf("revealed %+v", p)
		}
		return err
	})
	h.view(t, func(tx *db.Tx) error {
		entries, err := audit.List(tx, audit.Query{ObjectKind: "household", ObjectID: made.ID, Limit: 10})
		if len(entries) != 2 || entries[0].Verb != "household.reveal" || entries[0].Detail != "电话核对收款人" {
			t.Errorf("audited %+v", entries)
		}
		return err
	})
}

func TestCountsPerVillage(t *testing.T) {
	h := open(t)
	a, b, c := family(1), family(2), family(3)
	b.Region, b.Persons = guixiang+"03", 5
	c.Region = "500155201202"
	for _, in := range []household.NewHousehold{a, b, c} {
		h.create(t, in)
	}
	h.view(t, func(tx *db.Tx) error {
		counts, err := household.Counts(tx, district)
		if len(counts) != 2 || counts[guixiang] != (household.Count{Households: 2, Persons: 8}) {
			t.Errorf("counts %v", counts)
		}
		return err
	})
}

func TestWordsFollowTheirDay(t *testing.T) {
	h := open(t)
	h.update(t, household.LoadWords) // safe to run at every start
	h.view(t, func(tx *db.Tx) error {
		w, err := household.ReadWords(tx)
		for _, c := range []struct {
			kind household.Kind
			day  clock.Day
			want string
		}{
			{household.Lifted, 20190501, "建档立卡贫困户"},
			{household.Lifted, 20261123, "脱贫户"},
			{household.Monitored, 20261123, "监测对象"},
			{household.Ordinary, 20261123, "一般农户"},
		} {
			if got := w.KindWord(c.kind, c.day); got != c.want {
				t.Errorf("%s on %v is %q, want %q", c.kind, c.day, got, c.want)
			}
		}
		if w.MonitorWord(household.Edge, 20261123) != "边缘易致贫户" || w.MonitorWord("", 20261123) != "" {
			t.Error("words of monitoring")
		}
		return err
	})
}
