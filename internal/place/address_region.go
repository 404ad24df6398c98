package place

import (
	"slices"
	"strings"
)

// cursor stands before a character of a segment.
type cursor struct{ seg, at int }

// regionMatch is one reading of province, city and county from one cursor.
type regionMatch struct {
	from, to cursor
	province string
	city     string
	counties []*County // what it can be; one = certain
	named    form      // how the county stands in the text; formNone when it does not
	clash    bool      // the named county lies outside what stands before it
	forms    []form
	runes    int
}

// depth ranks readings: a county by its full name, certain or not; by another
// name, certain or not; a city; a province.
func (m *regionMatch) depth() int {
	certain := 0
	if len(m.counties) == 1 && !m.clash {
		certain = 1
	}
	switch {
	case m.named == formFull:
		return 5 + certain
	case m.named != formNone:
		return 3 + certain
	case m.city != "":
		return 2
	}
	return 1
}

func (m *regionMatch) score() int {
	s := m.depth()*100 + m.runes
	for _, f := range m.forms {
		if f == formFull {
			s += 3
		}
	}
	return s
}

// lone reports whether only one stem without its ending was read: 朝阳, 中山.
func (m *regionMatch) lone() bool { return len(m.forms) == 1 && m.forms[0] == formStem }

// takeRegion finds the best reading, fills the county or says why not, and
// removes what it read.
func (p *Parsed) takeRegion(segs []segment) []segment {
	m := bestRegion(segs)
	if m == nil {
		p.doubt(FieldCounty, "没有读到省市区，请选择")
		return segs
	}
	p.judge(m)
	segs = cutRegion(segs, m)
	if p.County.Code != "" {
		segs = cutRepeated(segs, p.County)
	}
	return segs
}

func (p *Parsed) judge(m *regionMatch) {
	switch {
	case m.clash:
		p.doubt(FieldCounty, "省、市和区县对不上，请选择", countyCandidates(m.counties)...)
	case len(m.counties) == 1:
		p.County = *m.counties[0]
		if m.named == formOther || m.lone() {
			p.doubt(FieldCounty, "写法和现在的区划名称不一样，请核对", countyCandidates(m.counties)...)
		}
	case len(m.counties) > 1:
		p.doubt(FieldCounty, "这个区县名不止一处，请选择", countyCandidates(m.counties)...)
	case m.city != "":
		p.doubt(FieldCounty, "只读到市，请选择区县", countyCandidates(countiesOf(m.city))...)
	default:
		p.doubt(FieldCounty, "只读到省，请选择市和区县")
	}
}

func countyCandidates(counties []*County) []Candidate {
	c := make([]Candidate, len(counties))
	for i, a := range counties {
		c[i] = Candidate{Value: a.Code, Label: a.Full()}
	}
	return c
}

func countiesOf(city string) []*County {
	var list []*County
	for _, c := range country().ordered {
		if c.CityCode == city {
			list = append(list, c)
		}
	}
	return list
}

// onlyCounty: 东莞, 中山, 儋州 and 嘉峪关 are cities without counties.
func onlyCounty(city string) bool { return city != "" && len(countiesOf(city)) == 1 }

// maxBefore is how many characters may stand before a region in its segment: a
// name glued to it.
const maxBefore = 6

func bestRegion(segs []segment) *regionMatch {
	var best *regionMatch
	for i, s := range segs {
		if s.label == labelName || s.label == labelPhone {
			continue
		}
		for at := range min(len(s.text), maxBefore+1) {
			for _, m := range readRegion(segs, cursor{i, at}) {
				if plausible(segs, m) && (best == nil || m.score() > best.score()) {
					best = m
				}
			}
		}
	}
	return best
}

// plausible refuses readings that ordinary words would give: a stem alone must
// begin its segment and be followed by more address; inside a segment only a
// chain of two levels or a full province counts.
func plausible(segs []segment, m *regionMatch) bool {
	s := segs[m.from.seg]
	if m.from.at == 0 {
		return !m.lone() || (m.to.seg == m.from.seg && addressy(string(s.text[m.to.at:])))
	}
	return len(m.forms) >= 2 && m.forms[0] == formFull
}

// readRegion lists every reading that starts at c.
func readRegion(segs []segment, c cursor) []*regionMatch {
	var all []*regionMatch
	start := &regionMatch{from: c, to: c}
	for _, p := range append(step(segs, start, atlas().provinces), start) {
		for _, q := range append(step(segs, skipPaper(segs, p), atlas().cities), p) {
			all = append(all, step(segs, skipPaper(segs, q), atlas().counties)...)
			if len(q.forms) > 0 {
				all = append(all, q)
			}
		}
	}
	return all
}

// skipPaper steps over words that name no place of their own: 市辖区, or the
// name of a direct-controlled city given a second time.
func skipPaper(segs []segment, m *regionMatch) *regionMatch {
	if m.province == "" {
		return m
	}
	n := *m
	c := nextCursor(segs, m.to)
	name := provinceName(m.province)
	for _, w := range []string{"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县", "县", name, stem(name)} {
		if w == "县" && (c.at != 0 || !wordAlone(segs, c, w)) {
			continue
		}
		if (w == name || w == stem(name)) && !strings.HasSuffix(name, "市") {
			continue
		}
		if hasAt(segs, c, w) && !followed(segs, c, w) {
			n.to = cursor{c.seg, c.at + len([]rune(w))}
			n.runes += len([]rune(w))
			return &n
		}
	}
	return m
}

func provinceName(code string) string {
	for _, p := range Provinces() {
		if p.Code == code {
			return p.Name
		}
	}
	return ""
}

// step reads one more name after m and returns the readings it allows.
func step(segs []segment, m *regionMatch, names map[string][]alias) []*regionMatch {
	c := nextCursor(segs, m.to)
	if c.seg >= len(segs) {
		return nil
	}
	var out []*regionMatch
	text := segs[c.seg].text[c.at:]
	for n := min(len(text), atlas().longest); n >= 2; n-- {
		list := names[string(text[:n])]
		if len(list) == 0 {
			continue
		}
		for _, f := range []form{formFull, formOther, formStem} {
			if r := m.with(list, f, n, cursor{c.seg, c.at + n}); r != nil && !spoiled(string(text[:n]), string(text[n:]), f) {
				out = append(out, r)
			}
		}
	}
	return out
}

// with extends m by the aliases of one form. Of several counties it keeps those
// inside what m has read; a full county name that lies elsewhere is a clash,
// anything else outside is no reading at all.
func (m *regionMatch) with(list []alias, f form, runes int, to cursor) *regionMatch {
	r := &regionMatch{from: m.from, to: to, province: m.province, city: m.city, runes: m.runes + runes}
	r.forms = append(slices.Clone(m.forms), f)
	var inside, outside []alias
	for _, a := range list {
		switch {
		case a.form != f:
		case (m.province == "" || m.province == a.province) && (m.city == "" || m.city == a.city):
			inside = append(inside, a)
		default:
			outside = append(outside, a)
		}
	}
	if len(inside) == 0 {
		if len(outside) == 0 || outside[0].county == nil || f != formFull {
			return nil
		}
		inside, r.clash = outside, true
	}
	if inside[0].county == nil {
		r.province, r.city = inside[0].province, inside[0].city
		if onlyCounty(r.city) {
			r.counties = countiesOf(r.city)
		}
		return r
	}
	r.named = f
	for _, a := range inside {
		r.counties = append(r.counties, a.county)
	}
	return r
}

// spoiled refuses a name that is part of a longer word: 义乌市|场, 南京|路.
func spoiled(name, rest string, f form) bool {
	if strings.HasSuffix(name, "市") && strings.HasPrefix(rest, "场") {
		return true
	}
	if f != formStem {
		return false
	}
	for _, side := range []string{"", "东", "西", "南", "北", "中"} {
		for _, w := range []string{"路", "街", "大道", "大街", "巷", "弄", "镇", "乡", "村", "桥", "广场", "花园", "小区", "社区", "大厦", "站", "店"} {
			if strings.HasPrefix(rest, side+w) && !strings.HasPrefix(rest, side+w+"道") {
				return true
			}
		}
	}
	for _, w := range []string{"省", "市", "区", "县", "旗", "州", "盟"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// nextCursor steps to the next address segment at the end of one.
func nextCursor(segs []segment, c cursor) cursor {
	for c.seg < len(segs) && c.at == len(segs[c.seg].text) {
		c = cursor{c.seg + 1, 0}
		for c.seg < len(segs) && (segs[c.seg].label == labelName || segs[c.seg].label == labelPhone) {
			c.seg++
		}
	}
	return c
}

func hasAt(segs []segment, c cursor, w string) bool {
	return c.seg < len(segs) && strings.HasPrefix(string(segs[c.seg].text[c.at:]), w)
}

func wordAlone(segs []segment, c cursor, w string) bool {
	return c.seg < len(segs) && string(segs[c.seg].text[c.at:]) == w
}

// followed reports whether w at c goes on as a street or another division.
func followed(segs []segment, c cursor, w string) bool {
	return spoiled(w, string(segs[c.seg].text[c.at+len([]rune(w)):]), formStem) && !strings.HasSuffix(w, "市")
}

// cutRegion removes what m has read. What stands before it in its first
// segment becomes a segment of its own: 张三|重庆市….
func cutRegion(segs []segment, m *regionMatch) []segment {
	out := slices.Clone(segs[:m.from.seg])
	if m.from.at > 0 {
		out = append(out, segment{segs[m.from.seg].label, segs[m.from.seg].text[:m.from.at]})
	}
	last := m.to.seg
	for i := m.from.seg; i < last; i++ { // names and phones between two parts stay
		if l := segs[i].label; l == labelName || l == labelPhone {
			out = append(out, segs[i])
		}
	}
	if rest := segs[last].text[m.to.at:]; len(rest) > 0 {
		out = append(out, segment{labelAddress, rest})
	}
	return append(out, segs[last+1:]...)
}

// cutRepeated removes the same county given a second time: 所在地区 and again
// in 详细地址.
func cutRepeated(segs []segment, county County) []segment {
	for i := range segs {
		if segs[i].label == labelName || segs[i].label == labelPhone {
			continue
		}
		for _, m := range readRegion(segs, cursor{i, 0}) {
			if len(m.counties) == 1 && m.counties[0].Code == county.Code && !slices.Contains(m.forms, formStem) {
				return cutRegion(segs, m)
			}
		}
	}
	return segs
}
