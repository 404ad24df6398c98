package identity

import (
	"strings"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/fault"
)

// Role is what somebody acts as (domain.md §3).
type Role string

// The roles of the spine. They are untyped, so that they compare with the word
// in actor.Actor too.
const (
	Consumer        = "consumer"         // everybody signed in
	Household       = "household"        // whoever is bound to one
	StationOperator = "station_operator" // of one station
	SupplierAdmin   = "supplier_admin"   // of one merchant of record
	TownReviewer    = "town_reviewer"    // of one town
	DistrictAdmin   = "district_admin"   // of the district
	Auditor         = "auditor"          // reads everything, writes nothing
)

// orgKind is the organisation a granted role belongs to; roles not in the map
// are not granted.
var orgKind = map[Role]string{
	StationOperator: "station",
	SupplierAdmin:   "supplier",
	TownReviewer:    "town",
	DistrictAdmin:   "district",
	Auditor:         "district",
}

// regionDigits is how long the region prefix of a role is; 0 leaves it to the
// organisation.
var regionDigits = map[Role]int{TownReviewer: 9, DistrictAdmin: 6, Auditor: 6}

// Grant is a role somebody holds.
type Grant struct {
	ID      int64
	UserID  int64
	Role    Role
	OrgKind string
	OrgID   int64  // station or supplier; 0 for town and district
	Region  string // prefix of everything the role sees
	From    clock.Day
	To      clock.Day // 0 while open
}

// On reports whether the grant holds on a day.
func (g Grant) On(d clock.Day) bool { return g.From <= d && (g.To == 0 || d <= g.To) }

// over reports whether the grant has ended before a day.
func (g Grant) over(d clock.Day) bool { return g.To != 0 && g.To < d }

// NewGrant asks for a role. OrgID is needed for StationOperator and
// SupplierAdmin; Region is the station's or supplier's code, the town's 9
// digits, or the district's 6.
type NewGrant struct {
	Role   Role
	OrgID  int64
	Region string
	From   clock.Day // 0 = today
	To     clock.Day // 0 = open
}

// Refusals.
var (
	ErrOutside = fault.New(fault.Denied, "identity.outside_scope", "只能管理自己范围内的人员") // to give what the giver does not have
	ErrNoGrant = fault.New(fault.NotFound, "identity.grant_unknown", "没有这个身份,或已经收回")
	ErrSelf    = fault.New(fault.Conflict, "identity.self", "不能停用自己的账号,请另一位管理员来办")
	ErrLast    = fault.New(fault.Conflict, "identity.last_admin", "这是你自己最后一个区管理员身份,不能自己收回,请另一位管理员来办")
	ErrHeld    = fault.New(fault.Conflict, "identity.grant_held", "这个手机号已经有这个岗位,不用再授予")
)

func (n NewGrant) validate() error {
	var c fault.Checker
	kind, known := orgKind[n.Role]
	c.Check(known, "role", "unknown", "请选择岗位")
	needsOrg := kind == "station" || kind == "supplier"
	c.Check(!known || needsOrg == (n.OrgID != 0), "org_id", "required", "请选择所属的服务站或供货主体")
	digits := regionDigits[n.Role]
	c.Check(len(n.Region) >= 6 && (digits == 0 || len(n.Region) == digits), "region", "format", "请选择负责的地区")
	c.Check(n.To == 0 || n.From <= n.To, "to_day", "range", "结束日期早于开始日期")
	return c.Err()
}

// covers reports whether a region lies inside a prefix; "" covers nothing.
func covers(prefix, region string) bool {
	return prefix != "" && strings.HasPrefix(region, prefix)
}
