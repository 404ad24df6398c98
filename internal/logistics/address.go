package logistics

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/vault"
)

// Address is one entry of a buyer's address book, in clear for its owner.
type Address struct {
	ID           int64
	UserID       int64
	Name         string
	Phone        string
	County       string // 6 digits; its first 2 and 4 name province and city
	ProvinceName string
	CityName     string
	CountyName   string
	Detail       string // street and house
	Default      bool
	CreatedUS    int64
	UpdatedUS    int64
}

// Province is the two-digit code that freight goes by.
func (a Address) Province() string { return a.County[:2] }

// City is the four-digit code.
func (a Address) City() string { return a.County[:4] }

// AddressInput describes an address. The caller has taken the names from the
// nation's divisions by the county's code.
type AddressInput struct {
	Name         string
	Phone        string
	County       string
	ProvinceName string
	CityName     string
	CountyName   string
	Detail       string
	Default      bool
}

// MaxAddresses is how many addresses one user keeps.
const MaxAddresses = 20

// Refusals of addresses.
var (
	ErrNoAddress   = fault.New(fault.NotFound, "logistics.no_address", "没有找到这个收货地址，请重新选择")
	ErrAddressFull = fault.New(fault.Conflict, "logistics.address_full", "最多保存 20 个收货地址，请先删掉不用的")
	ErrAddressBusy = fault.New(fault.Conflict, "logistics.address_busy", "收货地址正在另一处保存，请再试一次")
)

var phoneForm = regexp.MustCompile(`^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$`)

// Validate checks the form; whether the county exists is the caller's to know.
func (in AddressInput) Validate() error {
	var c fault.Checker
	n := utf8.RuneCountInString(in.Name)
	c.Check(n >= 1 && n <= 30, "name", "input.length", "收货人姓名要填 1 到 30 个字")
	c.Check(phoneForm.MatchString(in.Phone), "phone", "input.format", "电话要填 11 位手机号，或带区号的座机")
	c.Check(provinceOf(in.County) != "", "county", "input.format", "请选择省、市、区县")
	c.Check(in.ProvinceName != "" && in.CountyName != "", "county", "input.required", "请选择省、市、区县")
	n = utf8.RuneCountInString(in.Detail)
	c.Check(n >= 2 && n <= 120, "detail", "input.length", "详细地址要填 2 到 120 个字，写到门牌号")
	return c.Err()
}

// AddressBook keeps buyers' addresses, encrypted. Every method acts within one
// user's own entries.
type AddressBook struct{ vault *vault.Vault }

// NewAddressBook returns an AddressBook that seals with v.
func NewAddressBook(v *vault.Vault) *AddressBook { return &AddressBook{vault: v} }

// Add saves an address. The first one becomes the default, as does one that
// asks to. ErrAddressFull beyond MaxAddresses.
func (b *AddressBook) Add(tx *db.Tx, userID int64, in AddressInput) (Address, error) {
	in = in.trimmed()
	if err := in.Validate(); err != nil {
		return Address{}, err
	}
	taken, err := selectSlots(tx, userID)
	if err != nil {
		return Address{}, err
	}
	slot := freeSlot(taken)
	if slot == 0 {
		return Address{}, ErrAddressFull
	}
	a := in.address(tx.NewID(), userID)
	a.Default = in.Default || len(taken) == 0
	a.CreatedUS, a.UpdatedUS = tx.NowUS(), tx.NowUS()
	sealed, err := b.seal(a)
	if err != nil {
		return Address{}, err
	}
	if a.Default {
		if err := clearDefault(tx, userID); err != nil {
			return Address{}, err
		}
	}
	return a, insertAddress(tx, a, slot, sealed)
}

// Update rewrites one of the user's addresses. A default stays the default; it
// passes on only when another one takes it.
func (b *AddressBook) Update(tx *db.Tx, userID, id int64, in AddressInput) (Address, error) {
	in = in.trimmed()
	if err := in.Validate(); err != nil {
		return Address{}, err
	}
	old, err := b.Get(tx, userID, id)
	if err != nil {
		return Address{}, err
	}
	a := in.address(id, userID)
	a.Default = in.Default || old.Default
	a.CreatedUS, a.UpdatedUS = old.CreatedUS, tx.NowUS()
	sealed, err := b.seal(a)
	if err != nil {
		return Address{}, err
	}
	if a.Default && !old.Default {
		if err := clearDefault(tx, userID); err != nil {
			return Address{}, err
		}
	}
	return a, updateAddress(tx, a, sealed)
}

// Delete erases one of the user's addresses for good (domain.md C37); orders
// hold their own copy. The most recently changed one left becomes the default.
func (b *AddressBook) Delete(tx *db.Tx, userID, id int64) error {
	a, err := b.Get(tx, userID, id)
	if err != nil {
		return err
	}
	if err := deleteAddress(tx, userID, id); err != nil {
		return err
	}
	if !a.Default {
		return nil
	}
	return promoteDefault(tx, userID)
}

// Get returns one of the user's addresses; ErrNoAddress for anybody else's.
func (b *AddressBook) Get(tx *db.Tx, userID, id int64) (Address, error) {
	row, err := selectAddress(tx, userID, id)
	if err != nil {
		return Address{}, err
	}
	return b.open(row)
}

// List returns the user's addresses, the default first, then by last change.
func (b *AddressBook) List(tx *db.Tx, userID int64) ([]Address, error) {
	rows, err := selectAddresses(tx, userID)
	if err != nil {
		return nil, err
	}
	out := make([]Address, len(rows))
	for i, row := range rows {
		if out[i], err = b.open(row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sealedAddress is what stands in the database of a person's name and home.
type sealedAddress struct{ name, phone, detail []byte }

func (b *AddressBook) seal(a Address) (s sealedAddress, err error) {
	if s.name, err = b.vault.Seal(a.Name, aad("name", a.ID)); err != nil {
		return s, fmt.Errorf("logistics: seal address: %w", err)
	}
	if s.phone, err = b.vault.Seal(a.Phone, aad("phone", a.ID)); err != nil {
		return s, fmt.Errorf("logistics: seal address: %w", err)
	}
	if s.detail, err = b.vault.Seal(a.Detail, aad("detail", a.ID)); err != nil {
		return s, fmt.Errorf("logistics: seal address: %w", err)
	}
	return s, nil
}

func (b *AddressBook) open(r addressRow) (Address, error) {
	a := r.address()
	var err error
	if a.Name, err = b.vault.Open(r.NameEnc, aad("name", a.ID)); err != nil {
		return Address{}, fmt.Errorf("logistics: open address: %w", err)
	}
	if a.Phone, err = b.vault.Open(r.PhoneEnc, aad("phone", a.ID)); err != nil {
		return Address{}, fmt.Errorf("logistics: open address: %w", err)
	}
	if a.Detail, err = b.vault.Open(r.DetailEnc, aad("detail", a.ID)); err != nil {
		return Address{}, fmt.Errorf("logistics: open address: %w", err)
	}
	return a, nil
}

func aad(column string, id int64) string { return fmt.Sprintf("address.%s:%d", column, id) }

func (in AddressInput) trimmed() AddressInput {
	for _, s := range []*string{&in.Name, &in.Phone, &in.Detail} {
		*s = strings.TrimSpace(*s)
	}
	return in
}

func (in AddressInput) address(id, userID int64) Address {
	return Address{
		ID: id, UserID: userID, Name: in.Name, Phone: in.Phone, County: in.County, ProvinceName: in.ProvinceName,
		CityName: in.CityName, CountyName: in.CountyName, Detail: in.Detail,
	}
}

// freeSlot is the lowest slot not taken, or 0. Slots hold the limit even when
// two requests save at once: (user, slot) is unique.
func freeSlot(taken map[int]bool) int {
	for slot := 1; slot <= MaxAddresses; slot++ {
		if !taken[slot] {
			return slot
		}
	}
	return 0
}
