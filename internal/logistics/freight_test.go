package logistics

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/yigoutest"
)

var admin = actor.Actor{UserID: 5, Role: "supplier_admin", OrgKind: "supplier", OrgID: 21}

const merchant = 21

// world is a seeded database.
type world struct {
	*db.DB
	t testing.TB
}

func newWorld(tb testing.TB) *world {
	tb.Helper()
	w := &world{yigoutest.DB(tb), tb}
	w.must(Seed)
	return w
}

func (w *world) must(fn func(*db.Tx) error) {
	w.t.Helper()
	if err := w.Update(w.t.Context(), fn); err != nil {
		w.t.Fatal(err)
	}
}

// fails runs fn and demands that it is refused with the sentinel.
func (w *world) fails(want *fault.Error, fn func(*db.Tx) error) {
	w.t.Helper()
	_ = w.refusal(want, fn)
}

// refusal is fails for tests that read what the refusal says.
func (w *world) refusal(want *fault.Error, fn func(*db.Tx) error) *fault.Error {
	w.t.Helper()
	err := w.Update(w.t.Context(), fn)
	f, ok := fault.From(err)
	if !ok || f.Code != want.Code {
		w.t.Fatalf("got %v, want %s", err, want.Code)
	}
	return f
}

// freshTemplate is what a station of Liangping would set for pomelos.
func freshTemplate() TemplateInput {
	return TemplateInput{
		Name: "鲜果快递", CarrierID: 4, Origin: "梁平区大观镇",
		Groups: []Group{
			{Provinces: []string{"50", "51"}, FirstGrams: 1000, First: 600, StepGrams: 1000, Step: 100, FreeOver: 9900},
			{Provinces: []string{"11", "31", "44"}, FirstGrams: 1000, First: 1000, StepGrams: 500, Step: 250},
		},
		Exclusions: []Exclusion{{Provinces: []string{"54", "65"}, Reason: "生鲜暂不发往新疆西藏"}},
	}
}

func (w *world) template() (t Template) {
	w.t.Helper()
	w.must(func(tx *db.Tx) (err error) { t, err = CreateTemplate(tx, admin, merchant, freshTemplate()); return err })
	return t
}

func TestQuote(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	tpl := w.template()
	for name, c := range map[string]struct {
		county string
		grams  int64
		goods  money.Fen
		want   money.Fen
	}{
		"first weight":       {"500155", 1000, 5000, 600},
		"nothing":            {"500155", 0, 5000, 600},
		"one gram over":      {"500155", 1001, 5000, 700},
		"five kilograms":     {"510104", 5000, 9899, 1000},
		"free over":          {"510104", 5000, 9900, 0},
		"half-kilogram step": {"310101", 2400, 99900, 1750},
		"full tonne":         {"110101", 1_000_000, 0, 1000 + 1998*250},
	} {
		w.must(func(tx *db.Tx) error {
			got, version, err := Quote(tx, tpl.ID, c.county, c.grams, c.goods)
			if got != c.want || version != 1 {
				t.Errorf("%s: %d (version %d), want %d", name, got, version, c.want)
			}
			return err
		})
	}
	f := w.refusal(ErrExcluded, func(tx *db.Tx) error { _, _, err := Quote(tx, tpl.ID, "650102", 500, 0); return err })
	if f.Detail != "生鲜暂不发往新疆西藏" {
		t.Errorf("reason %q", f.Detail)
	}
	for name, c := range map[string]struct {
		id     int64
		county string
		grams  int64
		want   *fault.Error
	}{
		"province not named": {tpl.ID, "230102", 1, ErrExcluded},
		"no template":        {404, "500155", 1, ErrNoTemplate},
		"city code":          {tpl.ID, "5001", 1, ErrCounty},
		"no code":            {tpl.ID, "", 1, ErrCounty},
		"letters":            {tpl.ID, "50o155", 1, ErrCounty},
		"negative":           {tpl.ID, "500155", -1, ErrTooHeavy},
		"beyond":             {tpl.ID, "500155", MaxGrams + 1, ErrTooHeavy},
		"too dear":           {tpl.ID, "110101", MaxGrams, ErrTooHeavy},
		"smallest number":    {tpl.ID, "500155", math.MinInt64, ErrTooHeavy},
	} {
		w.fails(c.want, func(tx *db.Tx) error {
			_, _, err := Quote(tx, c.id, c.county, c.grams, 0)
			if !errors.Is(err, c.want) {
				t.Errorf("%s: got %v", name, err)
			}
			return err
		})
	}
}

// Whatever a valid template says, freight never falls with weight, never
// overflows and is what counting the steps one by one gives.
func TestChargeProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := Group{
			FirstGrams: rapid.Int64Range(1, maxUnitG).Draw(t, "first g"),
			First:      money.Fen(rapid.Int64Range(0, int64(maxRate)).Draw(t, "first")),
			StepGrams:  rapid.Int64Range(1, maxUnitG).Draw(t, "step g"),
			Step:       money.Fen(rapid.Int64Range(0, int64(maxRate)).Draw(t, "step")),
		}
		grams := rapid.Int64Range(0, MaxGrams).Draw(t, "grams")
		fen, err := g.charge(grams, 0)
		if err == nil && (fen < g.First || fen > maxFreight) {
			t.Fatalf("%d fen", fen)
		}
		more, err2 := g.charge(min(grams+1, MaxGrams), 0)
		if err == nil && err2 == nil && more < fen {
			t.Fatalf("%d g cost %d, one gram more %d", grams, fen, more)
		}
		if steps := (grams - g.FirstGrams) / g.StepGrams; err == nil && steps < 1000 {
			want := g.First
			for at := g.FirstGrams; at < grams; at += g.StepGrams {
				want += g.Step
			}
			if fen != want {
				t.Fatalf("%d, counted %d", fen, want)
			}
		}
	})
}

func TestVersionsAreFrozen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.template()
	in := freshTemplate()
	in.CarrierID, in.Groups[0].First = 3, 900
	var second, back, frozen Template
	w.must(func(tx *db.Tx) (err error) {
		if second, err = ReviseTemplate(tx, admin, merchant, first.ID, 1, in); err != nil {
			return err
		}
		if back, err = TemplateOf(tx, merchant, first.ID); err != nil {
			return err
		}
		frozen, err = TemplateVersion(tx, first.ID, 1)
		return err
	})
	if diff := cmp.Diff(second, back); diff != "" || second.Version != 2 {
		t.Errorf("revised and read back differ: %s", diff)
	}
	first.Current = 2
	if diff := cmp.Diff(first, frozen); diff != "" {
		t.Errorf("version 1 changed: %s", diff)
	}
	w.fails(ErrTemplateStale, func(tx *db.Tx) error { _, err := ReviseTemplate(tx, admin, merchant, first.ID, 1, in); return err })
	w.fails(ErrNoTemplate, func(tx *db.Tx) error { _, err := ReviseTemplate(tx, admin, merchant+1, first.ID, 2, in); return err })
	w.fails(ErrTemplateTaken, func(tx *db.Tx) error { _, err := CreateTemplate(tx, admin, merchant, in); return err })
	w.must(func(tx *db.Tx) error {
		other := in
		other.Name = "大米专线"
		if _, err := CreateTemplate(tx, admin, merchant, other); err != nil {
			return err
		}
		if _, err := CreateTemplate(tx, admin, merchant+1, in); err != nil {
			return err
		}
		all, err := Templates(tx, merchant)
		if len(all) != 2 || len(all[0].Groups) != 2 || len(all[1].Exclusions) != 1 || all[0].CarrierID != 3 {
			t.Errorf("templates = %+v", all)
		}
		return err
	})
}

func TestTemplateRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for field, spoil := range map[string]func(*TemplateInput){
		"name":                  func(in *TemplateInput) { in.Name = " " },
		"origin":                func(in *TemplateInput) { in.Origin = strings.Repeat("长", 65) },
		"groups":                func(in *TemplateInput) { in.Groups = nil },
		"groups[0].first_grams": func(in *TemplateInput) { in.Groups[0].FirstGrams = 0 },
		"groups[1].step_grams":  func(in *TemplateInput) { in.Groups[1].StepGrams = 0 },
		"groups[0].first_fen":   func(in *TemplateInput) { in.Groups[0].First = -1 },
		"groups[0].provinces":   func(in *TemplateInput) { in.Groups[0].Provinces = []string{"99"} },
		"groups[1].provinces":   func(in *TemplateInput) { in.Groups[1].Provinces = []string{"50"} },
		"exclusions[0].reason":  func(in *TemplateInput) { in.Exclusions[0].Reason = "" },
		"exclusions[0].provinces": func(in *TemplateInput) {
			in.Exclusions[0].Provinces = []string{"11"}
		},
	} {
		in := freshTemplate()
		spoil(&in)
		f := w.refusal(fault.ErrInvalid, func(tx *db.Tx) error { _, err := CreateTemplate(tx, admin, merchant, in); return err })
		if f.Fields[0].Name != field {
			t.Errorf("%s: refused for %+v", field, f.Fields)
		}
	}
	in := freshTemplate()
	in.CarrierID = 404
	w.fails(ErrNoCarrier, func(tx *db.Tx) error { _, err := CreateTemplate(tx, admin, merchant, in); return err })
}
