package catalog

import (
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Holder is who took a listing off the shelf: what the office took down, the
// station cannot put back.
type Holder string

// The holders.
const (
	NotHeld     Holder = ""
	HeldByShop  Holder = "shop"   // station or supplier
	HeldByStaff Holder = "office" // district, town, market regulator
)

// ErrHeld says that the office took the listing down.
var ErrHeld = fault.New(fault.Denied, "catalog.held", "这个商品是管理部门暂停的，改好后请改回草稿重新送审")

// Suspend takes a listing off the shelf at once. by says who holds it from now
// on; reason is shown to the station and, for the office, needed.
func Suspend(tx *db.Tx, a actor.Actor, sc Scope, id int64, by Holder, reason string) (Product, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n > 200 || by == HeldByStaff && n < 2 {
		return Product{}, ErrReasonMissing.With("请写清暂停的原因，2 到 200 个字").
			Field("reason", "input.length", "原因要写 2 到 200 个字")
	}
	return move(tx, a, sc, id, suspend, by, reason)
}

// Resume puts a suspended listing back on sale; the facts must hold again.
// by is who asks: what the office holds only the office resumes.
func Resume(tx *db.Tx, a actor.Actor, sc Scope, id int64, by Holder, facts PublishInput) (Product, error) {
	p, err := selectProductInScope(tx, sc, id)
	if err != nil {
		return Product{}, err
	}
	if _, err := p.State.next(resume); err != nil {
		return Product{}, err
	}
	if p.HeldBy == HeldByStaff && by != HeldByStaff {
		return Product{}, ErrHeld
	}
	if err := publishable(tx, p, facts); err != nil {
		return Product{}, err
	}
	return move(tx, a, sc, id, resume, NotHeld, "")
}

// Revise turns a suspended listing back into a draft: changed texts or a price
// beyond the band need a new review.
func Revise(tx *db.Tx, a actor.Actor, sc Scope, id int64) (Product, error) {
	return move(tx, a, sc, id, revise, NotHeld, "")
}

// Retire takes a draft or a suspended listing away for good.
func Retire(tx *db.Tx, a actor.Actor, sc Scope, id int64) (Product, error) {
	return move(tx, a, sc, id, retire, NotHeld, "")
}

func move(tx *db.Tx, a actor.Actor, sc Scope, id int64, act action, by Holder, reason string) (Product, error) {
	p, err := selectProductInScope(tx, sc, id)
	if err != nil {
		return Product{}, err
	}
	to, err := p.State.next(act)
	if err != nil {
		return Product{}, err
	}
	if err := updateState(tx, p, to, reason, by); err != nil {
		return Product{}, err
	}
	if err := reindex(tx, p.ID, to); err != nil {
		return Product{}, err
	}
	db.Changed(tx)
	if err := audit.Add(tx, a, "product."+string(act), "product", id, reason); err != nil {
		return Product{}, err
	}
	return selectProduct(tx, id)
}

// putOnShelf follows the district's approval.
func putOnShelf(tx *db.Tx, id int64) error {
	if err := markReviewed(tx, id); err != nil {
		return err
	}
	db.Changed(tx)
	return reindex(tx, id, OnSale)
}

// reindex keeps search terms of products on sale, and of no others.
func reindex(tx *db.Tx, id int64, state State) error {
	if err := deleteTerms(tx, id); err != nil {
		return err
	}
	if state != OnSale {
		return nil
	}
	names, initials, err := searchText(tx, id)
	if err != nil {
		return err
	}
	return insertTerms(tx, id, indexTerms(names, initials))
}
