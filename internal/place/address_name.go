package place

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Surnames of the 百家姓 and the commonest since.
const surnames = `赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖代付岳仝覃佟岩苟冼麦闫涂邸兰鹿皇`

var doubleSurnames = strings.Fields(`欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 长孙 宇文 端木 夏侯 轩辕 南宫 独孤 西门 呼延 百里 东郭 闾丘 太史 申屠 公冶 濮阳 澹台`)

var titles = strings.Fields(`先生 女士 小姐 老师 阿姨 叔叔 大哥 大姐 师傅 同学 医生 主任 经理 老板 总 哥 姐 叔 姨`)

// Words that only addresses have.
var (
	addressWord = regexp.MustCompile(`[0-9A-Za-z]|[路街道巷弄号栋幢楼层室镇乡村组社区县市省院园苑城府邸湾寨屯庄坝]$|小区|大厦|广场|单元|学校|大学|中学|小学|医院|公司|工厂|市场|超市|驿站|花园|公寓|酒店|宾馆|门口|对面|旁边|附近|服务站|门卫|快递|代收|菜鸟|派出所|办事处|政府`)
	lastMark    = regexp.MustCompile(`^(.*(?:[0-9A-Za-z]|号|栋|幢|楼|层|室|组|社|村|小区|大厦|广场|单元|公寓|学校|大学|医院|公司|超市|驿站))(\p{Han}{2,4})$`)
)

func addressy(s string) bool {
	return addressWord.MatchString(s) || strings.ContainsAny(s, "路街道巷镇乡村组")
}

// takeName finds the receiver among what is left and removes it.
func (p *Parsed) takeName(segs []segment) []segment {
	if i := slices.IndexFunc(segs, func(s segment) bool { return s.label == labelName }); i >= 0 {
		p.Name = string(segs[i].text)
		return slices.Delete(slices.Clone(segs), i, i+1)
	}
	sure, maybe := nameSegments(segs)
	switch {
	case len(sure) == 1:
		return p.nameAt(segs, sure[0])
	case len(sure) > 1:
		p.doubt(FieldName, "不能确定哪个是收货人，请核对", nameCandidates(segs, sure)...)
		return p.nameAt(segs, sure[0])
	case len(maybe) > 0 && len(segs) > 1:
		p.doubt(FieldName, "不能确定是不是收货人姓名，请核对", nameCandidates(segs, maybe)...)
		return p.nameAt(segs, maybe[0])
	}
	if i := slices.IndexFunc(segs, shortWithSurname); i >= 0 && len(segs) > 1 { // 李庄 may live in 王庄
		p.doubt(FieldName, "不能确定是不是收货人姓名，请核对", nameCandidates(segs, []int{i})...)
		return p.nameAt(segs, i)
	}
	return p.nameInside(segs)
}

func shortWithSurname(s segment) bool {
	return s.label == labelNone && len(s.text) <= 3 && surnameLength(s.text) > 0
}

func (p *Parsed) nameAt(segs []segment, i int) []segment {
	p.Name = string(segs[i].text)
	return slices.Delete(slices.Clone(segs), i, i+1)
}

// nameInside looks for a name glued to the end of an address: …3组8号邓小苗.
func (p *Parsed) nameInside(segs []segment) []segment {
	for i, s := range segs {
		m := lastMark.FindStringSubmatch(string(s.text))
		if m == nil || !personal(m[2]) {
			continue
		}
		p.Name = m[2]
		p.doubt(FieldName, "姓名和地址连在一起，请核对", Candidate{Value: m[2], Label: m[2]})
		out := slices.Clone(segs)
		out[i] = segment{s.label, []rune(m[1])}
		return out
	}
	p.doubt(FieldName, "没有读到收货人姓名，请补上")
	return segs
}

// nameSegments lists the segments that are a person's name, and those that may
// be one (a nickname, a foreign name).
func nameSegments(segs []segment) (sure, maybe []int) {
	for i, s := range segs {
		t := string(s.text)
		switch {
		case s.label != labelNone:
		case personal(t):
			sure = append(sure, i)
		case len(s.text) <= 8 && !addressWord.MatchString(t) && hasLetter(t), latinName(t):
			maybe = append(maybe, i)
		}
	}
	return sure, maybe
}

var latin = regexp.MustCompile(`^[A-Z][a-z]{1,14}$`)

func latinName(s string) bool { return latin.MatchString(s) }

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// personal reports whether s looks like 姓名 or 姓 with a title.
func personal(s string) bool {
	r := []rune(s)
	for _, x := range r {
		if !unicode.Is(unicode.Han, x) && x != '·' {
			return false
		}
	}
	if strings.ContainsRune(s, '·') {
		return len(r) >= 4 && len(r) <= 16
	}
	family := surnameLength(r)
	if family == 0 {
		return false
	}
	given := string(r[family:])
	if slices.Contains(titles, given) {
		return true
	}
	n := len(r) - family
	return n >= 1 && n <= 2 && !addressWord.MatchString(s)
}

func surnameLength(r []rune) int {
	if len(r) >= 3 && slices.Contains(doubleSurnames, string(r[:2])) {
		return 2
	}
	if len(r) >= 2 && strings.ContainsRune(surnames, r[0]) {
		return 1
	}
	return 0
}

func nameCandidates(segs []segment, at []int) []Candidate {
	c := make([]Candidate, len(at))
	for i, n := range at {
		c[i] = Candidate{Value: string(segs[n].text), Label: string(segs[n].text)}
	}
	return c
}
