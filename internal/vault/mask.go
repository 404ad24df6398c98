package vault

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// compoundSurnames are the two-character surnames beyond doubt. Those whose
// first character is itself a common surname (乐正, 段干, 梁丘) are left out: to
// show one character too few is the safe side.
var compoundSurnames = strings.Fields(`
	欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台
	皇甫 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官
	司寇 颛孙 漆雕 拓跋 轩辕 令狐 百里 呼延 东郭 淳于 即墨 完颜 纳兰 耶律`)

// MaskName shows the surname alone (domain.md §1 脱敏): 邓小苗 is 邓**, 欧阳明 is
// 欧阳**. The stars do not tell how long the name is, and a name of two
// characters shows only the first.
func MaskName(name string) string {
	if name == "" {
		return ""
	}
	shown := 1
	if utf8.RuneCountInString(name) > 2 && slices.ContainsFunc(compoundSurnames, func(s string) bool {
		return strings.HasPrefix(name, s)
	}) {
		shown = 2
	}
	return string([]rune(name)[:shown]) + "**"
}

// MaskPhone keeps the first three and the last four digits of a mobile number:
// 138****0000. Of anything shorter than eleven characters it keeps at most the
// last two.
func MaskPhone(phone string) string {
	return mask(phone, 11, 3, 4)
}

// MaskIDNo keeps the first four and the last four characters of an identity
// number: 5002**********1234. Of anything shorter than fifteen characters it
// keeps at most the last two.
func MaskIDNo(no string) string {
	return mask(no, 15, 4, 4)
}

// mask stars out the middle of s; s shorter than least keeps only two
// characters at its end, and those only when they are less than half of it.
func mask(s string, least, head, tail int) string {
	r := []rune(s)
	switch {
	case len(r) < 5:
		head, tail = 0, 0
	case len(r) < least:
		head, tail = 0, 2
	}
	return string(r[:head]) + strings.Repeat("*", len(r)-head-tail) + string(r[len(r)-tail:])
}
