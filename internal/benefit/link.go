package benefit

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// CreateInput is a new link of a merchant with its first version.
type CreateInput struct {
	MerchantID int64
	Region     string // official code of the merchant
	Name       string // 1…30 characters
	Fees       []FeeRule
}

// Validate reports every bad field at once.
func (in *CreateInput) Validate() error {
	in.Name = strings.TrimSpace(in.Name)
	n := utf8.RuneCountInString(in.Name)
	var c fault.Checker
	c.Check(n >= 1 && n <= 30, "name", "length", "请填写方案名称，30 字以内")
	if err := c.Err(); err != nil {
		return err
	}
	return validateFees(in.MerchantID, in.Fees)
}

// Create writes a consignment link and its version 1. The merchant's book must
// be open (ledger.ErrNoBook).
func Create(tx *db.Tx, by actor.Actor, in CreateInput) (Version, error) {
	if err := in.Validate(); err != nil {
		return Version{}, err
	}
	v := Version{
		LinkID: tx.NewID(), MerchantID: in.MerchantID, Region: in.Region, Kind: Consignment, Name: in.Name, No: 1, Fees: in.Fees,
	}
	if err := insertLink(tx, v); err != nil {
		return Version{}, fmt.Errorf("benefit: create link: %w", err)
	}
	return write(tx, by, v, "benefit.create")
}

// ReviseInput is a new version of a link. CurrentID is the version the editor
// saw; another one meanwhile is ErrChanged.
type ReviseInput struct {
	LinkID     int64
	MerchantID int64 // the caller's; another merchant's link is ErrNotFound
	CurrentID  int64
	Fees       []FeeRule
}

// Revise writes the next version of a link. Products on sale use it from the next
// checkout; lines already sold keep theirs.
func Revise(tx *db.Tx, by actor.Actor, in ReviseInput) (Version, error) {
	v, err := selectCurrent(tx, in.LinkID)
	if db.NotFound(err) || err == nil && v.MerchantID != in.MerchantID {
		return Version{}, ErrNotFound
	}
	if err != nil {
		return Version{}, fmt.Errorf("benefit: link %d: %w", in.LinkID, err)
	}
	if v.ID != in.CurrentID {
		return Version{}, ErrChanged
	}
	if err := validateFees(in.MerchantID, in.Fees); err != nil {
		return Version{}, err
	}
	v.No++
	v.Fees = in.Fees
	return write(tx, by, v, "benefit.revise")
}

// write stores v as a new version and makes it the current one.
func write(tx *db.Tx, by actor.Actor, v Version, verb string) (Version, error) {
	before := v.ID
	v.ID, v.CreatedUS, v.Summary = tx.NewID(), tx.NowUS(), summary(v.Fees)
	db.Changed(tx)
	if err := v.openAccounts(tx); err != nil {
		return Version{}, err
	}
	err := insertVersion(tx, v, by.UserID)
	if db.IsDuplicate(err) {
		return Version{}, ErrChanged
	}
	if err != nil {
		return Version{}, fmt.Errorf("benefit: write version: %w", err)
	}
	moved, err := setCurrent(tx, v.LinkID, before, v.ID)
	if err != nil {
		return Version{}, fmt.Errorf("benefit: current version: %w", err)
	}
	if !moved {
		return Version{}, ErrChanged
	}
	return v, audit.Add(tx, by, verb, "benefit_link", v.LinkID, fmt.Sprintf("%s 第 %d 版：%s", v.Name, v.No, v.Summary))
}

// Current reads the current version of links, as it is or, where another process
// revised one, was a second ago; unknown links are absent.
func Current(tx *db.Tx, linkIDs []int64) (map[int64]Version, error) {
	current, err := db.Recent(tx, currentKey{}, linkIDs, func(missing []int64) (map[int64]Version, error) {
		vs, err := selectVersions(tx, `l.id IN ? AND v.id = l.current_version_id`, missing)
		m := make(map[int64]Version, len(vs))
		for _, v := range vs {
			m[v.LinkID] = v
		}
		return m, err
	})
	if err != nil {
		return nil, fmt.Errorf("benefit: current versions: %w", err)
	}
	return current, nil
}

type currentKey struct{}

// ByID reads versions by their own ids; unknown ones are absent.
func ByID(tx *db.Tx, versionIDs []int64) (map[int64]Version, error) {
	vs, err := selectVersions(tx, `v.id IN ?`, versionIDs)
	if err != nil {
		return nil, fmt.Errorf("benefit: versions: %w", err)
	}
	m := make(map[int64]Version, len(vs))
	for _, v := range vs {
		m[v.ID] = v
	}
	return m, nil
}

// List reads the current versions of a merchant's links, the newest link first.
func List(tx *db.Tx, merchantID int64) ([]Version, error) {
	vs, err := selectVersions(tx, `l.merchant_id IN ? AND v.id = l.current_version_id`, []int64{merchantID})
	if err != nil {
		return nil, fmt.Errorf("benefit: links of merchant %d: %w", merchantID, err)
	}
	return vs, nil
}

// History reads every version of a merchant's link, the newest first; another
// merchant's link is ErrNotFound.
func History(tx *db.Tx, merchantID, linkID int64) ([]Version, error) {
	vs, err := selectVersions(tx, `l.id IN ?`, []int64{linkID})
	if err != nil {
		return nil, fmt.Errorf("benefit: history of link %d: %w", linkID, err)
	}
	if len(vs) == 0 || vs[0].MerchantID != merchantID {
		return nil, ErrNotFound
	}
	return vs, nil
}
