package identity

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/vault"
)

// State says whether a user may sign in.
type State string

// The states.
const (
	Active   State = "active"
	Disabled State = "disabled"
)

// User is one phone.
type User struct {
	ID          int64
	PhoneMask   string // 138****0000
	Name        string // of staff; "" for consumers
	State       State
	HasPassword bool
	Grants      []Grant // filled by Users and Profile
}

// Refusals.
var (
	ErrPhone       = fault.New(fault.Invalid, "identity.phone", "手机号不对，请填 11 位手机号")
	ErrUnknownUser = fault.New(fault.NotFound, "identity.user_unknown", "没有这个账号")
)

var phoneForm = regexp.MustCompile(`^1[3-9]\d{9}$`)

// ParsePhone brings a mobile number into one form: 11 digits.
func ParsePhone(s string) (string, error) {
	s = strings.NewReplacer(" ", "", "-", "").Replace(strings.TrimSpace(s))
	s = strings.TrimPrefix(s, "+86")
	if !phoneForm.MatchString(s) {
		return "", ErrPhone.Field("phone", "format", ErrPhone.Detail)
	}
	return s, nil
}

const (
	purposePhone = "identity.phone"
	purposeCode  = "identity.sms_code"
	columnPhone  = "user_account.phone_sealed"
)

// EnsureUser returns the user of a phone and makes one when there is none.
func (g *Gate) EnsureUser(tx *db.Tx, phone string) (User, error) {
	phone, err := ParsePhone(phone)
	if err != nil {
		return User{}, err
	}
	row, err := g.ensure(tx, phone)
	return row.user(), err
}

func (g *Gate) ensure(tx *db.Tx, phone string) (userRow, error) {
	blind := g.vault.Blind(purposePhone, phone)
	row, err := userByPhone(tx, blind)
	if err == nil || !db.NotFound(err) {
		return row, err
	}
	row = userRow{
		ID: tx.NewID(), PhoneBlind: blind, PhoneMask: vault.MaskPhone(phone),
		State: Active, CreatedUS: tx.NowUS(), UpdatedUS: tx.NowUS(),
	}
	if row.PhoneSealed, err = g.vault.Seal(phone, columnPhone+":"+itoa(row.ID)); err != nil {
		return userRow{}, err
	}
	if err = insertUser(tx, row); db.IsDuplicate(err) { // the same phone signed in beside us
		return userByPhone(tx, blind)
	}
	return row, err
}

// Phone opens a user's phone number, to send a message or fill a form.
func (g *Gate) Phone(tx *db.Tx, userID int64) (string, error) {
	sealed, err := sealedPhone(tx, userID)
	if err != nil {
		return "", err
	}
	return g.vault.Open(sealed, columnPhone+":"+itoa(userID))
}

// UserQuery bounds Users. Region "" finds nobody.
type UserQuery struct {
	Region string // prefix
	Q      string // part of the name, or the last 4 digits of the phone
	After  int64  // id of the last one seen
	Limit  int
}

// Users lists the people who hold a role inside a region, with the roles they
// hold there, in the order of their ids. The returned cursor is 0 at the end.
func Users(tx *db.Tx, q UserQuery) ([]User, int64, error) {
	if q.Region == "" {
		return nil, 0, nil
	}
	ids, err := userIDsIn(tx, q)
	if err != nil {
		return nil, 0, err
	}
	next := int64(0)
	if len(ids) > q.Limit {
		ids = ids[:q.Limit]
		next = ids[q.Limit-1]
	}
	users, err := usersWithGrants(tx, q.Region, ids)
	return users, next, err
}

// GetUser returns one person of a region, also one whose last role there has
// just ended. Refusal: ErrUnknownUser.
func GetUser(tx *db.Tx, regionPrefix string, id int64) (User, error) {
	grants, err := grantsOf(tx, []int64{id})
	if err != nil {
		return User{}, err
	}
	if !slices.ContainsFunc(grants[id], func(g Grant) bool { return covers(regionPrefix, g.Region) }) {
		return User{}, ErrUnknownUser
	}
	users, err := usersWithGrants(tx, regionPrefix, []int64{id})
	if err != nil || len(users) == 0 {
		return User{}, errors.Join(err, ErrUnknownUser)
	}
	return users[0], nil
}

// HolderOf returns who holds a role inside a region. Refusal: ErrNoGrant.
func HolderOf(tx *db.Tx, regionPrefix string, grantID int64) (userID int64, err error) {
	grant, err := grantByID(tx, grantID)
	if db.NotFound(err) || err == nil && !covers(regionPrefix, grant.Region) {
		return 0, ErrNoGrant
	}
	return grant.UserID, err
}

// usersWithGrants reads users with the roles that they hold in a region, now or
// later.
func usersWithGrants(tx *db.Tx, regionPrefix string, ids []int64) ([]User, error) {
	rows, err := usersByIDs(tx, ids)
	if err != nil {
		return nil, err
	}
	grants, err := grantsOf(tx, ids)
	if err != nil {
		return nil, err
	}
	users := make([]User, len(rows))
	for i, row := range rows {
		users[i] = row.user()
		for _, g := range grants[row.ID] {
			if covers(regionPrefix, g.Region) && !g.over(tx.Today()) {
				users[i].Grants = append(users[i].Grants, g)
			}
		}
	}
	return users, nil
}
