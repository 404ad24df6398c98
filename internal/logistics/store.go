package logistics

import (
	"fmt"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/db"
)

// take scans at most one row into dest; missing when there is none.
func take(q *gorm.DB, dest any, missing error) error {
	r := q.Scan(dest)
	if r.Error == nil && r.RowsAffected == 0 {
		return missing
	}
	return r.Error
}

// one runs a conditional statement that must hit a row.
func one(r *gorm.DB, missed error) error {
	if r.Error == nil && r.RowsAffected == 0 {
		return missed
	}
	return r.Error
}

const carrierColumns = `id, code, name, pattern, hint, phone, cold, ord`

func selectCarriers(tx *db.Tx) ([]Carrier, error) {
	var out []Carrier
	if err := tx.SQL().Raw(`SELECT ` + carrierColumns + ` FROM carrier ORDER BY ord`).Scan(&out).Error; err != nil {
		return nil, fmt.Errorf("logistics: carriers: %w", err)
	}
	return out, nil
}

func selectCarrier(tx *db.Tx, id int64) (c Carrier, err error) {
	err = take(tx.SQL().Raw(`SELECT `+carrierColumns+` FROM carrier WHERE id = ?`, id), &c, ErrNoCarrier)
	return c, err
}

func putCarrier(tx *db.Tx, c Carrier, known bool) error {
	args := []any{c.Code, c.Name, c.Pattern, c.Hint, c.Phone, c.Cold, c.Ord, c.ID}
	if known {
		return tx.SQL().Exec(`UPDATE carrier SET code = ?, name = ?, pattern = ?, hint = ?, phone = ?, cold = ?, ord = ?
			WHERE id = ?`, args...).Error
	}
	return tx.SQL().Exec(`INSERT INTO carrier (code, name, pattern, hint, phone, cold, ord, id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, args...).Error
}

const parcelColumns = `p.id, p.order_id, p.merchant_id, p.station_id, p.region, p.carrier_id, c.name AS carrier_name,
	p.waybill_no, p.grams, p.shipped_us, p.delivered_us`

type parcelRow struct {
	ID          int64
	OrderID     int64
	MerchantID  int64
	StationID   int64
	Region      string
	CarrierID   int64
	CarrierName string
	WaybillNo   string
	Grams       int64
	ShippedUS   int64
	DeliveredUS int64
}

func (r parcelRow) parcel() Parcel {
	return Parcel{
		ID: r.ID, OrderID: r.OrderID, MerchantID: r.MerchantID, StationID: r.StationID, Region: r.Region,
		CarrierID: r.CarrierID, CarrierName: r.CarrierName, WaybillNo: r.WaybillNo, Grams: r.Grams,
		ShippedUS: r.ShippedUS, DeliveredUS: r.DeliveredUS,
	}
}

func insertParcel(tx *db.Tx, p Parcel) error {
	err := tx.SQL().Exec(`INSERT INTO parcel (id, order_id, merchant_id, station_id, region, carrier_id, waybill_no,
		grams, shipped_us, delivered_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
		p.ID, p.OrderID, p.MerchantID, p.StationID, p.Region, p.CarrierID, p.WaybillNo, p.Grams, p.ShippedUS).Error
	if db.IsDuplicate(err) {
		return ErrWaybillTaken.Field("waybill_no", "input.taken", "这个运单号已经用过")
	}
	return err
}

func selectParcels(tx *db.Tx, orderIDs []int64) ([]Parcel, error) {
	var rows []parcelRow
	if err := tx.SQL().Raw(`SELECT `+parcelColumns+` FROM parcel p JOIN carrier c ON c.id = p.carrier_id
		WHERE p.order_id IN ? ORDER BY p.id`, orderIDs).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("logistics: parcels: %w", err)
	}
	out := make([]Parcel, len(rows))
	for i, r := range rows {
		out[i] = r.parcel()
	}
	return out, nil
}

func selectParcelByWaybill(tx *db.Tx, carrierID int64, no string) (Parcel, error) {
	var r parcelRow
	err := take(tx.SQL().Raw(`SELECT `+parcelColumns+` FROM parcel p JOIN carrier c ON c.id = p.carrier_id
		WHERE p.carrier_id = ? AND p.waybill_no = ?`, carrierID, no), &r, ErrNoParcel)
	return r.parcel(), err
}

// insertFact reports whether the fact was new. The row is inserted plainly; the
// duplicate key tells the repetition.
func insertFact(tx *db.Tx, parcelID int64, f Fact) (fresh bool, err error) {
	err = tx.SQL().Exec(`INSERT INTO parcel_fact (parcel_id, at_us, state, place, detail, seen_us) VALUES (?, ?, ?, ?, ?, ?)`,
		parcelID, f.AtUS, string(f.State), f.Place, f.Detail, tx.NowUS()).Error
	if db.IsDuplicate(err) {
		return false, nil
	}
	return err == nil, err
}

func markDelivered(tx *db.Tx, parcelID, atUS int64) error {
	return tx.SQL().Exec(`UPDATE parcel SET delivered_us = ? WHERE id = ? AND delivered_us = 0`, atUS, parcelID).Error
}

func selectFacts(tx *db.Tx, parcelIDs []int64) (map[int64][]Fact, error) {
	out := map[int64][]Fact{}
	if len(parcelIDs) == 0 {
		return out, nil
	}
	var rows []struct {
		ParcelID int64
		AtUS     int64
		State    string
		Place    string
		Detail   string
	}
	if err := tx.SQL().Raw(`SELECT parcel_id, at_us, state, place, detail FROM parcel_fact WHERE parcel_id IN ?
		ORDER BY parcel_id, at_us, seen_us`, parcelIDs).Scan(&rows).Error; err != nil {
		return nil, err
	}
	for _, r := range rows {
		out[r.ParcelID] = append(out[r.ParcelID], Fact{AtUS: r.AtUS, State: FactState(r.State), Place: r.Place, Detail: r.Detail})
	}
	return out, nil
}
