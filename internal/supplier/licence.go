package supplier

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// LicenceKind is a paper a merchant shows (domain.md §2, C7, C13).
type LicenceKind string

// The kinds.
const (
	Business      LicenceKind = "business"       // 营业执照, 村集体登记证
	SC            LicenceKind = "sc"             // 食品生产许可证
	Workshop      LicenceKind = "workshop"       // 小作坊登记证
	PrepackFiling LicenceKind = "prepack_filing" // 仅销售预包装食品备案
	FoodBusiness  LicenceKind = "food_business"  // 食品经营许可证
)

// foodKinds let a merchant sell processed food.
var foodKinds = []LicenceKind{SC, Workshop, PrepackFiling, FoodBusiness}

// Licence is a paper with its term.
type Licence struct {
	ID         int64
	SupplierID int64
	Kind       LicenceKind
	Number     string
	From       clock.Day
	To         clock.Day // 0 = without end
}

// On reports whether the licence is in force on a day.
func (l Licence) On(d clock.Day) bool { return l.From <= d && (l.To == 0 || d <= l.To) }

// AddLicence adds a paper, or a new term for the same number.
func AddLicence(tx *db.Tx, by actor.Actor, l Licence) error {
	if _, err := Get(tx, by.Region, l.SupplierID); err != nil {
		return err
	}
	l.Number = strings.TrimSpace(l.Number)
	var c fault.Checker
	c.Check(l.Kind == Business || slices.Contains(foodKinds, l.Kind), "kind", "unknown", "请选择证照类型")
	n := utf8.RuneCountInString(l.Number)
	c.Check(n >= 4 && n <= 40, "number", "length", "证照编号要填 4 到 40 个字符")
	c.Check(l.To == 0 || l.To >= tx.Today(), "to_day", "expired", "证照已经过期，请换有效的证照")
	if err := c.Err(); err != nil {
		return err
	}
	if l.From == 0 {
		l.From = tx.Today()
	}
	if err := saveLicence(tx, l); err != nil {
		return err
	}
	return audit.Add(tx, by, "supplier.licence", "supplier", l.SupplierID, string(l.Kind)+" "+l.Number)
}

// Licences lists a merchant's papers.
func Licences(tx *db.Tx, supplierID int64) ([]Licence, error) {
	return licencesOf(tx, supplierID)
}

// LicenceUntil returns the last day on which a merchant's business licence is
// in force; 0 = without end. Refusal: ErrNoLicence when none is in force today.
func LicenceUntil(tx *db.Tx, supplierID int64) (clock.Day, error) {
	list, err := licencesOf(tx, supplierID)
	if err != nil {
		return 0, err
	}
	last := clock.Day(-1)
	for _, l := range list {
		switch {
		case l.Kind != Business || !l.On(tx.Today()):
		case l.To == 0:
			return 0, nil
		default:
			last = max(last, l.To)
		}
	}
	if last < 0 {
		return 0, ErrNoLicence
	}
	return last, nil
}

// HasFoodLicence reports whether a merchant may sell processed food today.
func HasFoodLicence(tx *db.Tx, supplierID int64) (bool, error) {
	list, err := licencesOf(tx, supplierID)
	return slices.ContainsFunc(list, func(l Licence) bool {
		return slices.Contains(foodKinds, l.Kind) && l.On(tx.Today())
	}), err
}
