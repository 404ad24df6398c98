package place

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Go's regexp has no look-around: the neighbours are captured and put back.
var (
	idNumber = regexp.MustCompile(`(^|[^0-9])([1-9]\d{5}(?:19|20)\d{9}[0-9Xx])($|[^0-9A-Za-z])`)
	postcode = regexp.MustCompile(`(?:邮编|邮政编码)?[:\s]*(^|[\s,;])[1-8]\d{5}($|[\s,;])`)
	mobile   = regexp.MustCompile(`(?:\(?(?:\+?\s?0{0,2}86)\)?[-\s]*)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})`)
	landline = regexp.MustCompile(`\(?(0\d{2,3})\)?[- ]?([2-9]\d{6,7})`)
	nearly   = regexp.MustCompile(`1[3-9]\d{7,12}`)
	ext      = regexp.MustCompile(`^\s*(?:-|转|转分机|分机|ext\.?)\s*(\d{3,4})(?:$|[^0-9号室栋幢层楼-])`)
)

// narrow folds full-width forms, control and zero-width characters.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u202a' || r == '\u202c' || r == '\u202d':
			return -1
		case r == '\n' || r == '\r' || r == '\t' || r == ';' || r == '|':
			return ','
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, width.Fold.String(s))
}

// takePhone cuts phone numbers out of the text and keeps the one it is sure of.
func (p *Parsed) takePhone(text string) string {
	rest, found := cutNumbers(text, mobile, func(m []string) string { return digits(m[1]) })
	rest, fixed := cutNumbers(rest, landline, func(m []string) string { return m[1] + "-" + m[2] })
	found = append(found, fixed...)
	switch len(found) {
	case 0:
		var c []Candidate
		for _, n := range nearly.FindAllString(rest, 3) {
			c = append(c, Candidate{Value: n, Label: n})
		}
		if len(c) > 0 {
			p.doubt(FieldPhone, "手机号位数不对，请核对", c...)
		} else {
			p.doubt(FieldPhone, "没有读到电话，请补上")
		}
	case 1:
		p.Phone = found[0].number
	default:
		p.Phone = found[0].number
		var c []Candidate
		for _, f := range found {
			c = append(c, Candidate{Value: f.number, Label: f.number})
		}
		p.doubt(FieldPhone, "有几个电话，请选一个", c...)
	}
	for _, f := range found {
		if f.ext != "" {
			p.doubt(FieldPhone, "号码后面像有分机号，请核对", Candidate{Value: f.number, Label: f.number + " 转 " + f.ext})
		}
	}
	return rest
}

type number struct{ number, ext string }

// cutNumbers removes every match that no digit touches and leaves a comma in
// its place.
func cutNumbers(text string, re *regexp.Regexp, form func([]string) string) (rest string, found []number) {
	var b strings.Builder
	at := 0
	for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
		if m[0] < at || touches(text, m[0], m[1]) {
			continue
		}
		n := number{number: form(submatches(text, m))}
		end := m[1]
		if e := ext.FindStringSubmatchIndex(text[end:]); e != nil {
			n.ext = text[end+e[2] : end+e[3]]
			end += e[3]
		}
		if !slices.ContainsFunc(found, func(o number) bool { return o.number == n.number }) {
			found = append(found, n)
		}
		b.WriteString(text[at:m[0]])
		b.WriteByte(',')
		at = end
	}
	b.WriteString(text[at:])
	return b.String(), found
}

func touches(text string, from, to int) bool {
	return (from > 0 && isDigit(text[from-1])) || (to < len(text) && isDigit(text[to]))
}

func submatches(text string, m []int) []string {
	s := make([]string, len(m)/2)
	for i := range s {
		if m[2*i] >= 0 {
			s[i] = text[m[2*i]:m[2*i+1]]
		}
	}
	return s
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// label is what the words before a segment say it is.
type label uint8

const (
	labelNone label = iota
	labelName
	labelPhone
	labelAddress
	labelDrop // 邮编: the word after it is not kept
)

// segment is a run of text between separators.
type segment struct {
	label label
	text  []rune
}

// Longer words first: 收货人姓名 before 收货人.
var labelWords = []struct {
	word  string
	label label
}{
	{"收货人姓名", labelName},
	{"收件人姓名", labelName},
	{"收货人", labelName},
	{"收件人", labelName},
	{"联系人", labelName},
	{"姓名", labelName},
	{"名字", labelName},
	{"手机号码", labelPhone},
	{"电话号码", labelPhone},
	{"联系电话", labelPhone},
	{"联系方式", labelPhone},
	{"收货电话", labelPhone},
	{"手机号", labelPhone},
	{"手机", labelPhone},
	{"电话", labelPhone},
	{"收货地址", labelAddress},
	{"收件地址", labelAddress},
	{"详细地址", labelAddress},
	{"邮寄地址", labelAddress},
	{"所在地区", labelAddress},
	{"所在地", labelAddress},
	{"省市区", labelAddress},
	{"地区", labelAddress},
	{"家庭住址", labelAddress},
	{"地址", labelAddress},
	{"住址", labelAddress},
	{"邮政编码", labelDrop},
	{"邮编", labelDrop},
}

// segments cuts the text at separators and labels. A segment keeps the label
// that stands before it; further parts of an address keep theirs.
func segments(text string) []segment {
	var segs []segment
	for _, chunk := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，。、/\\", r) }) {
		current := labelNone
		for word := range strings.FieldsSeq(chunk) {
			for word != "" {
				l, rest := cutLabel(word)
				if l != labelNone {
					current, word = l, rest
					continue
				}
				before, after, labelled := splitAtLabel(word)
				if t := []rune(strings.Trim(before, ":-_*#~()[]【】「」")); len(t) > 0 && current != labelDrop {
					segs = append(segs, segment{current, t})
				}
				if current != labelAddress {
					current = labelNone // these label one word only
				}
				word = ""
				if labelled {
					word = after
				}
			}
		}
	}
	return segs
}

// cutLabel removes a label at the start of a word.
func cutLabel(word string) (label, string) {
	word = strings.TrimLeft(word, ":*#~[【「(")
	for _, l := range labelWords {
		rest, ok := strings.CutPrefix(word, l.word)
		if !ok {
			continue
		}
		if l.label == labelPhone && rest != "" && !strings.HasPrefix(rest, ":") {
			return labelNone, word // 手机店3楼 is an address
		}
		return l.label, strings.TrimLeft(rest, ":】」])")
	}
	return labelNone, word
}

// splitAtLabel finds a label with a colon inside a word: 张三收货地址:重庆市….
func splitAtLabel(word string) (before, after string, ok bool) {
	best := -1
	for _, l := range labelWords {
		if i := strings.Index(word, l.word+":"); i > 0 && (best < 0 || i < best) {
			best = i
		}
	}
	if best < 0 {
		return word, "", false
	}
	return word[:best], word[best:], true
}
