package supplier

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/fault"
)

// Kind is what a merchant of record is in law.
type Kind string

// The kinds.
const (
	Collective     Kind = "collective"      // 村集体经济组织
	Coop           Kind = "coop"            // 农民专业合作社
	Enterprise     Kind = "enterprise"      // 企业
	StationCompany Kind = "station_company" // 服务站运营公司
)

// Word is what people call a kind.
func (k Kind) Word() string {
	return map[Kind]string{
		Collective: "村集体经济组织", Coop: "农民专业合作社", Enterprise: "企业", StationCompany: "服务站运营公司",
	}[k]
}

var kinds = []Kind{Collective, Coop, Enterprise, StationCompany}

// State is how far a merchant has come.
type State string

// The states.
const (
	Draft     State = "draft"     // registered, its papers wait for the office
	Verified  State = "verified"  // papers in order
	Active    State = "active"    // book opened, may sell
	Suspended State = "suspended" // may not sell; what is sold goes on
)

// Word is what people call a state.
func (s State) Word() string {
	return map[State]string{Draft: "待审核", Verified: "已审核", Active: "已启用", Suspended: "已停用"}[s]
}

// moves are the allowed changes of state.
var moves = map[State][]State{
	Draft:     {Verified},
	Verified:  {Active},
	Active:    {Suspended},
	Suspended: {Active},
}

// SettleKind is where a merchant's money goes.
type SettleKind string

// The kinds of settlement accounts. A person's account is none of them.
const (
	OrgBank     SettleKind = "org_bank"     // 对公账户
	SubMerchant SettleKind = "sub_merchant" // 支付机构二级商户
)

// Settlement is where a merchant's money goes; the number itself is opened by
// Registry.SettlementNo.
type Settlement struct {
	Kind SettleKind // "" until it is set
	Name string     // holder, the merchant's own name
	Bank string
	Tail string // last 4 characters of the number
}

// Supplier is a merchant of record.
type Supplier struct {
	ID           int64
	Name         string
	Kind         Kind
	CreditCode   string // 统一社会信用代码
	Region       string
	VillageName  string // "" for one of a town or the district
	Address      string
	ContactPhone string // masked
	State        State
	Reason       string // why it was turned down or suspended
	Settlement   Settlement
	Book         int32 // its book in the ledger; 0 until active
	VerifiedUS   int64
	CreatedUS    int64
}

// Refusals.
var (
	ErrUnknown   = fault.New(fault.NotFound, "supplier.unknown", "没有这个供货主体，或不在你负责的范围内")
	ErrCodeTaken = fault.New(fault.Conflict, "supplier.code_taken", "这个统一社会信用代码已经登记过了")
	ErrState     = fault.New(fault.Conflict, "supplier.state", "供货主体现在的状态不能这样操作，请刷新后再看")
	ErrNoLicence = fault.New(fault.Conflict, "supplier.no_licence", "没有在有效期内的营业执照或登记证，请先补上")
	ErrPerson    = fault.New(fault.Invalid, "supplier.settle_person", "货款只能进单位自己的账户，不能用个人账户收款")
)

// NewSupplier is the input of Create.
type NewSupplier struct {
	Name         string
	Kind         Kind
	CreditCode   string
	Region       string // 6, 9 or 12 digits
	VillageName  string
	Address      string
	ContactName  string
	ContactPhone string
	LicenceUntil clock.Day // last day of its business licence; 0 = without end
}

func (n *NewSupplier) normalize() error {
	var c fault.Checker
	n.Name = strings.TrimSpace(n.Name)
	n.CreditCode = strings.ToUpper(strings.TrimSpace(n.CreditCode))
	n.ContactName = strings.TrimSpace(n.ContactName)
	n.ContactPhone = strings.TrimSpace(n.ContactPhone)
	size := utf8.RuneCountInString(n.Name)
	c.Check(size >= 2 && size <= 80, "name", "length", "主体名称要填 2 到 80 个字")
	c.Check(slices.Contains(kinds, n.Kind), "kind", "unknown", "请选择主体类型")
	c.Check(ValidCreditCode(n.CreditCode), "credit_code", "check", "统一社会信用代码不对，请对照执照逐位核对")
	c.Check(len(n.Region) == 6 || len(n.Region) == 9 || len(n.Region) == 12, "region", "format", "请选择所在地区")
	c.Check(utf8.RuneCountInString(n.Address) <= 120, "address", "length", "地址最多 120 个字")
	contact := utf8.RuneCountInString(n.ContactName)
	c.Check(contact >= 1 && contact <= 20, "contact_name", "required", "请填联系人")
	c.Check(phoneForm.MatchString(n.ContactPhone), "contact_phone", "format", "联系电话不对，请填手机号或带区号的座机")
	return c.Err()
}

// inScope reports whether a region lies inside a caller's; nothing lies in "".
func inScope(region, prefix string) bool {
	return prefix != "" && strings.HasPrefix(region, prefix)
}
