package registergen

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/yigou/yigou/internal/sheet"
)

// Options say how large a register is and what is wrong with it.
type Options struct {
	Seed       uint64
	Households int
	Persons    int // ≥ Households; members are spread evenly
	Dirty      int // rows with one mistake each; at most Households
	Villages   []Village
}

// Village is where households live, as the file names it.
type Village struct{ Town, Name string }

// Truth is what an import of the file must find.
type Truth struct {
	Rows       int
	Households int            // that can be imported
	Persons    int            // in them, by the column 人数
	Rejected   map[int]string // line → title of the column with the mistake
	Skipped    []int          // lines whose head was rejected
}

var titles = []string{
	"序号", "县", "乡", "行政村", "自然村", "户编号", "人编号", "姓名", "证件号码", "人数", "与户主关系", "民族",
	"文化程度", "在校生状况", "健康状况", "劳动技能", "务工时间(月)", "是否参加大病保险", "致贫原因", "危房户", "安全饮水",
	"人均纯收入", "户/人联系电话", "识别时间", "户类型", "监测对象类型", "风险是否消除", "风险识别/消除时间",
}

// Dropped is every word that stands only in columns that must not be kept.
var Dropped = []string{
	"初中毕业班", "小学文化程度", "高中在读生", "长期慢性病", "患有大病", "持证残疾人", "普通劳动力", "丧失劳动力",
	"已参加大病险", "因病致贫", "因学致贫", "缺技术致贫", "危房等级C级", "饮水不达标", "土家族群众", "13872.46元",
}

// Write writes the file.
func Write(w io.Writer, o Options) (Truth, error) {
	heads := make([]sheet.Head, len(titles))
	for i, t := range titles {
		heads[i].Title = t
	}
	out, err := sheet.NewWriter("已脱贫人口名单", heads)
	if err != nil {
		return Truth{}, err
	}
	defer func() { _ = out.Close() }()
	g := &generator{o: o, rnd: rand.New(rand.NewPCG(o.Seed, 25157)), out: out}
	g.truth.Rejected = map[int]string{}
	if err := g.all(); err != nil {
		return Truth{}, err
	}
	_, err = out.WriteTo(w)
	return g.truth, err
}

type generator struct {
	o     Options
	rnd   *rand.Rand
	out   *sheet.Writer
	line  int // of the row written last; the header is line 1
	truth Truth
	first string // an identity number that stands in the file
}

func (g *generator) all() error {
	g.line = 1
	every := 0
	if g.o.Dirty > 0 {
		every = g.o.Households / g.o.Dirty
	}
	left := g.o.Persons
	for h := range g.o.Households {
		size := left / (g.o.Households - h) // the rest is shared among those who remain
		left -= size
		mistake := -1
		if every > 0 && h%every == every-1 && h/every < g.o.Dirty {
			mistake = h / every
		}
		if err := g.household(h, size, mistake); err != nil {
			return err
		}
	}
	return nil
}

// household writes the rows of one household. A mistake, when there is one,
// stands in the head's row or, in every second one, in the last member's.
func (g *generator) household(h, size, mistake int) error {
	people := g.people(h, size)
	wrong := -1
	if mistake >= 0 {
		if mistake%2 == 1 {
			wrong = size - 1
		} else {
			wrong = 0
		}
		m := mistakes[mistake/2%len(mistakes)]
		m.spoil(people[wrong], g.first)
		g.truth.Rejected[g.line+1+wrong] = m.column
	}
	for i, p := range people {
		g.line++
		if wrong == 0 && i > 0 {
			g.truth.Skipped = append(g.truth.Skipped, g.line)
		}
		if err := g.out.Row(g.cells(p)...); err != nil {
			return err
		}
	}
	if g.first == "" {
		g.first = people[0]["证件号码"]
	}
	g.truth.Rows += size
	if wrong != 0 {
		g.truth.Households++
		g.truth.Persons += size
	}
	return nil
}

func (g *generator) cells(p person) []any {
	cells := make([]any, len(titles))
	for i, t := range titles {
		cells[i] = p[t]
	}
	return cells
}

// mistakes are what people do to such files, one a row.
var mistakes = []struct {
	column string
	spoil  func(p person, other string)
}{
	{"证件号码", func(p person, _ string) { p["证件号码"] = flipped(p["证件号码"]) }},
	{"证件号码", func(p person, _ string) { p["证件号码"] = p["证件号码"][:17] }},
	{"证件号码", func(p person, other string) { p["证件号码"] = other }},
	{"行政村", func(p person, _ string) { p["行政村"] = "查无此村" }},
	{"姓名", func(p person, _ string) { p["姓名"] = "" }},
	{"户类型", func(p person, _ string) { p["户类型"] = "不详" }},
	{"户/人联系电话", func(p person, _ string) { p["户/人联系电话"] = "12345" }},
	{"人数", func(p person, _ string) { p["人数"] = "很多" }},
	{"监测对象类型", func(p person, _ string) { p["户类型"], p["监测对象类型"] = "监测对象", "" }},
	{"风险是否消除", func(p person, _ string) {
		p["户类型"], p["监测对象类型"], p["风险是否消除"] = "监测对象", "边缘易致贫户", "也许"
	}},
}

// flipped returns a number whose check digit does not fit.
func flipped(no string) string {
	last := byte('0')
	if no[17] == '0' {
		last = '1'
	}
	return fmt.Sprintf("%s%c", no[:17], last)
}
