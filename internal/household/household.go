package household

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/fault"
)

// Kind is what the register calls a household (domain.md §2).
type Kind string

// The kinds.
const (
	Lifted    Kind = "lifted"    // 脱贫户
	Monitored Kind = "monitored" // 监测对象
	Ordinary  Kind = "ordinary"  // 一般农户: may sell, is not counted as helped
)

// Monitor is why a monitored household is watched; "" for the others.
type Monitor string

// The three kinds of monitored households.
const (
	Unstable Monitor = "unstable" // 脱贫不稳定户
	Edge     Monitor = "edge"     // 边缘易致贫户
	Sudden   Monitor = "sudden"   // 突发严重困难户
)

// State says whether a household still belongs to the register.
type State string

// The states.
const (
	Active State = "active"
	Left   State = "left" // moved away or merged; kept for the books
)

// Status is a household's kind with what belongs to it.
type Status struct {
	Kind        Kind
	Monitor     Monitor
	RiskCleared bool // 风险已消除, of a monitored household
}

// Household is what lists and other packages may know: nothing here identifies
// a person.
type Household struct {
	ID          int64
	Code        string // 户编号
	Region      string // village 12 digits, or group 14
	VillageName string
	GroupName   string // 3组, or the hamlet's name; "" when unknown
	MaskedName  string // 邓**
	Status
	Persons int
	State   State
}

// NewHousehold is the input of Create.
type NewHousehold struct {
	Code        string
	Region      string
	VillageName string
	GroupName   string
	HeadName    string
	HeadIDNo    string
	Phone       string // may be empty
	Status
	Persons int
	From    clock.Day // since when it is of this kind
}

// Refusals.
var (
	ErrUnknown   = fault.New(fault.NotFound, "household.unknown", "没有这一户，或不在你负责的范围内")
	ErrCodeTaken = fault.New(fault.Conflict, "household.code_taken", "这个户编号已经登记过了")
	ErrHeadTaken = fault.New(fault.Conflict, "household.head_taken", "这个证件号已经是另一户的户主")
)

var codeForm = regexp.MustCompile(`^[0-9A-Za-z-]{4,32}$`)

const maxPersons = 30

// normalize brings the input into the stored form and reports every bad field.
// today bounds the birth date of the head.
func (n *NewHousehold) normalize(today clock.Day) error {
	var c fault.Checker
	n.Code = strings.TrimSpace(n.Code)
	c.Check(codeForm.MatchString(n.Code), "code", "format", "户编号应为 4 到 32 位数字或字母")
	c.Check(len(n.Region) == 12 || len(n.Region) == 14, "region", "format", "请选择到村或组")
	c.Check(n.VillageName != "", "village_name", "required", "请选择村")
	c.Check(utf8.RuneCountInString(n.GroupName) <= maxGroupName, "group_name", "length", "组名太长")
	n.HeadName = strings.TrimSpace(n.HeadName)
	c.Check(validName(n.HeadName), "head_name", "format", "请填写户主姓名，2 到 20 个汉字")
	no, err := ParseIDNo(n.HeadIDNo, today)
	c.Check(err == nil, "head_id_no", "format", errorText(err))
	n.HeadIDNo = no
	phone, ok := ParsePhone(n.Phone)
	c.Check(ok, "phone", "format", "电话号码不对，请填 11 位手机号或带区号的座机")
	n.Phone = phone
	c.Check(n.Persons > 0 && n.Persons <= maxPersons, "persons", "range", "人口数应在 1 到 30 之间")
	c.Check(n.Status.valid(), "kind", "unknown", "户类型和监测类型对不上")
	return c.Err()
}

const maxGroupName = 20

func (s Status) valid() bool {
	switch s.Kind {
	case Lifted, Ordinary:
		return s.Monitor == "" && !s.RiskCleared
	case Monitored:
		return s.Monitor == Unstable || s.Monitor == Edge || s.Monitor == Sudden
	}
	return false
}

// validName accepts Chinese names, with the dot of minority names.
func validName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 20 {
		return false
	}
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && r != '·' {
			return false
		}
	}
	return true
}

var (
	mobileForm   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	landlineForm = regexp.MustCompile(`^0\d{2,3}-?\d{7,8}$`)
)

// ParsePhone brings a phone number into one form: 11 digits of a mobile, or a
// landline with its dash taken out. The empty number is in order.
func ParsePhone(s string) (phone string, ok bool) {
	s = strings.NewReplacer(" ", "", "\u00a0", "").Replace(strings.TrimSpace(s))
	if m := strings.TrimPrefix(strings.ReplaceAll(s, "-", ""), "+86"); mobileForm.MatchString(m) {
		return m, true
	}
	if landlineForm.MatchString(s) {
		return strings.ReplaceAll(s, "-", ""), true
	}
	return "", s == ""
}

// inScope reports whether a place lies inside a caller's region; nothing lies
// in "".
func inScope(region, prefix string) bool {
	return prefix != "" && strings.HasPrefix(region, prefix)
}

// place is the associated data of a sealed column.
func place(column string, id int64) string { return fmt.Sprintf("%s:%d", column, id) }

func errorText(err error) string {
	if f, ok := fault.From(err); ok {
		return f.Detail
	}
	return ""
}
