package distribution

import (
	"database/sql"
	"fmt"
	"math"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// afterDigits sorts behind every digit: x ≤ region < x+afterDigits are the
// regions that begin with x.
const afterDigits = ":"

type distributionRow struct {
	ID               int64
	Book             int32
	MerchantID       int64
	Region           string
	Year             int
	Regime           Regime
	Policy           int
	State            State
	RecordDay        clock.Day
	FromDay          clock.Day
	ToDay            clock.Day
	DistributableFen int64
	ReserveBP        int64 `gorm:"column:reserve_bp"`
	ReserveFen       int64
	PatronageBP      int64 `gorm:"column:patronage_bp"`
	PatronageFen     int64
	RegisterHash     []byte
	NoticeUntil      clock.Day
	Members          int
	Present          int
	InFavour         int
	Note             string
	Author           int64
	Approver         int64
	Poster           int64
	CreatedUS        int64
	NoticedUS        int64
	ApprovedUS       int64
	PostedUS         int64
	WithdrawnUS      int64
}

func (r distributionRow) distribution() Distribution {
	d := Distribution{
		ID: r.ID, Book: r.Book, MerchantID: r.MerchantID, Region: r.Region, Year: r.Year, Policy: r.Policy, State: r.State,
		RecordDay: r.RecordDay, From: r.FromDay, To: r.ToDay,
		Terms:   Terms{r.Regime, money.Fen(r.DistributableFen), r.ReserveBP, r.PatronageBP},
		Reserve: money.Fen(r.ReserveFen), Patronage: money.Fen(r.PatronageFen), NoticeUntil: r.NoticeUntil,
		Vote: Vote{r.Members, r.Present, r.InFavour}, Note: r.Note, Author: r.Author, Approver: r.Approver, Poster: r.Poster,
		CreatedUS: r.CreatedUS, NoticedUS: r.NoticedUS, ApprovedUS: r.ApprovedUS, PostedUS: r.PostedUS, WithdrawnUS: r.WithdrawnUS,
	}
	copy(d.RegisterHash[:], r.RegisterHash)
	return d
}

const columns = `d.id, d.book, d.merchant_id, d.region, d.year, d.regime, d.policy, d.state, d.record_day, d.from_day, d.to_day,
	d.distributable_fen, d.reserve_bp, d.reserve_fen, d.patronage_bp, d.patronage_fen, d.register_hash, d.notice_until,
	d.members, d.present, d.in_favour, d.note, d.author, d.approver, d.poster, d.created_us, d.noticed_us, d.approved_us,
	d.posted_us, d.withdrawn_us`

func insert(tx *db.Tx, d Distribution) error {
	return tx.SQL().Exec(`INSERT INTO distribution (id, book, merchant_id, region, year, live, regime, policy, state, record_day,
		from_day, to_day, distributable_fen, reserve_bp, reserve_fen, patronage_bp, patronage_fen, register_hash, note, author, created_us)
		VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.ID, d.Book, d.MerchantID, d.Region, d.Year, d.Terms.Regime, d.Policy, d.State, d.RecordDay, d.From, d.To,
		int64(d.Terms.Distributable), d.Terms.ReserveBP, int64(d.Reserve), d.Terms.VolumeBP, int64(d.Patronage), d.RegisterHash[:],
		d.Note, d.Author, d.CreatedUS).Error
}

// update moves a distribution on from a state; a withdrawn one gives its year
// free.
func update(tx *db.Tx, d Distribution, from State) (bool, error) {
	res := tx.SQL().Exec(`UPDATE distribution SET state = ?, live = ?, notice_until = ?, members = ?, present = ?, in_favour = ?,
		approver = ?, poster = ?, noticed_us = ?, approved_us = ?, posted_us = ?, withdrawn_us = ? WHERE id = ? AND state = ?`,
		d.State, sql.NullInt64{Int64: 1, Valid: d.State != Withdrawn}, d.NoticeUntil, d.Vote.Members, d.Vote.Present, d.Vote.InFavour,
		d.Approver, d.Poster, d.NoticedUS, d.ApprovedUS, d.PostedUS, d.WithdrawnUS, d.ID, from)
	return res.RowsAffected > 0, res.Error
}

func selectOne(tx *db.Tx, id int64) (Distribution, error) {
	ds, err := read(tx, `WHERE d.id = ?`, id)
	if err == nil && len(ds) == 0 {
		err = ErrUnknown
	}
	if err != nil {
		return Distribution{}, err
	}
	return ds[0], nil
}

func list(tx *db.Tx, q Query) ([]Distribution, error) {
	before := q.Before
	if before == 0 {
		before = math.MaxInt64
	}
	if q.MerchantID != 0 {
		return read(tx, `WHERE d.merchant_id = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?`, q.MerchantID, before, q.Limit)
	}
	return read(tx, `WHERE d.region >= ? AND d.region < ? AND d.id < ? ORDER BY d.id DESC LIMIT ?`,
		q.Region, q.Region+afterDigits, before, q.Limit)
}

func read(tx *db.Tx, where string, args ...any) ([]Distribution, error) {
	var rows []distributionRow
	if err := tx.SQL().Raw(`SELECT `+columns+` FROM distribution d `+where, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("distribution: read: %w", err)
	}
	ds := make([]Distribution, len(rows))
	for i, r := range rows {
		ds[i] = r.distribution()
	}
	return ds, nil
}

type partRow struct {
	HouseholdID int64
	Units       int64
	VolumeFen   int64
	BySharesFen int64
	ByVolumeFen int64
}

func (r partRow) part() Part {
	return Part{r.HouseholdID, r.Units, money.Fen(r.VolumeFen), money.Fen(r.BySharesFen), money.Fen(r.ByVolumeFen)}
}

const partColumns = `p.household_id, p.units, p.volume_fen, p.by_shares_fen, p.by_volume_fen`

func insertParts(tx *db.Tx, id int64, parts []Part) error {
	var args []any
	for i, p := range parts {
		args = append(args, id, i+1, p.Household, p.Units, int64(p.Volume), int64(p.ByShares), int64(p.ByVolume))
	}
	return tx.InsertRows(`INSERT INTO distribution_part (distribution_id, ord, household_id, units, volume_fen, by_shares_fen,
		by_volume_fen) VALUES `, 7, args, "")
}

func selectParts(tx *db.Tx, id int64) ([]Part, error) {
	var rows []partRow
	err := tx.SQL().Raw(`SELECT `+partColumns+` FROM distribution_part p WHERE p.distribution_id = ? ORDER BY p.ord`, id).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("distribution: parts: %w", err)
	}
	parts := make([]Part, len(rows))
	for i, r := range rows {
		parts[i] = r.part()
	}
	return parts, nil
}

func selectCredits(tx *db.Tx, household int64, limit int) ([]Credit, error) {
	var rows []struct {
		Part         partRow         `gorm:"embedded"`
		Distribution distributionRow `gorm:"embedded"`
	}
	err := tx.SQL().Raw(`SELECT `+partColumns+`, `+columns+` FROM distribution_part p JOIN distribution d ON d.id = p.distribution_id
		WHERE p.household_id = ? AND d.state = 'posted' ORDER BY d.id DESC LIMIT ?`, household, limit).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("distribution: credits: %w", err)
	}
	cs := make([]Credit, len(rows))
	for i, r := range rows {
		cs[i] = Credit{r.Distribution.distribution(), r.Part.part()}
	}
	return cs, nil
}

func insertHoldings(tx *db.Tx, by actor.Actor, merchantID int64, hs []Holding) error {
	var args []any
	for _, h := range hs {
		args = append(args, tx.NewID(), merchantID, h.Household, h.From, h.Units, by.UserID, tx.NowUS())
	}
	return tx.InsertRows(`INSERT INTO distribution_holding (id, merchant_id, household_id, from_day, units, author, created_us) VALUES `,
		7, args, "")
}

// selectHoldings takes of each household the latest entry of the latest day.
func selectHoldings(tx *db.Tx, merchantID int64, day clock.Day) ([]Holding, error) {
	var rows []struct {
		HouseholdID int64
		Units       int64
		FromDay     clock.Day
	}
	err := tx.SQL().Raw(`SELECT h.household_id, h.units, h.from_day FROM distribution_holding h
		WHERE h.merchant_id = ? AND h.from_day <= ? AND h.units > 0 AND NOT EXISTS (SELECT 1 FROM distribution_holding n
			WHERE n.merchant_id = h.merchant_id AND n.household_id = h.household_id AND n.from_day <= ?
			AND (n.from_day > h.from_day OR n.from_day = h.from_day AND n.id > h.id))
		ORDER BY h.household_id`, merchantID, day, day).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("distribution: register of merchant %d: %w", merchantID, err)
	}
	hs := make([]Holding, len(rows))
	for i, r := range rows {
		hs[i] = Holding{r.HouseholdID, r.Units, r.FromDay}
	}
	return hs, nil
}
