package household

import (
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Private is what identifies a household's head.
type Private struct {
	Name  string
	IDNo  string
	Phone string // "" when none is registered
}

// ErrNoReason refuses to open personal data without a reason.
var ErrNoReason = fault.New(fault.Invalid, "household.no_reason", "查看完整信息要写明原因，至少 4 个字")

// Reveal opens the personal data of one household and records who looked and
// why (domain.md §3: reason logged).
func (r *Register) Reveal(tx *db.Tx, by actor.Actor, id int64, reason string) (Private, error) {
	reason = strings.TrimSpace(reason)
	if utf8.RuneCountInString(reason) < 4 {
		return Private{}, ErrNoReason.Field("reason", "required", ErrNoReason.Detail)
	}
	row, err := rowByID(tx, by.Region, id)
	if err != nil {
		return Private{}, err
	}
	p, err := r.open(row)
	if err != nil {
		return Private{}, err
	}
	return p, audit.Add(tx, by, "household.reveal", "household", id, reason)
}

func (r *Register) open(row householdRow) (p Private, err error) {
	if p.Name, err = r.vault.Open(row.NameSealed, place(columnName, row.ID)); err != nil {
		return Private{}, err
	}
	if p.IDNo, err = r.vault.Open(row.IDNoSealed, place(columnIDNo, row.ID)); err != nil {
		return Private{}, err
	}
	p.Phone, err = r.openPhone(row)
	return p, err
}

func (r *Register) openPhone(row householdRow) (string, error) {
	if len(row.PhoneSealed) == 0 {
		return "", nil
	}
	return r.vault.Open(row.PhoneSealed, place(columnPhone, row.ID))
}
