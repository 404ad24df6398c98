package catalog

import (
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// ReturnPolicy says whether goods may be sent back without a reason
// (domain.md C19).
type ReturnPolicy string

// The return policies. ConfirmedExempt needs a box the buyer ticks per order.
const (
	SevenDay        ReturnPolicy = "seven_day"
	FreshExempt     ReturnPolicy = "fresh_exempt"
	ConfirmedExempt ReturnPolicy = "confirmed_exempt"
)

func (p ReturnPolicy) valid() bool {
	return p == SevenDay || p == FreshExempt || p == ConfirmedExempt
}

// Document is a paper that goods of a category need (domain.md §6, document
// matrix).
type Document string

// The documents. FoodLicence is asked for at listing; the others belong to each
// lot or parcel and are asked for there.
const (
	ConformityCert Document = "conformity_cert" // 承诺达标合格证, domain.md C8
	QuarantineCert Document = "quarantine_cert" // 动物检疫证明, domain.md C12
	ColdChain      Document = "cold_chain"      // domain.md C12
	FoodLicence    Document = "food_licence"    // SC or 小作坊登记证, domain.md C7, C13
)

// AtListing reports whether the document must be there before a listing may go
// on sale, rather than for each lot.
func (d Document) AtListing() bool { return d == FoodLicence }

// Category is one node of the tree. Code is a path ("grain.rice"): a prefix of
// it names every ancestor.
type Category struct {
	Code          string
	Parent        string // "" for a root
	Name          string
	Ord           int
	Fresh         bool
	AfterSaleDays int // refund window after sign-off, decisions 14
	ReturnPolicy  ReturnPolicy
	Documents     []Document
}

// ErrNoCategory says that the category code is unknown.
var ErrNoCategory = fault.New(fault.NotFound, "catalog.no_category", "没有这个商品分类，请从分类里重新选一个")

// Categories returns the whole tree: roots in their order, each followed by its
// children.
func Categories(tx *db.Tx) ([]Category, error) {
	all, err := selectCategories(tx)
	if err != nil {
		return nil, err
	}
	rootOrd := map[string]int{}
	for _, c := range all {
		if c.Parent == "" {
			rootOrd[c.Code] = c.Ord
		}
	}
	slices.SortStableFunc(all, func(a, b Category) int {
		if d := rootOrd[rootOf(a.Code)] - rootOrd[rootOf(b.Code)]; d != 0 {
			return d
		}
		if (a.Parent == "") != (b.Parent == "") {
			return len(a.Parent) - len(b.Parent)
		}
		return a.Ord - b.Ord
	})
	return all, nil
}

// CategoryByCode returns one category; ErrNoCategory when there is none.
func CategoryByCode(tx *db.Tx, code string) (Category, error) {
	return selectCategory(tx, code)
}

// Seed brings the category table to the tree of category_tree.go. It is
// idempotent: rows are inserted or brought up to date, none is removed.
func Seed(tx *db.Tx) error {
	have, err := selectCategories(tx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, c := range have {
		known[c.Code] = true
	}
	for _, c := range categoryTree() {
		if err := putCategory(tx, c, known[c.Code]); err != nil {
			return err
		}
	}
	db.Changed(tx)
	return nil
}

func rootOf(code string) string {
	root, _, _ := strings.Cut(code, ".")
	return root
}
