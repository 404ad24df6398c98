package place

import (
	"strings"

	"github.com/yigou/yigou/internal/db"
)

// Tree is an unchanging picture of the district: a few hundred nodes, read in
// two statements and then asked without the database.
type Tree struct {
	byCode   map[string]Place
	children map[string][]Place
	village  map[[2]string]string // (town, village) as spoken → code
}

// Read reads the whole tree.
func Read(tx *db.Tx) (*Tree, error) {
	places, err := readAll(tx)
	if err != nil {
		return nil, err
	}
	t := &Tree{byCode: map[string]Place{}, children: map[string][]Place{}, village: map[[2]string]string{}}
	for _, p := range places {
		t.byCode[p.Code] = p
		t.children[p.Parent] = append(t.children[p.Parent], p)
	}
	for _, p := range places {
		if p.Level == Village {
			t.village[[2]string{t.byCode[p.Parent].Short, p.Short}] = p.Code
		}
	}
	return t, nil
}

// Get returns a place; a numbered group of a known village always exists.
func (t *Tree) Get(code string) (Place, error) {
	if p, ok := t.byCode[code]; ok {
		return p, nil
	}
	if len(code) == groupDigits {
		if v, ok := t.byCode[VillageOf(code)]; ok {
			if p, ok := group(v, code); ok {
				return p, nil
			}
		}
	}
	return Place{}, ErrUnknown
}

// Root returns the district.
func (t *Tree) Root() (Place, error) { return t.Get(districtCode) }

// Children returns the places directly inside code, by pinyin.
func (t *Tree) Children(code string) []Place { return t.children[code] }

// Name returns the spoken name of a place ("桂香村", "桂香村3组"); "" when the
// code is unknown.
func (t *Tree) Name(code string) string {
	p, err := t.Get(code)
	if err != nil {
		return ""
	}
	if p.Level == Group {
		return t.byCode[p.Parent].Short + p.Short
	}
	return p.Short
}

// Path returns the names from the district down to code, joined with spaces:
// 梁平区 紫照镇 桂香村.
func (t *Tree) Path(code string) string {
	var names []string
	for p, err := t.Get(code); err == nil; p, err = t.Get(p.Parent) {
		names = append([]string{p.Short}, names...)
	}
	return strings.Join(names, " ")
}

// FindVillage returns a village by the names of its town and itself, spoken or
// registered (桂香村, 桂香村委会, 桂香村村民委员会); ok is false when there is no
// such village in that town.
func (t *Tree) FindVillage(town, village string) (p Place, ok bool) {
	for _, v := range []string{village, shortName(village), shortName(village) + "村", shortName(village) + "社区"} {
		if code, ok := t.village[[2]string{town, v}]; ok {
			return t.byCode[code], true
		}
	}
	return Place{}, false
}
