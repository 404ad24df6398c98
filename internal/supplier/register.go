package supplier

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/vault"
)

// Registry writes what of a merchant is sealed: contact and bank account.
type Registry struct{ vault *vault.Vault }

// NewRegistry returns a registry that seals with v.
func NewRegistry(v *vault.Vault) *Registry { return &Registry{vault: v} }

var phoneForm = regexp.MustCompile(`^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$`)

const (
	columnContact = "supplier.contact_sealed"
	columnPhone   = "supplier.phone_sealed"
	columnSettle  = "supplier.settle_no_sealed"
)

func place(column string, id int64) string { return fmt.Sprintf("%s:%d", column, id) }

// Create registers a merchant as a draft, with its business licence. Refusals:
// ErrCodeTaken, ErrUnknown outside the caller's region, every bad field at once.
func (r *Registry) Create(tx *db.Tx, by actor.Actor, in NewSupplier) (Supplier, error) {
	if err := in.normalize(); err != nil {
		return Supplier{}, err
	}
	if !inScope(in.Region, by.Region) {
		return Supplier{}, ErrUnknown
	}
	row := supplierRow{
		ID: tx.NewID(), Name: in.Name, Kind: in.Kind, CreditCode: in.CreditCode, Region: in.Region,
		VillageName: in.VillageName, Address: in.Address, PhoneMask: vault.MaskPhone(in.ContactPhone),
		State: Draft, CreatedUS: tx.NowUS(), UpdatedUS: tx.NowUS(),
	}
	var err error
	if row.ContactSealed, err = r.vault.Seal(in.ContactName, place(columnContact, row.ID)); err != nil {
		return Supplier{}, err
	}
	if row.PhoneSealed, err = r.vault.Seal(in.ContactPhone, place(columnPhone, row.ID)); err != nil {
		return Supplier{}, err
	}
	if err := insertSupplier(tx, row); err != nil {
		if db.IsDuplicate(err) {
			return Supplier{}, ErrCodeTaken
		}
		return Supplier{}, err
	}
	if err := AddLicence(tx, by, Licence{SupplierID: row.ID, Kind: Business, Number: in.CreditCode, From: tx.Today(), To: in.LicenceUntil}); err != nil {
		return Supplier{}, err
	}
	return row.supplier(), audit.Add(tx, by, "supplier.create", "supplier", row.ID, row.CreditCode)
}

// Contact opens the person a merchant is reached through. The caller has
// checked scope.
func (r *Registry) Contact(tx *db.Tx, supplierID int64) (name, phone string, err error) {
	row, err := sealedSupplier(tx, supplierID)
	if err != nil {
		return "", "", err
	}
	if name, err = r.vault.Open(row.ContactSealed, place(columnContact, row.ID)); err != nil {
		return "", "", err
	}
	phone, err = r.vault.Open(row.PhoneSealed, place(columnPhone, row.ID))
	return name, phone, err
}

// NewSettlement is the input of SetSettlement.
type NewSettlement struct {
	Kind   SettleKind
	Name   string // must be the merchant's own name
	Bank   string
	Number string // bank account or sub-merchant number
}

var settleForm = regexp.MustCompile(`^[0-9A-Za-z]{6,32}$`)

// SetSettlement says where the merchant's money goes. The holder must be the
// merchant itself: a person's account, above all that of somebody of the
// village, is refused (domain.md C28). Refusals: ErrPerson, ErrUnknown.
func (r *Registry) SetSettlement(tx *db.Tx, by actor.Actor, supplierID int64, in NewSettlement) error {
	s, err := Get(tx, by.Region, supplierID)
	if err != nil {
		return err
	}
	in.Number = strings.ReplaceAll(in.Number, " ", "")
	var c fault.Checker
	c.Check(settleForm.MatchString(in.Number), "number", "format", "账号应为 6 到 32 位数字或字母")
	c.Check(in.Kind != OrgBank || in.Bank != "", "bank", "required", "请填开户行")
	c.Check(utf8.RuneCountInString(in.Bank) <= 80, "bank", "length", "开户行最多 80 个字")
	if err := c.Err(); err != nil {
		return err
	}
	if !slices.Contains([]SettleKind{OrgBank, SubMerchant}, in.Kind) || strings.TrimSpace(in.Name) != s.Name {
		return ErrPerson.Field("name", "holder", "户名要和主体名称一致："+s.Name)
	}
	sealed, err := r.vault.Seal(in.Number, place(columnSettle, supplierID))
	if err != nil {
		return err
	}
	tail := in.Number[len(in.Number)-4:]
	if err := updateSettlement(tx, supplierID, Settlement{Kind: in.Kind, Name: s.Name, Bank: in.Bank, Tail: tail}, sealed); err != nil {
		return err
	}
	return audit.Add(tx, by, "supplier.settlement", "supplier", supplierID, string(in.Kind)+" "+tail)
}

// SettlementNo opens the number of a merchant's settlement account, to write a
// payment file. "" when none is set.
func (r *Registry) SettlementNo(tx *db.Tx, supplierID int64) (string, error) {
	row, err := sealedSupplier(tx, supplierID)
	if err != nil || len(row.SettleNoSealed) == 0 {
		return "", err
	}
	return r.vault.Open(row.SettleNoSealed, place(columnSettle, supplierID))
}

// Verify accepts a draft's papers.
func Verify(tx *db.Tx, by actor.Actor, supplierID int64) (Supplier, error) {
	s, err := Get(tx, by.Region, supplierID)
	if err != nil {
		return Supplier{}, err
	}
	if _, err := LicenceUntil(tx, supplierID); err != nil {
		return Supplier{}, err
	}
	err = move(tx, by, &s, Verified, "")
	return s, err
}

// Reject turns a draft's papers down with a reason; it stays a draft.
func Reject(tx *db.Tx, by actor.Actor, supplierID int64, reason string) (Supplier, error) {
	s, err := Get(tx, by.Region, supplierID)
	if err != nil {
		return Supplier{}, err
	}
	if s.State != Draft {
		return Supplier{}, ErrState
	}
	if err := needReason(&reason); err != nil {
		return Supplier{}, err
	}
	s.Reason = reason
	if err := updateReason(tx, s.ID, reason); err != nil {
		return Supplier{}, err
	}
	return s, audit.Add(tx, by, "supplier.reject", "supplier", s.ID, reason)
}

// Activate lets a merchant sell: a draft is verified first, then its book and
// every account of its own are opened. Activating an active merchant changes
// nothing.
func Activate(tx *db.Tx, by actor.Actor, supplierID int64) (Supplier, error) {
	s, err := Get(tx, by.Region, supplierID)
	if err != nil || s.State == Active {
		return s, err
	}
	if _, err := LicenceUntil(tx, supplierID); err != nil {
		return Supplier{}, err
	}
	if s.State == Draft {
		if err := move(tx, by, &s, Verified, ""); err != nil {
			return Supplier{}, err
		}
	}
	if s.Book, err = openBook(tx, s.ID); err != nil {
		return Supplier{}, err
	}
	if err := updateBook(tx, s.ID, s.Book); err != nil {
		return Supplier{}, err
	}
	err = move(tx, by, &s, Active, "")
	return s, err
}

// openBook opens a merchant's book with every account that belongs to the
// merchant itself, so that no order has to open one.
func openBook(tx *db.Tx, supplierID int64) (int32, error) {
	book, err := ledger.OpenBook(tx, ledger.OwnerMerchant, supplierID)
	if err != nil {
		return 0, err
	}
	var keys []ledger.AccountKey
	for _, line := range ledger.Chart() {
		if slices.Contains(line.Owners, ledger.OwnerMerchant) {
			keys = append(keys, ledger.AccountKey{Book: book, Code: line.Code, Owner: ledger.OwnerMerchant, OwnerID: supplierID})
		}
	}
	_, err = ledger.OpenAccounts(tx, keys...)
	return book, err
}

// Suspend stops a merchant from selling, with a reason. What is sold already is
// packed, shipped and settled.
func Suspend(tx *db.Tx, by actor.Actor, supplierID int64, reason string) (Supplier, error) {
	s, err := Get(tx, by.Region, supplierID)
	if err != nil {
		return Supplier{}, err
	}
	if err := needReason(&reason); err != nil {
		return Supplier{}, err
	}
	err = move(tx, by, &s, Suspended, reason)
	return s, err
}

// Resume lets a suspended merchant sell again while a licence is in force.
func Resume(tx *db.Tx, by actor.Actor, supplierID int64) (Supplier, error) {
	s, err := Get(tx, by.Region, supplierID)
	if err != nil {
		return Supplier{}, err
	}
	if s.State != Suspended {
		return Supplier{}, ErrState
	}
	if _, err := LicenceUntil(tx, supplierID); err != nil {
		return Supplier{}, err
	}
	err = move(tx, by, &s, Active, "")
	return s, err
}

// move changes the state by the table of moves; the statement names the old
// state, so that of two people one wins.
func move(tx *db.Tx, by actor.Actor, s *Supplier, to State, reason string) error {
	if !slices.Contains(moves[s.State], to) {
		return ErrState
	}
	moved, err := updateState(tx, s.ID, s.State, to, reason)
	if err != nil {
		return err
	}
	if !moved {
		return ErrState
	}
	s.State, s.Reason = to, reason
	if to == Verified {
		s.VerifiedUS = tx.NowUS()
	}
	return audit.Add(tx, by, "supplier."+string(to), "supplier", s.ID, reason)
}

func needReason(reason *string) error {
	*reason = strings.TrimSpace(*reason)
	var c fault.Checker
	n := utf8.RuneCountInString(*reason)
	c.Check(n >= 2 && n <= 200, "reason", "required", "请写明原因，2 到 200 个字")
	return c.Err()
}

// Get returns one merchant inside a region.
func Get(tx *db.Tx, regionPrefix string, id int64) (Supplier, error) {
	m, err := ByIDs(tx, []int64{id})
	if err != nil {
		return Supplier{}, err
	}
	s, ok := m[id]
	if !ok || !inScope(s.Region, regionPrefix) {
		return Supplier{}, ErrUnknown
	}
	return s, nil
}

// ByIDs returns merchants by id; unknown ids are missing. The caller has checked
// scope.
func ByIDs(tx *db.Tx, ids []int64) (map[int64]Supplier, error) {
	rows, err := suppliersByIDs(tx, ids)
	return byID(rows, supplierRow.supplier), err
}

// BookOf returns the book of a merchant that has been activated; it never
// changes.
func BookOf(tx *db.Tx, id int64) (int32, error) {
	return db.Kept(tx, bookKey{}, id, func() (int32, error) {
		merchants, err := ByIDs(tx, []int64{id})
		if err != nil {
			return 0, err
		}
		if m := merchants[id]; m.Book != 0 {
			return m.Book, nil
		}
		return 0, ErrUnknown
	})
}

type bookKey struct{}

// Query bounds List. Zero values do not filter, save Region: "" finds nothing.
type Query struct {
	Region string // prefix
	Kind   Kind
	State  State
	Q      string // part of the name, or the beginning of the credit code
	After  int64  // id of the last one seen
	Limit  int
}

// List returns merchants in the order of their ids.
func List(tx *db.Tx, q Query) ([]Supplier, error) {
	if q.Region == "" {
		return nil, nil
	}
	rows, err := listSuppliers(tx, q)
	return all(rows, supplierRow.supplier), err
}
