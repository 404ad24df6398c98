package place

import (
	"strings"
	"sync"
)

// alias is one way to write a division: its full name, the name with another
// ending (梁平县 for 梁平区), or the stem alone (梁平).
type alias struct {
	form     form
	province string // code; set at every level
	city     string // code; "" for a province
	county   *County
}

type form uint8

const (
	formNone form = iota
	formFull
	formOther
	formStem
)

type gazetteer struct {
	provinces, cities, counties map[string][]alias
	longest                     int // runes of the longest name
}

var endings = []string{
	"维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省",
	"自治州", "地区", "盟", "州", "新区", "自治县", "自治旗", "林区", "特区", "市", "区", "县", "旗",
}

// peoples are dropped from the stems of autonomous places: 恩施土家族苗族自治州
// is called 恩施.
var peoples = strings.Fields(`蒙古族 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族
	哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族
	撒拉族 毛南族 仡佬族 锡伯 普米族 塔吉克 怒族 鄂温克族 裕固族 保安族 独龙族 鄂伦春 蒙古 各族`)

var atlas = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{provinces: map[string][]alias{}, cities: map[string][]alias{}, counties: map[string][]alias{}}
	for _, p := range Provinces() {
		g.add(g.provinces, p.Name, alias{province: p.Code})
		for _, c := range p.Children {
			if !paperCity(c.Name) {
				g.add(g.cities, c.Name, alias{province: p.Code, city: c.Code})
			}
		}
	}
	for _, c := range country().ordered {
		g.add(g.counties, c.Name, alias{province: c.ProvinceCode, city: c.CityCode, county: c})
	}
	return g
})

func (g *gazetteer) add(to map[string][]alias, name string, a alias) {
	names := []string{name}
	if s := stem(name); s != name && len([]rune(s)) >= 2 {
		names = append(names, s)
		for _, e := range otherEndings(a) {
			if n := s + e; n != name {
				names = append(names, n)
			}
		}
	}
	for i, n := range names {
		a.form = formOther
		switch i {
		case 0:
			a.form = formFull
		case 1:
			a.form = formStem
		}
		to[n] = append(to[n], a)
		g.longest = max(g.longest, len([]rune(n)))
	}
}

func otherEndings(a alias) []string {
	switch {
	case a.county != nil:
		return []string{"县", "区", "市"}
	case a.city != "":
		return []string{"市", "州", "地区"}
	}
	return []string{"省", "市"}
}

func stem(name string) string {
	s := name
	for _, e := range endings {
		if t, ok := strings.CutSuffix(s, e); ok {
			s = t
			break
		}
	}
	if s == name {
		return name
	}
	for again := true; again; {
		again = false
		for _, p := range peoples {
			if t, ok := strings.CutSuffix(s, p); ok && len([]rune(t)) >= 2 {
				s, again = t, true
			}
		}
	}
	return s
}
