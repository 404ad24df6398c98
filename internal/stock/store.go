package stock

import (
	"errors"
	"strings"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
)

type lotRow struct {
	ID          int64
	No          string
	MerchantID  int64
	StationID   int64
	ProduceID   int64
	Region      string
	Unit        string
	Qty         int64
	Grams       int64
	Remaining   int64
	State       string
	ReceivedDay int
	OpenedUS    int64
	SealedUS    int64
	SealedHash  []byte
	Note        string
}

const lotColumns = `id, no, merchant_id, station_id, produce_id, region, unit, qty, grams, remaining, state,
	received_day, opened_us, sealed_us, sealed_hash, note`

func (r lotRow) lot() Lot {
	return Lot{
		ID: r.ID, No: r.No, MerchantID: r.MerchantID, StationID: r.StationID, ProduceID: r.ProduceID,
		Region: r.Region, Unit: r.Unit, Qty: r.Qty, Grams: r.Grams, Remaining: r.Remaining, State: State(r.State),
		Received: clock.Day(r.ReceivedDay), OpenedUS: r.OpenedUS, SealedUS: r.SealedUS, Hash: r.SealedHash, Note: r.Note,
	}
}

func lots(rows []lotRow) []Lot {
	out := make([]Lot, len(rows))
	for i, r := range rows {
		out[i] = r.lot()
	}
	return out
}

func insertLot(tx *db.Tx, l Lot, byUser int64) error {
	return tx.SQL().Exec(`INSERT INTO lot (id, no, merchant_id, station_id, produce_id, region, unit, qty, grams, remaining,
		state, received_day, opened_us, opened_by, sealed_us, sealed_by, sealed_hash, note)
		VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, 0, 0, ?, ?)`,
		l.ID, l.No, l.MerchantID, l.StationID, l.ProduceID, l.Region, l.Unit,
		string(l.State), int(l.Received), l.OpenedUS, byUser, []byte{}, l.Note).Error
}

// LotByID returns one lot or ErrNotFound.
func LotByID(tx *db.Tx, lotID int64) (Lot, error) { return oneLot(tx, "id = ?", lotID) }

// LotByNo returns the lot of a printed number or ErrNotFound.
func LotByNo(tx *db.Tx, no string) (Lot, error) { return oneLot(tx, "no = ?", no) }

func oneLot(tx *db.Tx, where string, arg any) (Lot, error) {
	var r lotRow
	err := tx.SQL().Raw("SELECT "+lotColumns+" FROM lot WHERE "+where, arg).Take(&r).Error
	if db.NotFound(err) {
		return Lot{}, ErrNotFound
	}
	return r.lot(), err
}

// LotsByID returns the lots of the ids that exist.
func LotsByID(tx *db.Tx, ids []int64) (map[int64]Lot, error) {
	found := map[int64]Lot{}
	if len(ids) == 0 {
		return found, nil
	}
	var rows []lotRow
	err := tx.SQL().Raw("SELECT "+lotColumns+" FROM lot WHERE id IN ?", ids).Scan(&rows).Error
	for _, r := range rows {
		found[r.ID] = r.lot()
	}
	return found, err
}

// LotQuery bounds a list of lots; zero values do not filter.
type LotQuery struct {
	StationID  int64
	MerchantID int64
	ProduceID  int64
	Region     string // prefix
	State      State
	Before     int64 // lots with a smaller id
	Limit      int
}

// ListLots returns lots, newest first.
func ListLots(tx *db.Tx, q LotQuery) ([]Lot, error) {
	sql := tx.SQL().Table("lot").Select(lotColumns).Order("id DESC").Limit(q.Limit)
	for _, f := range []struct {
		on    bool
		where string
		arg   any
	}{
		{q.StationID != 0, "station_id = ?", q.StationID},
		{q.MerchantID != 0, "merchant_id = ?", q.MerchantID},
		{q.ProduceID != 0, "produce_id = ?", q.ProduceID},
		{q.Region != "", "region LIKE ?", q.Region + "%"},
		{q.State != "", "state = ?", string(q.State)},
		{q.Before != 0, "id < ?", q.Before},
	} {
		if f.on {
			sql = sql.Where(f.where, f.arg)
		}
	}
	var rows []lotRow
	err := sql.Find(&rows).Error
	return lots(rows), err
}

// HoldsProduce reports whether any lot, open or sealed, is of a produce.
func HoldsProduce(tx *db.Tx, produceID int64) (bool, error) {
	var ids []int64
	err := tx.SQL().Raw(`SELECT id FROM lot WHERE produce_id = ? LIMIT 1`, produceID).Scan(&ids).Error
	return len(ids) > 0, err
}

// LotsInStock returns the sealed lots that still hold goods, oldest first: what
// can be packed.
func LotsInStock(tx *db.Tx, k Key) ([]Lot, error) {
	var rows []lotRow
	err := tx.SQL().Raw("SELECT "+lotColumns+` FROM lot WHERE merchant_id = ? AND station_id = ? AND produce_id = ?
		AND state = 'sealed' AND remaining > 0 ORDER BY sealed_us, id`, k.MerchantID, k.StationID, k.ProduceID).Scan(&rows).Error
	return lots(rows), err
}

func addToLot(tx *db.Tx, lotID, qty, grams int64) error {
	return one(tx.SQL().Exec(`UPDATE lot SET qty = qty + ?, grams = grams + ? WHERE id = ? AND state = 'open'`, qty, grams, lotID), ErrSealed)
}

func sealLot(tx *db.Tx, l Lot, byUser int64) error {
	return one(tx.SQL().Exec(`UPDATE lot SET state = 'sealed', remaining = qty, sealed_us = ?, sealed_by = ?, sealed_hash = ?
		WHERE id = ? AND state = 'open'`, l.SealedUS, byUser, l.Hash, l.ID), ErrSealed)
}

func takeFromLot(tx *db.Tx, lotID, qty int64) error {
	return one(tx.SQL().Exec(`UPDATE lot SET remaining = remaining - ? WHERE id = ? AND state = 'sealed' AND remaining >= ?`,
		qty, lotID, qty), ErrLotShort)
}

type contributionRow struct {
	LotID       int64
	Ord         int
	HouseholdID int64
	Qty         int64
	Grams       int64
	GradePM     int64
	AtUS        int64
}

func insertContribution(tx *db.Tx, c Contribution, byUser int64) error {
	return tx.SQL().Exec(`INSERT INTO lot_contribution (lot_id, ord, household_id, qty, grams, grade_pm, at_us, by_user, voided_us)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)`, c.LotID, c.Ord, c.HouseholdID, c.Qty, c.Grams, c.GradePM, c.AtUS, byUser).Error
}

func nextOrd(tx *db.Tx, lotID int64) (int, error) {
	var n int
	err := tx.SQL().Raw(`SELECT COALESCE(MAX(ord), 0) + 1 FROM lot_contribution WHERE lot_id = ?`, lotID).Scan(&n).Error
	return n, err
}

// Contributions returns what counts in a lot, in order.
func Contributions(tx *db.Tx, lotID int64) ([]Contribution, error) {
	m, err := ContributionsOf(tx, []int64{lotID})
	return m[lotID], err
}

// ContributionsOf returns what counts in each of several lots, in order.
func ContributionsOf(tx *db.Tx, lotIDs []int64) (map[int64][]Contribution, error) {
	out := map[int64][]Contribution{}
	if len(lotIDs) == 0 {
		return out, nil
	}
	var rows []contributionRow
	err := tx.SQL().Raw(`SELECT lot_id, ord, household_id, qty, grams, grade_pm, at_us FROM lot_contribution
		WHERE lot_id IN ? AND voided_us = 0 ORDER BY lot_id, ord`, lotIDs).Scan(&rows).Error
	for _, r := range rows {
		out[r.LotID] = append(out[r.LotID], Contribution(r))
	}
	return out, err
}

func voidContribution(tx *db.Tx, lotID int64, ord int) (Contribution, error) {
	var r contributionRow
	err := tx.SQL().Raw(`SELECT lot_id, ord, household_id, qty, grams, grade_pm, at_us FROM lot_contribution
		WHERE lot_id = ? AND ord = ? AND voided_us = 0`, lotID, ord).Take(&r).Error
	if db.NotFound(err) {
		return Contribution{}, ErrNotFound.With("没有找到这条交货记录，可能已经作废")
	}
	if err != nil {
		return Contribution{}, err
	}
	return Contribution(r), one(tx.SQL().Exec(`UPDATE lot_contribution SET voided_us = ? WHERE lot_id = ? AND ord = ? AND voided_us = 0`,
		tx.NowUS(), lotID, ord), ErrNotFound)
}

type levelRow struct {
	ID         int64
	MerchantID int64
	StationID  int64
	ProduceID  int64
	Available  int64
	Reserved   int64
}

func (r levelRow) level() Level {
	return Level{ID: r.ID, Key: Key{r.MerchantID, r.StationID, r.ProduceID}, Available: r.Available, Reserved: r.Reserved}
}

const levelColumns = "id, merchant_id, station_id, produce_id, available, reserved"

// Levels returns the stock of the keys that have any.
func Levels(tx *db.Tx, keys []Key) (map[Key]Level, error) {
	found := make(map[Key]Level, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	where := strings.Repeat("(merchant_id = ? AND station_id = ? AND produce_id = ?) OR ", len(keys))
	args := make([]any, 0, 3*len(keys))
	for _, k := range keys {
		args = append(args, k.MerchantID, k.StationID, k.ProduceID)
	}
	var rows []levelRow
	err := tx.SQL().Raw("SELECT "+levelColumns+" FROM stock_level WHERE "+strings.TrimSuffix(where, " OR "), args...).Scan(&rows).Error
	for _, r := range rows {
		l := r.level()
		found[l.Key] = l
	}
	return found, err
}

// LevelsOfStation returns every level of a station.
func LevelsOfStation(tx *db.Tx, stationID int64) ([]Level, error) {
	var rows []levelRow
	err := tx.SQL().Raw("SELECT "+levelColumns+" FROM stock_level WHERE station_id = ? ORDER BY id", stationID).Scan(&rows).Error
	out := make([]Level, len(rows))
	for i, r := range rows {
		out[i] = r.level()
	}
	return out, err
}

func addStock(tx *db.Tx, k Key, qty int64) error {
	res := tx.SQL().Exec(`UPDATE stock_level SET available = available + ? WHERE merchant_id = ? AND station_id = ? AND produce_id = ?`,
		qty, k.MerchantID, k.StationID, k.ProduceID)
	if res.Error != nil || res.RowsAffected == 1 {
		return res.Error
	}
	err := tx.SQL().Exec(`INSERT INTO stock_level (id, merchant_id, station_id, produce_id, available, reserved) VALUES (?, ?, ?, ?, ?, 0)`,
		tx.NewID(), k.MerchantID, k.StationID, k.ProduceID, qty).Error
	if db.IsDuplicate(err) { // another station phone sealed the first lot at the same moment
		return addStock(tx, k, qty)
	}
	return err
}

// reserve is the guard against selling the last unit twice (lessons.md 1).
func reserve(tx *db.Tx, levelID, qty int64) error {
	return one(tx.SQL().Exec(`UPDATE stock_level SET available = available - ?, reserved = reserved + ? WHERE id = ? AND available >= ?`,
		qty, qty, levelID, qty), ErrShort)
}

func release(tx *db.Tx, levelID, qty int64) error {
	return one(tx.SQL().Exec(`UPDATE stock_level SET available = available + ?, reserved = reserved - ? WHERE id = ? AND reserved >= ?`,
		qty, qty, levelID, qty), errReservedShort)
}

// consume takes packed goods out of the reserved stock; a negative qty puts
// unpacked goods back.
func consume(tx *db.Tx, k Key, qty int64) error {
	return one(tx.SQL().Exec(`UPDATE stock_level SET reserved = reserved - ?
		WHERE merchant_id = ? AND station_id = ? AND produce_id = ? AND reserved >= ?`,
		qty, k.MerchantID, k.StationID, k.ProduceID, qty), errReservedShort)
}

// one turns an UPDATE that should have met exactly one row into its refusal.
func one(res *gorm.DB, refusal error) error {
	if res.Error != nil {
		return res.Error
	}
	if res.RowsAffected != 1 {
		return refusal
	}
	return nil
}

// errReservedShort is a broken invariant, not a refusal: it is shown as a fault
// of ours.
var errReservedShort = errors.New("stock: less is reserved than an order holds")
