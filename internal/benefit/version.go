package benefit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// Consignment (代销): paid after the sale, net of agreed fees.
const Consignment = "consignment"

// FeeRule is one agreed deduction: a rate of the price, or fen per kilogram.
type FeeRule struct {
	Role      alloc.Role
	BP        int64     // basis points of the goods price, 0…9999
	FenPerKG  money.Fen // fixed fee on the shipped weight
	VatBP     int64     // VAT contained in a service fee, basis points of its untaxed amount
	PayeeKind string    // an owner kind of ledger: station, collective, carrier, driver, merchant
	PayeeID   int64
}

// Version is a link as it was agreed at one time.
type Version struct {
	ID         int64
	LinkID     int64
	MerchantID int64
	Region     string
	Kind       string
	Name       string
	No         int    // 1, 2, …
	Summary    string // what people read: 服务站 3%、村集体 2%,其余归农户
	CreatedUS  int64
	Fees       []FeeRule
}

// Faults of input.
var (
	ErrNotFound = fault.New(fault.NotFound, "benefit.not_found", "没有这个助农方案，请刷新后再选")
	ErrChanged  = fault.New(fault.Conflict, "benefit.changed", "这个助农方案刚被别人改过，请刷新后再改")
)

const maxFees = 12

type feeWord struct {
	name   string
	payees []ledger.OwnerKind
	rate   bool // may be a rate
	perKG  bool // may be fen per kilogram
	vat    bool
}

// feeWords is what may be deducted, from whom and how (decisions 13).
var feeWords = map[alloc.Role]feeWord{
	alloc.RoleCollective: {"村集体", []ledger.OwnerKind{ledger.OwnerCollective}, true, false, false},
	alloc.RoleStation:    {"服务站", []ledger.OwnerKind{ledger.OwnerStation}, true, false, false},
	alloc.RoleService:    {"服务费", []ledger.OwnerKind{ledger.OwnerMerchant}, true, false, true},
	alloc.RolePacking:    {"包装", []ledger.OwnerKind{ledger.OwnerStation}, false, true, false},
	alloc.RoleFirstMile:  {"村到镇运费", []ledger.OwnerKind{ledger.OwnerDriver, ledger.OwnerCarrier, ledger.OwnerMerchant}, false, true, false},
	alloc.RoleFreight:    {"运费", []ledger.OwnerKind{ledger.OwnerCarrier}, false, true, false},
}

// validateFees checks the fees of a version; names in faults are JSON paths below
// "fees".
func validateFees(merchantID int64, fees []FeeRule) error {
	var c fault.Checker
	for i, f := range fees {
		f.checkPayee(&c, fmt.Sprintf("fees[%d]", i), merchantID)
	}
	return validateAmounts(&c, fees)
}

// validateAmounts checks everything but who is paid, and adds it to what c has
// noted.
func validateAmounts(c *fault.Checker, fees []FeeRule) error {
	c.Check(len(fees) <= maxFees, "fees", "too_many", fmt.Sprintf("费用最多 %d 项", maxFees))
	sum, vat := int64(0), map[int64]bool{}
	for i, f := range fees {
		f.checkAmount(c, fmt.Sprintf("fees[%d]", i))
		if sum += f.BP; f.VatBP > 0 {
			vat[f.VatBP] = true
		}
	}
	c.Check(len(vat) <= 2, "fees", "vat_rates", "一个方案里的税率最多两种")
	if err := c.Err(); err != nil {
		return err
	}
	if sum >= 10_000 {
		return alloc.ErrFeesExceedPrice.Field("fees", "exceed", "费用比例合计应低于 100%")
	}
	return nil
}

func (f FeeRule) checkAmount(c *fault.Checker, at string) {
	w, ok := feeWords[f.Role]
	c.Check(ok, at+".role", "unknown", "请选择费用项目")
	if !ok {
		return
	}
	c.Check(f.BP >= 0 && f.BP < 10_000, at+".bp", "range", "比例应在 0.01% 到 99.99% 之间")
	c.Check(f.FenPerKG >= 0 && f.FenPerKG <= 100_000, at+".fen_per_kg", "range", "每公斤费用应在 1000 元以内")
	c.Check((f.BP > 0) != (f.FenPerKG > 0), at, "one_unit", "按比例或按公斤收费，请只填一种")
	c.Check(f.BP == 0 || w.rate, at+".bp", "not_allowed", w.name+"只能按公斤收费")
	c.Check(f.FenPerKG == 0 || w.perKG, at+".fen_per_kg", "not_allowed", w.name+"只能按比例收费")
	c.Check(f.VatBP == 0 || w.vat && f.BP > 0, at+".vat_bp", "not_allowed", "只有按比例的服务费含税")
	c.Check(f.VatBP >= 0 && f.VatBP < 10_000, at+".vat_bp", "range", "税率应在 0% 到 99.99% 之间")
}

func (f FeeRule) checkPayee(c *fault.Checker, at string, merchantID int64) {
	w, ok := feeWords[f.Role]
	if !ok {
		return
	}
	kind, known := ledger.OwnerKindOf(f.PayeeKind)
	c.Check(known && slices.Contains(w.payees, kind), at+".payee_kind", "unknown", "请选择"+w.name+"的收款方")
	c.Check(f.PayeeID > 0, at+".payee_id", "required", "请选择"+w.name+"的收款方")
	c.Check(kind != ledger.OwnerMerchant || f.PayeeID == merchantID, at+".payee_id", "not_merchant", w.name+"应付给本供货主体")
}

// Preview is the bill of a price under fees that are not agreed yet and may lack
// payees. Refusals: bad fees, alloc.ErrFeesExceedPrice.
func Preview(price money.Fen, grams int64, fees []FeeRule) ([]alloc.Part, error) {
	if err := validateAmounts(&fault.Checker{}, fees); err != nil {
		return nil, err
	}
	return Version{Fees: fees}.Bill(price, grams)
}

// summary says the fees in one line of Chinese.
func summary(fees []FeeRule) string {
	if len(fees) == 0 {
		return "不收费用，全部归农户"
	}
	var parts []string
	for _, f := range fees {
		name := feeWords[f.Role].name
		switch {
		case f.FenPerKG > 0:
			parts = append(parts, fmt.Sprintf("%s每公斤 %s 元", name, f.FenPerKG))
		case f.VatBP > 0:
			parts = append(parts, fmt.Sprintf("%s %s（含税 %s）", name, percent(f.BP), percent(f.VatBP)))
		default:
			parts = append(parts, name+" "+percent(f.BP))
		}
	}
	return strings.Join(parts, "、") + "，其余归农户"
}

// percent prints basis points: 300 is 3%, 250 is 2.5%.
func percent(bp int64) string {
	s := fmt.Sprintf("%d.%02d", bp/100, bp%100)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + "%"
}

// Rates returns the fees without accounts: for bills and checks.
func (v Version) Rates() []alloc.Fee {
	fees := make([]alloc.Fee, len(v.Fees))
	for i, f := range v.Fees {
		fees[i] = alloc.Fee{Role: f.Role, BP: f.BP, FenPerKG: int64(f.FenPerKG), VatBP: f.VatBP}
	}
	return fees
}

// Bill is the 助农账单 of a SKU sold at a price with so many grams of net
// content. It refuses alloc.ErrFeesExceedPrice, which is how a listing is checked.
func (v Version) Bill(price money.Fen, grams int64) ([]alloc.Part, error) {
	return alloc.Bill(price, grams, v.Rates())
}
