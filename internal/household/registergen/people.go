package registergen

import (
	"fmt"
	"strconv"
	"time"

	"github.com/yigou/yigou/internal/household"
)

// person is one row by title.
type person map[string]string

var (
	surnames = []rune("蒋王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢")
	given    = []rune("小建国芳秀英伟强磊静敏丽军洋勇艳杰娟涛明超霞平刚桂兰玉春华文华红梅志云龙凤山川林森田禾")
)

// area is the beginning of every invented identity number: no county has it.
const area = "500199"

// people invents a household: its head first.
func (g *generator) people(h, size int) []person {
	v := g.o.Villages[h%len(g.o.Villages)]
	code := fmt.Sprintf("5001550%09d", h+1)
	kind, monitor, cleared := status(h)
	people := make([]person, size)
	for i := range people {
		n := h*32 + i
		relation := "之子"
		switch i {
		case 0:
			relation = "户主"
		case 1:
			relation = "配偶"
		}
		people[i] = person{
			"序号": strconv.Itoa(n), "县": "梁平区", "乡": v.Town, "行政村": v.Name,
			"自然村": strconv.Itoa(h%9+1) + "组", "户编号": code, "人编号": code + fmt.Sprintf("%02d", i+1),
			"姓名": g.name(), "证件号码": idNo(n), "人数": strconv.Itoa(size), "与户主关系": relation,
			"户类型": kind, "监测对象类型": monitor, "风险是否消除": cleared,
		}
		if i == 0 {
			people[i]["户/人联系电话"] = fmt.Sprintf("199%08d", h)
		}
		g.addDropped(people[i])
	}
	return people
}

func status(h int) (kind, monitor, cleared string) {
	switch h % 20 {
	case 17:
		return "监测对象", "脱贫不稳定户", "否"
	case 18:
		return "脱贫户", "边缘易致贫户", "是"
	case 19:
		return "一般农户", "", ""
	}
	return "脱贫户", "", ""
}

// addDropped fills the columns that nobody may keep.
func (g *generator) addDropped(p person) {
	pick := func(from, to int) string { return Dropped[from+g.rnd.IntN(to-from)] }
	p["文化程度"] = pick(0, 2)
	p["在校生状况"] = Dropped[2]
	p["健康状况"] = pick(3, 6)
	p["劳动技能"] = pick(6, 8)
	p["务工时间(月)"] = strconv.Itoa(g.rnd.IntN(12))
	p["是否参加大病保险"] = Dropped[8]
	p["致贫原因"] = pick(9, 12)
	p["危房户"] = Dropped[12]
	p["安全饮水"] = Dropped[13]
	p["民族"] = Dropped[14]
	p["人均纯收入"] = Dropped[15]
	p["识别时间"] = "2014-01-01"
}

func (g *generator) name() string {
	name := []rune{surnames[g.rnd.IntN(len(surnames))], given[g.rnd.IntN(len(given))]}
	if g.rnd.IntN(4) > 0 {
		name = append(name, given[g.rnd.IntN(len(given))])
	}
	return string(name)
}

// idNo invents the n-th number: a day of birth and a sequence make it unique,
// the last character is computed (GB 11643).
func idNo(n int) string {
	born := time.Date(1940, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n/900)
	return household.WithIDNoCheck(area + born.Format("20060102") + fmt.Sprintf("%03d", n%900))
}
