package demo

import (
	"fmt"
	"math/rand/v2"

	"github.com/yigou/yigou/internal/household"
)

// Names are put together from these; a person of such a name is a coincidence.
var (
	surnames = []rune("王李张刘陈杨黄周吴徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾")
	givens   = []rune("国建明志文德永兴春秀英桂兰玉芳华平贵福生光荣成林安民忠才")
)

func inventName(r *rand.Rand) string {
	name := []rune{surnames[r.IntN(len(surnames))], givens[r.IntN(len(givens))]}
	if r.IntN(3) > 0 {
		name = append(name, givens[r.IntN(len(givens))])
	}
	return string(name)
}

// inventIDNo makes a number of the right form that nobody was given on purpose:
// district, a birthday, a sequence, and the check digit of GB 11643.
func inventIDNo(r *rand.Rand, seq int) string {
	return household.WithIDNoCheck(fmt.Sprintf("500155%d%02d%02d%03d", 1945+r.IntN(50), 1+r.IntN(12), 1+r.IntN(28), seq%1000))
}

// home is where an invented buyer lives; the streets are common names.
type home struct{ county, detail string }

var homes = []home{
	{"500103", "解放碑街道民权路12号"},
	{"500112", "龙溪街道红锦大道66号"},
	{"500106", "沙坪坝街道汉渝路8号"},
	{"500108", "南坪街道江南大道19号"},
	{"500107", "杨家坪街道西郊路30号"},
	{"500155", "双桂街道育才路5号"},
	{"510107", "浆洗街街道武侯祠大街3号"},
	{"510104", "春熙路街道东大街21号"},
	{"110105", "望京街道阜通东大街6号"},
	{"310115", "陆家嘴街道世纪大道100号"},
	{"440305", "粤海街道科苑路15号"},
	{"330106", "西溪街道文三路90号"},
	{"420106", "珞珈山街道八一路8号"},
	{"610113", "小寨路街道长安中路33号"},
	{"320102", "玄武门街道中央路42号"},
	{"370102", "文东街道山师东路11号"},
	{"430102", "文艺路街道韶山北路27号"},
	{"650102", "解放南路街道和平南路9号"},
}
