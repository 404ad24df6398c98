package place_test

import (
	"errors"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/yigoutest"
)

func loaded(t *testing.T) *db.DB {
	t.Helper()
	d := yigoutest.DB(t)
	if err := d.Update(t.Context(), place.Load); err != nil {
		t.Fatal(err)
	}
	return d
}

func tree(t *testing.T, d *db.DB) *place.Tree {
	t.Helper()
	var tr *place.Tree
	err := d.View(t.Context(), func(tx *db.Tx) (err error) {
		tr, err = place.Read(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func TestLoadBuildsTheDistrictOnceAndForAll(t *testing.T) {
	d := loaded(t)
	for range 2 { // safe to run at every start
		if err := d.Update(t.Context(), place.Load); err != nil {
			t.Fatal(err)
		}
	}
	tr := tree(t, d)
	root, err := tr.Root()
	if err != nil || root.Name != "梁平区" {
		t.Fatalf("root = %+v, %v", root, err)
	}
	towns := tr.Children(root.Code)
	villages, poor := 0, 0
	for _, town := range towns {
		for _, v := range tr.Children(town.Code) {
			villages++
			for _, tag := range v.Tags {
				if tag.On(20190601) && !tag.On(20260601) {
					poor++
				}
			}
		}
	}
	if len(towns) != 33 || villages != 343 || poor != 10 {
		t.Errorf("towns %d, villages %d, villages once poor %d; want 33, 343, 10", len(towns), villages, poor)
	}
	for i := 1; i < len(towns); i++ {
		if towns[i-1].SortKey > towns[i].SortKey {
			t.Errorf("%s stands before %s", towns[i-1].Short, towns[i].Short)
		}
	}
}

func TestNames(t *testing.T) {
	tr := tree(t, loaded(t))
	for code, want := range map[string][2]string{
		"500155":         {"梁平区", "梁平区"},
		"500155130":      {"紫照镇", "梁平区 紫照镇"},
		"500155130200":   {"桂香村", "梁平区 紫照镇 桂香村"},
		"500155129001":   {"小山社区", "梁平区 复平镇 小山社区"},
		"50015513020003": {"桂香村3组", "梁平区 紫照镇 桂香村 3组"},
		"50015513020000": {"", ""}, // groups are numbered from 1
		"500155999":      {"", ""},
		"":               {"", ""},
	} {
		if got := [2]string{tr.Name(code), tr.Path(code)}; got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
	if _, err := tr.Get("500155130299"); !errors.Is(err, place.ErrUnknown) {
		t.Errorf("unknown village: %v", err)
	}
}

func TestFindVillageByWhatPeopleWrite(t *testing.T) {
	tr := tree(t, loaded(t))
	for _, c := range []struct {
		town, village, code string
	}{
		{"紫照镇", "桂香村", "500155130200"},
		{"紫照镇", "桂香", "500155130200"},
		{"紫照镇", "桂香村委会", "500155130200"},
		{"紫照镇", "桂香村村民委员会", "500155130200"},
		{"复平镇", "小山社区", "500155129001"},
		{"复平镇", "小山社区居民委员会", "500155129001"},
		{"大观镇", "大兴村", "500155123205"}, // 虎城镇 has one too
		{"虎城镇", "大兴村", "500155116202"},
		{"大观镇", "桂香村", ""},
		{"", "桂香村", ""},
	} {
		p, ok := tr.FindVillage(c.town, c.village)
		if p.Code != c.code || ok != (c.code != "") {
			t.Errorf("%s %s is %q, %v; want %q", c.town, c.village, p.Code, ok, c.code)
		}
	}
}

func TestCacheReadsAgainAfterAMinute(t *testing.T) {
	d := yigoutest.DB(t)
	c := place.NewCache(d)
	towns := func() int {
		t.Helper()
		tr, err := c.Tree(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(tr.Children("500155"))
	}
	if n := towns(); n != 0 {
		t.Fatalf("an empty database has %d towns", n)
	}
	if err := d.Update(t.Context(), place.Load); err != nil {
		t.Fatal(err)
	}
	if n := towns(); n != 0 {
		t.Errorf("read the database again at once: %d towns", n)
	}
	yigoutest.Clock(t, d).Advance(time.Minute)
	if n := towns(); n != 33 {
		t.Errorf("after a minute %d towns", n)
	}
}

func TestLevelOf(t *testing.T) {
	for code, want := range map[string]place.Level{
		"500155": place.District, "500155130": place.Town, "500155130200": place.Village,
		"50015513020003": place.Group, "5001": "", "50015x": "", "": "",
	} {
		l, ok := place.LevelOf(code)
		if l != want || ok != (want != "") {
			t.Errorf("%q is %q, %v", code, l, ok)
		}
	}
	if place.TownOf("500155130200") != "500155130" || place.VillageOf("50015513020003") != "500155130200" || place.VillageOf("500155") != "" {
		t.Error("a code is cut wrong")
	}
}
