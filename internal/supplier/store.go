package supplier

import (
	"regexp"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

type supplierRow struct {
	ID             int64 `gorm:"primaryKey;autoIncrement:false"`
	Name           string
	Kind           Kind
	CreditCode     string
	Region         string
	VillageName    string
	Address        string
	ContactSealed  []byte
	PhoneSealed    []byte
	PhoneMask      string
	State          State
	Reason         string
	SettleKind     SettleKind
	SettleName     string
	SettleBank     string
	SettleNoSealed []byte
	SettleTail     string
	Book           int32
	VerifiedUS     int64 `gorm:"column:verified_us"`
	CreatedUS      int64 `gorm:"column:created_us"`
	UpdatedUS      int64 `gorm:"column:updated_us"`
}

func (supplierRow) TableName() string { return "supplier" }

func (r supplierRow) supplier() Supplier {
	return Supplier{
		ID: r.ID, Name: r.Name, Kind: r.Kind, CreditCode: r.CreditCode, Region: r.Region, VillageName: r.VillageName,
		Address: r.Address, ContactPhone: r.PhoneMask, State: r.State, Reason: r.Reason,
		Settlement: Settlement{Kind: r.SettleKind, Name: r.SettleName, Bank: r.SettleBank, Tail: r.SettleTail},
		Book:       r.Book, VerifiedUS: r.VerifiedUS, CreatedUS: r.CreatedUS,
	}
}

func (s Supplier) id() int64 { return s.ID }

const supplierColumns = `s.id, s.name, s.kind, s.credit_code, s.region, s.village_name, s.address, s.phone_mask, s.state, s.reason,
	s.settle_kind, s.settle_name, s.settle_bank, s.settle_tail, s.book, s.verified_us, s.created_us`

func insertSupplier(tx *db.Tx, r supplierRow) error { return tx.SQL().Create(&r).Error }

func suppliersByIDs(tx *db.Tx, ids []int64) (rows []supplierRow, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.SQL().Raw(`SELECT `+supplierColumns+` FROM supplier s WHERE s.id IN ?`, ids).Scan(&rows).Error
	return rows, err
}

func sealedSupplier(tx *db.Tx, id int64) (r supplierRow, err error) {
	err = tx.SQL().Raw(`SELECT id, contact_sealed, phone_sealed, settle_no_sealed FROM supplier WHERE id = ?`, id).Take(&r).Error
	if db.NotFound(err) {
		err = ErrUnknown
	}
	return r, err
}

var codePrefix = regexp.MustCompile(`^[0-9A-Z]{1,18}$`)

func listSuppliers(tx *db.Tx, q Query) (rows []supplierRow, err error) {
	sql := within(tx.SQL().Table("supplier s").Select(supplierColumns), "s.region", q.Region).Where("s.id > ?", q.After)
	if q.Kind != "" {
		sql = sql.Where("s.kind = ?", q.Kind)
	}
	if q.State != "" {
		sql = sql.Where("s.state = ?", q.State)
	}
	switch {
	case codePrefix.MatchString(q.Q): // an ASCII column compares with nothing else
		sql = sql.Where("(s.name LIKE ? OR s.credit_code LIKE ?)", "%"+q.Q+"%", q.Q+"%")
	case q.Q != "":
		sql = sql.Where("s.name LIKE ?", "%"+q.Q+"%")
	}
	err = sql.Order("s.id").Limit(q.Limit).Find(&rows).Error
	return rows, err
}

// within bounds a region to a prefix by a range, which both engines' indexes
// serve. ':' is the character after '9'.
func within(sql *gorm.DB, column, prefix string) *gorm.DB {
	return sql.Where(column+" >= ? AND "+column+" < ?", prefix, prefix+":")
}

func updateState(tx *db.Tx, id int64, from, to State, reason string) (bool, error) {
	res := tx.SQL().Exec(`UPDATE supplier SET state = ?, reason = ?, updated_us = ? WHERE id = ? AND state = ?`,
		to, reason, tx.NowUS(), id, from)
	if res.Error != nil || res.RowsAffected == 0 {
		return false, res.Error
	}
	if to != Verified {
		return true, nil
	}
	return true, tx.SQL().Exec(`UPDATE supplier SET verified_us = ? WHERE id = ?`, tx.NowUS(), id).Error
}

func updateReason(tx *db.Tx, id int64, reason string) error {
	return tx.SQL().Exec(`UPDATE supplier SET reason = ?, updated_us = ? WHERE id = ?`, reason, tx.NowUS(), id).Error
}

func updateBook(tx *db.Tx, id int64, book int32) error {
	return tx.SQL().Exec(`UPDATE supplier SET book = ? WHERE id = ?`, book, id).Error
}

func updateSettlement(tx *db.Tx, id int64, s Settlement, sealed []byte) error {
	return tx.SQL().Exec(`UPDATE supplier SET settle_kind = ?, settle_name = ?, settle_bank = ?, settle_tail = ?,
		settle_no_sealed = ?, updated_us = ? WHERE id = ?`, s.Kind, s.Name, s.Bank, s.Tail, sealed, tx.NowUS(), id).Error
}

type licenceRow struct {
	ID         int64 `gorm:"primaryKey;autoIncrement:false"`
	SupplierID int64
	Kind       LicenceKind
	Number     string
	FromDay    clock.Day
	ToDay      clock.Day
	CreatedUS  int64 `gorm:"column:created_us"`
}

func (licenceRow) TableName() string { return "supplier_licence" }

// saveLicence inserts a licence or gives the same number its new term.
func saveLicence(tx *db.Tx, l Licence) error {
	res := tx.SQL().Exec(`UPDATE supplier_licence SET from_day = ?, to_day = ? WHERE supplier_id = ? AND kind = ? AND number = ?`,
		l.From, l.To, l.SupplierID, l.Kind, l.Number)
	if res.Error != nil || res.RowsAffected > 0 {
		return res.Error
	}
	return tx.SQL().Create(&licenceRow{
		ID: tx.NewID(), SupplierID: l.SupplierID, Kind: l.Kind, Number: l.Number, FromDay: l.From, ToDay: l.To, CreatedUS: tx.NowUS(),
	}).Error
}

func licencesOf(tx *db.Tx, supplierID int64) ([]Licence, error) {
	var rows []licenceRow
	err := tx.SQL().Raw(`SELECT id, supplier_id, kind, number, from_day, to_day FROM supplier_licence
		WHERE supplier_id = ? ORDER BY id`, supplierID).Scan(&rows).Error
	list := make([]Licence, len(rows))
	for i, r := range rows {
		list[i] = Licence{ID: r.ID, SupplierID: r.SupplierID, Kind: r.Kind, Number: r.Number, From: r.FromDay, To: r.ToDay}
	}
	return list, err
}

type stationRow struct {
	ID          int64 `gorm:"primaryKey;autoIncrement:false"`
	Code        string
	Name        string
	Region      string
	VillageName string
	Phone       string
	Hours       string
	Address     string
	Pickup      bool
	State       StationState
	CreatedUS   int64 `gorm:"column:created_us"`
	UpdatedUS   int64 `gorm:"column:updated_us"`
}

func (stationRow) TableName() string { return "station" }

func (r stationRow) station() Station {
	return Station{
		ID: r.ID, Code: r.Code, Name: r.Name, Region: r.Region, VillageName: r.VillageName, Phone: r.Phone,
		Hours: r.Hours, Address: r.Address, Pickup: r.Pickup, State: r.State,
	}
}

func (s Station) id() int64 { return s.ID }

const stationColumns = `t.id, t.code, t.name, t.region, t.village_name, t.phone, t.hours, t.address, t.pickup, t.state`

func insertStation(tx *db.Tx, s Station) error {
	return tx.SQL().Create(&stationRow{
		ID: s.ID, Code: s.Code, Name: s.Name, Region: s.Region, VillageName: s.VillageName, Phone: s.Phone,
		Hours: s.Hours, Address: s.Address, Pickup: s.Pickup, State: s.State, CreatedUS: tx.NowUS(), UpdatedUS: tx.NowUS(),
	}).Error
}

func stationsByIDs(tx *db.Tx, ids []int64) (rows []stationRow, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.SQL().Raw(`SELECT `+stationColumns+` FROM station t WHERE t.id IN ?`, ids).Scan(&rows).Error
	return rows, err
}

func listStations(tx *db.Tx, q StationQuery) (rows []stationRow, err error) {
	sql := within(tx.SQL().Table("station t").Select(stationColumns), "t.region", q.Region).Where("t.id > ?", q.After)
	if q.Q != "" {
		sql = sql.Where("(t.name LIKE ? OR t.village_name LIKE ?)", "%"+q.Q+"%", "%"+q.Q+"%")
	}
	err = sql.Order("t.id").Limit(q.Limit).Find(&rows).Error
	return rows, err
}

func openStations(tx *db.Tx, region string) (rows []stationRow, err error) {
	if region == "" {
		return nil, nil
	}
	err = within(tx.SQL().Table("station t").Select(stationColumns), "t.region", region).
		Where("t.state = ?", StationOpen).Order("t.id").Find(&rows).Error
	return rows, err
}

func updateStation(tx *db.Tx, s Station) error {
	return tx.SQL().Exec(`UPDATE station SET name = ?, phone = ?, hours = ?, address = ?, pickup = ?, updated_us = ? WHERE id = ?`,
		s.Name, s.Phone, s.Hours, s.Address, s.Pickup, tx.NowUS(), s.ID).Error
}

func updateStationState(tx *db.Tx, id int64, from, to StationState) error {
	res := tx.SQL().Exec(`UPDATE station SET state = ?, updated_us = ? WHERE id = ? AND state = ?`, to, tx.NowUS(), id, from)
	if res.Error == nil && res.RowsAffected == 0 {
		return ErrStationState
	}
	return res.Error
}

// insertLink links a station to a merchant; fresh is false when it was linked.
func insertLink(tx *db.Tx, supplierID, stationID int64) (fresh bool, err error) {
	var n int64
	if err := tx.SQL().Raw(`SELECT COUNT(*) FROM supplier_station WHERE supplier_id = ? AND station_id = ?`,
		supplierID, stationID).Scan(&n).Error; err != nil || n > 0 {
		return false, err
	}
	return true, tx.SQL().Exec(`INSERT INTO supplier_station (supplier_id, station_id, created_us) VALUES (?, ?, ?)`,
		supplierID, stationID, tx.NowUS()).Error
}

func deleteLink(tx *db.Tx, supplierID, stationID int64) error {
	return tx.SQL().Exec(`DELETE FROM supplier_station WHERE supplier_id = ? AND station_id = ?`, supplierID, stationID).Error
}

func merchantsOf(tx *db.Tx, stationID int64) (rows []supplierRow, err error) {
	err = tx.SQL().Raw(`SELECT `+supplierColumns+` FROM supplier_station l JOIN supplier s ON s.id = l.supplier_id
		WHERE l.station_id = ? ORDER BY s.id`, stationID).Scan(&rows).Error
	return rows, err
}

func stationsOf(tx *db.Tx, supplierID int64) (rows []stationRow, err error) {
	err = tx.SQL().Raw(`SELECT `+stationColumns+` FROM supplier_station l JOIN station t ON t.id = l.station_id
		WHERE l.supplier_id = ? ORDER BY t.id`, supplierID).Scan(&rows).Error
	return rows, err
}

// all turns rows into what they tell, in their order.
func all[Row, T any](rows []Row, told func(Row) T) []T {
	list := make([]T, len(rows))
	for i, row := range rows {
		list[i] = told(row)
	}
	return list
}

// byID is all by id.
func byID[Row any, T interface{ id() int64 }](rows []Row, told func(Row) T) map[int64]T {
	m := make(map[int64]T, len(rows))
	for _, row := range rows {
		t := told(row)
		m[t.id()] = t
	}
	return m
}
