package alloc

import "github.com/yigou/yigou/internal/ledger"

// Role says what a row pays for.
type Role string

// The roles.
const (
	RoleHousehold  Role = "household"  // grew it
	RoleCollective Role = "collective" // village collective
	RoleStation    Role = "station"    // service station
	RoleService    Role = "service"    // merchant's service fee, less its VAT
	RoleVAT        Role = "vat"        // VAT inside a service fee
	RoleFirstMile  Role = "firstmile"  // village to town
	RolePacking    Role = "packing"
	RoleFreight    Role = "freight"
)

type roleRule struct {
	code       ledger.Code
	refundable bool // a later refund is taken from it (ledger.md E6)
}

var roles = map[Role]roleRule{
	RoleHousehold:  {ledger.Accrued, true},
	RoleCollective: {ledger.CollectiveDue, true},
	RoleStation:    {ledger.StationDue, true},
	RoleService:    {ledger.ServiceIncome, true},
	RoleVAT:        {ledger.TaxDue, true},
	RoleFirstMile:  {ledger.FirstMileDue, false},
	RolePacking:    {ledger.StationDue, false},
	RoleFreight:    {ledger.FreightDue, false},
}

// billOrder is the order in which a bill is read: the household first.
var billOrder = []Role{RoleHousehold, RoleCollective, RoleStation, RoleService, RoleVAT, RolePacking, RoleFirstMile, RoleFreight}

// Known reports whether r is one of the roles.
func (r Role) Known() bool { _, ok := roles[r]; return ok }

// Code is the ledger account that rows of this role are paid to.
func (r Role) Code() ledger.Code { return roles[r].code }

// Refundable reports whether a refund after sign-off is taken from such rows.
func (r Role) Refundable() bool { return roles[r].refundable }

// Roles lists the roles in the order in which a bill is read.
func Roles() []Role { return append([]Role(nil), billOrder...) }
