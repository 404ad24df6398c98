package place

import (
	"strings"
	"unicode/utf8"
)

// Parsed is what one pasted line says. Fields that are not certain are empty or
// stand in Doubts too, so that a form can show them (product.md: doubtful parts
// are shown, never guessed silently).
type Parsed struct {
	Name   string
	Phone  string // digits; a landline keeps its dashes
	County County // zero when not certain
	Detail string // what follows the county
	Doubts []Doubt
}

// Field names a part of an address in a Doubt, as the API spells it.
type Field string

// The parts that can be doubtful.
const (
	FieldName   Field = "name"
	FieldPhone  Field = "phone"
	FieldCounty Field = "county_code"
	FieldDetail Field = "detail"
)

// Doubt says what a person should look at, and what it might be.
type Doubt struct {
	Field      Field
	Reason     string // a Chinese sentence
	Candidates []Candidate
}

// Candidate is one possible value of a doubtful field.
type Candidate struct {
	Value string // what to put into the field; a county's code
	Label string // what to show
}

const maxPasted = 500 // characters

// ParseAddress reads a name, a phone and an address in any order from one
// pasted text. It needs no database and never fails: what it cannot read is a
// doubt.
//
// No library is used: the Go and npm ones looked at (pupuk/addr,
// zh-address-parse, address-parse) return their likeliest guess without saying
// that it is one, and are no longer kept.
func ParseAddress(text string) Parsed {
	var p Parsed
	text = p.tidy(text)
	rest := p.takePhone(text)
	segs := segments(rest)
	segs = p.takeRegion(segs)
	segs = p.takeName(segs)
	p.Detail = strings.TrimSpace(joinDetail(segs))
	if p.Detail == "" {
		p.doubt(FieldDetail, "没有读到详细地址，请补上街道、村和门牌")
	}
	return p
}

func (p *Parsed) doubt(f Field, reason string, c ...Candidate) {
	p.Doubts = append(p.Doubts, Doubt{Field: f, Reason: reason, Candidates: c})
}

// tidy brings full-width letters, odd spaces and line ends into one form and
// drops what must not be kept.
func (p *Parsed) tidy(text string) string {
	if utf8.RuneCountInString(text) > maxPasted {
		text = string([]rune(text)[:maxPasted])
		p.doubt(FieldDetail, "文字太长，只看了前 500 个字")
	}
	text = narrow(text)
	if cut := idNumber.ReplaceAllString(text, "$1 $3"); cut != text {
		text = cut
		p.doubt(FieldDetail, "里面像有身份证号，寄快递用不着，已经去掉")
	}
	return postcode.ReplaceAllString(text, "$1 $2")
}

// joinDetail puts the parts of an address together; a space stays only between
// two Latin words or numbers.
func joinDetail(segs []segment) string {
	var b strings.Builder
	for _, s := range segs {
		if len(s.text) == 0 {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(b.String()); b.Len() > 0 && last < utf8.RuneSelf && s.text[0] < utf8.RuneSelf {
			b.WriteByte(' ')
		}
		b.WriteString(string(s.text))
	}
	return b.String()
}
