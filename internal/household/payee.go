package household

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/vault"
)

// PayeeCooling is how long a changed account waits before money goes to it
// (domain.md C29): time for the household to hear of the change and object.
const PayeeCooling = 24 * time.Hour

// Payee is the bank account a household is paid to, as lists may know it.
type Payee struct {
	ID          int64
	HouseholdID int64
	Relation    Relation // whose account it is
	Holder      string   // masked, 邓**
	BankName    string
	Tail        string // last four digits
	EffectiveUS int64  // money goes there from then on
	CreatedUS   int64
	CreatedBy   int64
	FlaggedUS   int64 // when a bank refused or returned; 0 = it did not
	FlagReason  string
	EndedUS     int64 // 0 while it is the current one
}

// PayeeState says whether money may go to an account.
type PayeeState string

// The states.
const (
	PayeeNone    PayeeState = "none"    // nothing captured
	PayeeCooled  PayeeState = "cooling" // changed less than 24 hours ago
	PayeeFlagged PayeeState = "flagged" // a bank refused it: capture it again
	PayeeUsable  PayeeState = "usable"
)

// StateAt is the account's state at an instant.
func (p Payee) StateAt(nowUS int64) PayeeState {
	switch {
	case p.ID == 0 || p.EndedUS != 0:
		return PayeeNone
	case p.FlaggedUS != 0:
		return PayeeFlagged
	case p.EffectiveUS > nowUS:
		return PayeeCooled
	}
	return PayeeUsable
}

// PayeeInput is the input of SetPayee. Only households are captured here: a
// station's or a person's own account can never stand for a collective's
// (domain.md C28).
type PayeeInput struct {
	HouseholdID int64
	Relation    Relation
	Holder      string // account holder; empty = the head, as registered
	BankName    string
	Account     string // digits; blanks are taken out
	Witness     string
	Agreed      bool // the household agreed to be paid this way
}

// Refusals of an account.
var (
	ErrPayeeTaken = fault.New(fault.Conflict, "household.payee_taken", "这个账号已经登记在另一户名下，请核对账号")
)

var accountForm = regexp.MustCompile(`^\d{8,32}$`)

func (in *PayeeInput) validate() error {
	in.Holder, in.BankName = strings.TrimSpace(in.Holder), strings.TrimSpace(in.BankName)
	in.Witness = strings.TrimSpace(in.Witness)
	in.Account = strings.NewReplacer(" ", "", "\u00a0", "").Replace(strings.TrimSpace(in.Account))
	var c fault.Checker
	c.Check(slices.Contains(relations, in.Relation), "relation", "unknown", "请选择和户主的关系")
	c.Check(in.Relation == Head || validName(in.Holder), "holder", "required", "请填写开户人姓名，2 到 20 个汉字")
	n := utf8.RuneCountInString(in.BankName)
	c.Check(n >= 2 && n <= 60, "bank_name", "required", "请填写开户银行")
	c.Check(accountForm.MatchString(in.Account), "account", "format", "银行账号应为 8 到 32 位数字")
	isCard := len(in.Account) >= 16 && len(in.Account) <= 19
	c.Check(!isCard || Luhn(in.Account), "account", "check", "银行卡号有一位不对，请对着卡再核对一遍")
	c.Check(validName(in.Witness), "witness", "required", "请填写见证人姓名")
	c.Check(in.Agreed, "agreed", "required", "要农户同意用这个账户收款才能登记")
	return c.Err()
}

// Luhn reports whether the last digit of a card number is its check digit
// (ISO/IEC 7812-1).
func Luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return len(digits) > 1 && sum%10 == 0
}

// SetPayee captures or changes the account of a household. The first one holds
// at once, a change after PayeeCooling; the registered phone is told of a change
// that day. The same account again changes nothing, unless a bank had refused
// it: then the station has looked at it and it is captured anew.
func (r *Register) SetPayee(tx *db.Tx, by actor.Actor, in PayeeInput) (Payee, error) {
	if err := in.validate(); err != nil {
		return Payee{}, err
	}
	h, err := rowByID(tx, by.Region, in.HouseholdID)
	if err != nil {
		return Payee{}, err
	}
	if in.Relation == Head {
		if in.Holder, err = r.vault.Open(h.NameSealed, place(columnName, h.ID)); err != nil {
			return Payee{}, err
		}
	}
	_, err = r.GiveConsent(tx, by, ConsentInput{
		HouseholdID: h.ID, Purpose: Payout, Version: payeeConsent, Channel: OnPaper, Witness: in.Witness,
	})
	if err != nil {
		return Payee{}, err
	}
	row, err := r.sealPayee(tx, by, h, in)
	if err != nil {
		return Payee{}, err
	}
	return r.replacePayee(tx, by, row)
}

// payeeConsent is the version of the text that is read out.
const payeeConsent = "2026-11"

func (r *Register) sealPayee(tx *db.Tx, by actor.Actor, h householdRow, in PayeeInput) (row payeeRow, err error) {
	row = payeeRow{
		ID: tx.NewID(), HouseholdID: h.ID, Region: h.Region, Relation: in.Relation, HolderMasked: vault.MaskName(in.Holder),
		BankName: in.BankName, AccountBlind: r.vault.Blind(purposeAccount, in.Account), Tail: in.Account[len(in.Account)-4:],
		EffectiveUS: tx.NowUS(), CreatedUS: tx.NowUS(), CreatedBy: by.UserID,
	}
	if row.HolderSealed, err = r.vault.Seal(in.Holder, place(columnHolder, row.ID)); err != nil {
		return row, err
	}
	if row.AccountSealed, err = r.vault.Seal(in.Account, place(columnAccount, row.ID)); err != nil {
		return row, err
	}
	row.WitnessSealed, err = r.vault.Seal(in.Witness, place(columnPayeeWitness, row.ID))
	return row, err
}

const (
	purposeAccount = "household.bank_account"

	columnHolder       = "household_payee.holder_sealed"
	columnAccount      = "household_payee.account_sealed"
	columnPayeeWitness = "household_payee.witness_sealed"
)

func (r *Register) replacePayee(tx *db.Tx, by actor.Actor, row payeeRow) (Payee, error) {
	others, err := countPayeesOf(tx, row.AccountBlind, row.HouseholdID)
	if err != nil {
		return Payee{}, err
	}
	if others > 0 {
		return Payee{}, ErrPayeeTaken
	}
	current, err := currentPayees(tx, []int64{row.HouseholdID})
	if err != nil {
		return Payee{}, err
	}
	if len(current) > 0 {
		old := current[0]
		if string(old.AccountBlind) == string(row.AccountBlind) && old.BankName == row.BankName && old.FlaggedUS == 0 {
			return old.payee(), nil
		}
		if _, err := endPayee(tx, old.ID, by.UserID); err != nil {
			return Payee{}, err
		}
		row.EffectiveUS += PayeeCooling.Microseconds()
		if err := outbox.Add(tx, outbox.Job{Kind: JobPayeeChanged, Body: boundNotice{HouseholdID: row.HouseholdID}}); err != nil {
			return Payee{}, err
		}
	}
	if err := insertPayee(tx, row); err != nil {
		return Payee{}, err
	}
	return row.payee(), audit.Add(tx, by, "household.payee", "household", row.HouseholdID, row.BankName+" 尾号 "+row.Tail)
}

// FlagPayee marks an account that a bank refused or returned money from, so that
// nothing more goes there until the station has captured it again. An account
// that was replaced meanwhile stays as it is.
func FlagPayee(tx *db.Tx, payeeID int64, reason string) error { return flagPayee(tx, payeeID, reason) }

// Payees are the current accounts of households; who has none is missing.
func Payees(tx *db.Tx, householdIDs []int64) (map[int64]Payee, error) {
	rows, err := currentPayees(tx, householdIDs)
	if err != nil {
		return nil, err
	}
	m := make(map[int64]Payee, len(rows))
	for _, row := range rows {
		m[row.HouseholdID] = row.payee()
	}
	return m, nil
}

// PayeeHistory is every account a household ever had, the newest first.
func PayeeHistory(tx *db.Tx, householdID int64) ([]Payee, error) {
	rows, err := allPayees(tx, householdID)
	list := make([]Payee, len(rows))
	for i, row := range rows {
		list[i] = row.payee()
	}
	return list, err
}

// PayeeSecret is what a bank file needs of one account.
type PayeeSecret struct {
	Holder  string
	Account string
}

// OpenPayees opens accounts by their ids for a bank file. The caller has checked
// who asks and records it.
func (r *Register) OpenPayees(tx *db.Tx, ids []int64) (map[int64]PayeeSecret, error) {
	rows, err := payeesByID(tx, ids)
	if err != nil {
		return nil, err
	}
	m := make(map[int64]PayeeSecret, len(rows))
	for _, row := range rows {
		var s PayeeSecret
		if s.Holder, err = r.vault.Open(row.HolderSealed, place(columnHolder, row.ID)); err != nil {
			return nil, err
		}
		if s.Account, err = r.vault.Open(row.AccountSealed, place(columnAccount, row.ID)); err != nil {
			return nil, err
		}
		m[row.ID] = s
	}
	return m, nil
}

// JobPayeeChanged is the outbox kind of the message that tells the registered
// phone of a changed account; TemplatePayeeChanged its text.
const (
	JobPayeeChanged      = "household.payee_changed"
	TemplatePayeeChanged = "household_payee_changed"
)

// Codes are the 户编号 of households.
func Codes(tx *db.Tx, ids []int64) (map[int64]string, error) { return codesOf(tx, ids) }
