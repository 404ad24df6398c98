package alloc

import (
	"fmt"
	"math"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// ErrState says that an order's slices are not in the state a step needs.
var ErrState = fault.New(fault.Conflict, "alloc.state", "这笔订单的分配状态已经变化，请刷新后再试")

// SavePlanned keeps the slices of an order that has been packed. Packing a line
// twice without unpacking it is refused by the database (line and lot are
// unique).
func SavePlanned(tx *db.Tx, book int32, order int64, ss []Slice) error {
	if err := insertSlices(tx, book, order, ss); err != nil {
		return fmt.Errorf("alloc: save slices of order %d: %w", order, err)
	}
	return nil
}

// DeletePlanned forgets what packing planned for these order lines: unpacking.
// Fixed slices stay.
func DeletePlanned(tx *db.Tx, lines []int64) error {
	if len(lines) == 0 {
		return nil
	}
	if err := deletePlanned(tx, lines); err != nil {
		return fmt.Errorf("alloc: delete planned slices: %w", err)
	}
	return nil
}

// Fix makes an order's planned slices immutable: shipping.
func Fix(tx *db.Tx, order int64) error { return move(tx, order, Planned, Fixed) }

// Sign marks an order's fixed slices as posted and sets the day from which each
// line's households are settled: sign-off. Lines without a day are not settled.
func Sign(tx *db.Tx, order int64, due map[int64]clock.Day) error {
	if err := move(tx, order, Fixed, Signed); err != nil {
		return err
	}
	for line, day := range due {
		if err := setDue(tx, order, line, day); err != nil {
			return fmt.Errorf("alloc: settle day of line %d: %w", line, err)
		}
	}
	return nil
}

func move(tx *db.Tx, order int64, from, to State) error {
	n, err := moveOrder(tx, order, from, to)
	if err != nil {
		return fmt.Errorf("alloc: slices of order %d to %s: %w", order, to, err)
	}
	if n == 0 {
		return ErrState
	}
	return nil
}

// SlicesOfLines reads slices with their rows, by line and FIFO order.
func SlicesOfLines(tx *db.Tx, lines []int64) ([]Slice, error) {
	if len(lines) == 0 {
		return nil, nil
	}
	return found(selectSlices(tx, `order_line_id IN ?`, lines))
}

// SlicesOfOrder reads the slices of an order with their rows.
func SlicesOfOrder(tx *db.Tx, order int64) ([]Slice, error) {
	return found(selectSlices(tx, `order_id = ?`, order))
}

// SlicesOfLot reads the slices cut from a lot with their rows.
func SlicesOfLot(tx *db.Tx, lot int64) ([]Slice, error) {
	return found(selectSlices(tx, `lot_id = ?`, lot))
}

func found(ss []Slice, err error) ([]Slice, error) {
	if err != nil {
		return nil, fmt.Errorf("alloc: read slices: %w", err)
	}
	return ss, nil
}

// Credit is a household's row with the slice it belongs to: a line of its
// passbook. Slice.Rows is nil.
type Credit struct {
	Row        Row
	Slice      Slice
	DueDay     clock.Day // the day it will be settled; 0 before sign-off and once settled
	Settled    money.Fen
	SettledDay clock.Day // 0 until settled
	SettledUS  int64     // when that was written
	Retracted  money.Fen // of Row.Amount, taken back by refunds
}

// Credits lists rows of households, the newest first, with ids Before (0 = from
// the newest).
func Credits(tx *db.Tx, households []int64, before int64, limit int) ([]Credit, error) {
	if len(households) == 0 {
		return nil, nil
	}
	if before == 0 {
		before = math.MaxInt64
	}
	cs, err := selectCredits(tx, households, before, limit)
	if err == nil {
		err = addRetracted(tx, cs)
	}
	if err != nil {
		return nil, fmt.Errorf("alloc: credits: %w", err)
	}
	return cs, nil
}

// addRetracted fills in what refunds took: it depends on all rows of a slice.
func addRetracted(tx *db.Tx, cs []Credit) error {
	var ids []int64
	for _, c := range cs {
		if c.Slice.Retracted > 0 {
			ids = append(ids, c.Slice.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	ss, err := selectSlices(tx, `id IN ?`, ids)
	back := map[int64]money.Fen{}
	for _, s := range ss {
		for i, n := range Retracted(s.Rows, s.Retracted) {
			back[s.Rows[i].ID] = n
		}
	}
	for i := range cs {
		cs[i].Retracted = back[cs[i].Row.ID]
	}
	return err
}
