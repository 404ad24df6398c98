package logistics

import (
	"fmt"

	"github.com/yigou/yigou/internal/db"
)

const addressColumns = `id, user_id, name_enc, phone_enc, detail_enc, county, province_name, city_name, county_name,
	is_default, created_us, updated_us`

type addressRow struct {
	ID           int64
	UserID       int64
	NameEnc      []byte
	PhoneEnc     []byte
	DetailEnc    []byte
	County       string
	ProvinceName string
	CityName     string
	CountyName   string
	IsDefault    bool
	CreatedUS    int64
	UpdatedUS    int64
}

func (r addressRow) address() Address {
	return Address{
		ID: r.ID, UserID: r.UserID, County: r.County, ProvinceName: r.ProvinceName, CityName: r.CityName,
		CountyName: r.CountyName, Default: r.IsDefault, CreatedUS: r.CreatedUS, UpdatedUS: r.UpdatedUS,
	}
}

func selectSlots(tx *db.Tx, userID int64) (map[int]bool, error) {
	var slots []int
	if err := tx.SQL().Raw(`SELECT slot FROM address WHERE user_id = ?`, userID).Scan(&slots).Error; err != nil {
		return nil, fmt.Errorf("logistics: addresses: %w", err)
	}
	taken := make(map[int]bool, len(slots))
	for _, s := range slots {
		taken[s] = true
	}
	return taken, nil
}

func insertAddress(tx *db.Tx, a Address, slot int, s sealedAddress) error {
	err := tx.SQL().Exec(`INSERT INTO address (id, user_id, slot, name_enc, phone_enc, detail_enc, county, province_name,
		city_name, county_name, is_default, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.ID, a.UserID, slot, s.name, s.phone, s.detail, a.County, a.ProvinceName, a.CityName, a.CountyName,
		a.Default, a.CreatedUS, a.UpdatedUS).Error
	if db.IsDuplicate(err) {
		return ErrAddressBusy
	}
	return err
}

func updateAddress(tx *db.Tx, a Address, s sealedAddress) error {
	return one(tx.SQL().Exec(`UPDATE address SET name_enc = ?, phone_enc = ?, detail_enc = ?, county = ?, province_name = ?,
		city_name = ?, county_name = ?, is_default = ?, updated_us = ? WHERE id = ? AND user_id = ?`,
		s.name, s.phone, s.detail, a.County, a.ProvinceName, a.CityName, a.CountyName, a.Default, a.UpdatedUS,
		a.ID, a.UserID), ErrNoAddress)
}

func clearDefault(tx *db.Tx, userID int64) error {
	return tx.SQL().Exec(`UPDATE address SET is_default = ? WHERE user_id = ?`, false, userID).Error
}

// promoteDefault makes the most recently changed address the default, if there
// is one.
func promoteDefault(tx *db.Tx, userID int64) error {
	rows, err := selectAddresses(tx, userID)
	if err != nil || len(rows) == 0 {
		return err
	}
	return tx.SQL().Exec(`UPDATE address SET is_default = ? WHERE id = ? AND user_id = ?`, true, rows[0].ID, userID).Error
}

func deleteAddress(tx *db.Tx, userID, id int64) error {
	return one(tx.SQL().Exec(`DELETE FROM address WHERE id = ? AND user_id = ?`, id, userID), ErrNoAddress)
}

func selectAddress(tx *db.Tx, userID, id int64) (r addressRow, err error) {
	err = take(tx.SQL().Raw(`SELECT `+addressColumns+` FROM address WHERE id = ? AND user_id = ?`, id, userID), &r, ErrNoAddress)
	return r, err
}

func selectAddresses(tx *db.Tx, userID int64) ([]addressRow, error) {
	var rows []addressRow
	if err := tx.SQL().Raw(`SELECT `+addressColumns+` FROM address WHERE user_id = ?
		ORDER BY is_default DESC, updated_us DESC, id DESC`, userID).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("logistics: addresses: %w", err)
	}
	return rows, nil
}
