package logistics

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/vault"
)

const (
	buyer    = 71
	stranger = 72
)

func home() AddressInput {
	return AddressInput{
		Name: "测试甲", Phone: "13800000001", County: "310101", ProvinceName: "上海市", CityName: "市辖区",
		CountyName: "黄浦区", Detail: "测试路 1 号 2 单元 301",
	}
}

func (w *world) add(b *AddressBook, in AddressInput) (a Address) {
	w.t.Helper()
	w.must(func(tx *db.Tx) (err error) { a, err = b.Add(tx, buyer, in); return err })
	return a
}

func (w *world) addresses(b *AddressBook) (list []Address) {
	w.t.Helper()
	w.must(func(tx *db.Tx) (err error) { list, err = b.List(tx, buyer); return err })
	defaults := 0
	for _, a := range list {
		if a.Default {
			defaults++
		}
	}
	if len(list) > 0 && (defaults != 1 || !list[0].Default) {
		w.t.Fatalf("%d defaults in %+v", defaults, list)
	}
	return list
}

func TestAddressBook(t *testing.T) {
	t.Parallel()
	w, b := newWorld(t), NewAddressBook(vault.Dev())
	first := w.add(b, home())
	if !first.Default || first.Province() != "31" || first.City() != "3101" {
		t.Errorf("first = %+v", first)
	}
	work := home()
	work.Detail, work.Default = "单位传达室", true
	second := w.add(b, work)
	third := w.add(b, home())
	if list := w.addresses(b); len(list) != 3 || list[0] != second {
		t.Errorf("list = %+v", list)
	}
	w.must(func(tx *db.Tx) error {
		in := home()
		in.Name, in.Default = "测试乙", true
		_, err := b.Update(tx, buyer, third.ID, in)
		return err
	})
	if list := w.addresses(b); list[0].ID != third.ID || list[0].Name != "测试乙" {
		t.Errorf("after the change: %+v", list)
	}
	w.must(func(tx *db.Tx) error { // a default stays one until another takes over
		_, err := b.Update(tx, buyer, third.ID, home())
		return err
	})
	if list := w.addresses(b); list[0].ID != third.ID {
		t.Errorf("the default got lost: %+v", list)
	}
	w.must(func(tx *db.Tx) error { return b.Delete(tx, buyer, third.ID) })
	if list := w.addresses(b); len(list) != 2 {
		t.Errorf("after deleting: %+v", list)
	}
	w.must(func(tx *db.Tx) error {
		return errors.Join(b.Delete(tx, buyer, first.ID), b.Delete(tx, buyer, second.ID))
	})
	if list := w.addresses(b); len(list) != 0 {
		t.Errorf("all deleted, yet %+v", list)
	}
}

func TestForeignAddressIsNotFound(t *testing.T) {
	t.Parallel()
	w, b := newWorld(t), NewAddressBook(vault.Dev())
	a := w.add(b, home())
	w.fails(ErrNoAddress, func(tx *db.Tx) error { _, err := b.Get(tx, stranger, a.ID); return err })
	w.fails(ErrNoAddress, func(tx *db.Tx) error { _, err := b.Update(tx, stranger, a.ID, home()); return err })
	w.fails(ErrNoAddress, func(tx *db.Tx) error { return b.Delete(tx, stranger, a.ID) })
	w.must(func(tx *db.Tx) error {
		list, err := b.List(tx, stranger)
		if len(list) != 0 {
			t.Errorf("a stranger sees %+v", list)
		}
		return err
	})
	w.must(func(tx *db.Tx) error { _, err := b.Get(tx, buyer, a.ID); return err })
}

func TestAddressesStandEncrypted(t *testing.T) {
	t.Parallel()
	w, b := newWorld(t), NewAddressBook(vault.Dev())
	one, two := w.add(b, home()), w.add(b, home())
	w.must(func(tx *db.Tx) error {
		row, err := selectAddress(tx, buyer, one.ID)
		if err != nil {
			return err
		}
		for _, plain := range []string{one.Name, one.Phone, one.Detail} {
			for _, sealed := range [][]byte{row.NameEnc, row.PhoneEnc, row.DetailEnc} {
				if bytes.Contains(sealed, []byte(plain)) {
					t.Errorf("%q stands in clear", plain)
				}
			}
		}
		// A value moved to another row or column does not open there.
		if err := tx.SQL().Exec(`UPDATE address SET name_enc = ? WHERE id = ?`, row.NameEnc, two.ID).Error; err != nil {
			return err
		}
		if _, err := b.Get(tx, buyer, two.ID); !errors.Is(err, vault.ErrTampered) {
			t.Errorf("moved to another row: %v", err)
		}
		if err := tx.SQL().Exec(`UPDATE address SET detail_enc = name_enc WHERE id = ?`, one.ID).Error; err != nil {
			return err
		}
		if _, err := b.Get(tx, buyer, one.ID); !errors.Is(err, vault.ErrTampered) {
			t.Errorf("moved to another column: %v", err)
		}
		return nil
	})
}

func TestAtMostTwentyAddresses(t *testing.T) {
	t.Parallel()
	w, b := newWorld(t), NewAddressBook(vault.Dev())
	var kept []Address
	for range MaxAddresses - 2 {
		kept = append(kept, w.add(b, home()))
	}
	var wg sync.WaitGroup
	for range 8 { // a race for the last two places
		wg.Go(func() {
			err := w.Update(t.Context(), func(tx *db.Tx) error { _, err := b.Add(tx, buyer, home()); return err })
			if err != nil && !errors.Is(err, ErrAddressFull) && !errors.Is(err, ErrAddressBusy) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(w.addresses(b)); n > MaxAddresses || n < MaxAddresses-1 {
		t.Errorf("%d addresses", n)
	}
	w.must(func(tx *db.Tx) error { return b.Delete(tx, buyer, kept[3].ID) })
	for len(w.addresses(b)) < MaxAddresses {
		w.add(b, home())
	}
	w.fails(ErrAddressFull, func(tx *db.Tx) error { _, err := b.Add(tx, buyer, home()); return err })
}

func TestAddressRefusals(t *testing.T) {
	t.Parallel()
	w, b := newWorld(t), NewAddressBook(vault.Dev())
	for field, spoil := range map[string]func(*AddressInput){
		"name": func(in *AddressInput) { in.Name = " " }, "phone": func(in *AddressInput) { in.Phone = "12345678901" },
		"county": func(in *AddressInput) { in.County = "3101" }, "detail": func(in *AddressInput) { in.Detail = "1" },
	} {
		in := home()
		spoil(&in)
		f := w.refusal(fault.ErrInvalid, func(tx *db.Tx) error { _, err := b.Add(tx, buyer, in); return err })
		if f.Fields[0].Name != field {
			t.Errorf("%s: refused for %v", field, fmt.Sprint(f.Fields))
		}
	}
	in := home()
	in.Phone = "023-53222222"
	w.add(b, in)
}
