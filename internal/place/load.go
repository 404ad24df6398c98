package place

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

//go:embed data
var data embed.FS

// The district this register is for.
const (
	districtCode = "500155"
	districtName = "梁平区"
)

// Load writes the embedded tree into the database. It may run at every start:
// it adds what is missing, corrects changed names, and removes nothing.
func Load(tx *db.Tx) error {
	places, err := embedded()
	if err != nil {
		return err
	}
	stored, err := readAll(tx)
	if err != nil {
		return err
	}
	known := map[string]Place{}
	for _, p := range stored {
		known[p.Code] = p
	}
	return loadMissing(tx, places, known)
}

func loadMissing(tx *db.Tx, places []Place, known map[string]Place) error {
	var fresh []Place
	var tags []tagRow
	for _, p := range places {
		old, ok := known[p.Code]
		switch {
		case !ok:
			fresh = append(fresh, p)
		case old.Name != p.Name || old.Short != p.Short || old.SortKey != p.SortKey:
			if err := rename(tx, p); err != nil {
				return err
			}
		}
		for _, t := range p.Tags {
			if !slices.ContainsFunc(old.Tags, func(o Tag) bool { return o.Tag == t.Tag && o.From == t.From }) {
				tags = append(tags, tagRow{Code: p.Code, Tag: t.Tag, Word: t.Word, FromDay: t.From, ToDay: t.To})
			}
		}
	}
	return insert(tx, fresh, tags)
}

// embedded reads the tree that is compiled in.
func embedded() ([]Place, error) {
	towns, err := table("data/liangping-towns.csv")
	if err != nil {
		return nil, err
	}
	villages, err := table("data/liangping-villages.csv")
	if err != nil {
		return nil, err
	}
	tags, err := tags()
	if err != nil {
		return nil, err
	}
	places := []Place{{Code: districtCode, Level: District, Name: districtName, Short: districtName, SortKey: sortKey(districtName)}}
	for _, r := range towns {
		places = append(places, Place{Code: r[0], Parent: districtCode, Level: Town, Name: r[1], Short: r[1], SortKey: sortKey(r[1])})
	}
	for _, r := range villages {
		short := shortName(r[1])
		places = append(places, Place{Code: r[0], Parent: r[2], Level: Village, Name: r[1], Short: short, SortKey: sortKey(short), Tags: tags[r[0]]})
	}
	return places, nil
}

func tags() (map[string][]Tag, error) {
	rows, err := table("data/liangping-tags.csv")
	if err != nil {
		return nil, err
	}
	tags := map[string][]Tag{}
	for _, r := range rows {
		from, err1 := strconv.Atoi(r[3])
		to, err2 := strconv.Atoi(r[4])
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("place: days of tag %s of %s", r[1], r[0])
		}
		tags[r[0]] = append(tags[r[0]], Tag{Tag: r[1], Word: r[2], From: clock.Day(from), To: clock.Day(to)})
	}
	return tags, nil
}

// table reads an embedded CSV file without its header.
func table(name string) ([][]string, error) {
	f, err := data.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("place: %s: %w", name, err)
	}
	return rows[1:], nil
}

// shortName drops the committee from a village's registered name.
func shortName(name string) string {
	for _, office := range []string{"村民委员会", "居民委员会", "村委会", "居委会"} {
		if s, ok := strings.CutSuffix(name, office); ok {
			return s
		}
	}
	return name
}

func sortKey(s string) string {
	return strings.Join(pinyin.LazyConvert(s, nil), "")
}
