package alloc_test

import (
	"errors"
	"testing"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/yigoutest"
)

const (
	book  = 3
	order = 500
	line  = 501
)

func update(t *testing.T, d *db.DB, fn func(*db.Tx) error) {
	t.Helper()
	if err := d.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func saveWorked(t *testing.T, d *db.DB, order, line int64) []alloc.Slice {
	t.Helper()
	fees, takes := workedOrder()
	takes = append(takes, alloc.Take{LotID: 8, Qty: 50, Grams: 50, Shares: takes[0].Shares})
	var ss []alloc.Slice
	update(t, d, func(tx *db.Tx) (err error) {
		if ss, err = alloc.Cut(line, 15_000, 9, fees, takes, tx.NewID); err != nil {
			return err
		}
		ss = append(ss, alloc.Freight(line+1, 800, 14, tx.NewID))
		return alloc.SavePlanned(tx, book, order, ss)
	})
	return ss
}

func TestSlicesAreReadAsTheyWereSaved(t *testing.T) {
	d := yigoutest.DB(t)
	want := saveWorked(t, d, order, line)
	saveWorked(t, d, order+10, line+10)
	update(t, d, func(tx *db.Tx) error {
		byOrder, err := alloc.SlicesOfOrder(tx, order)
		if err != nil {
			return err
		}
		byLine, err := alloc.SlicesOfLines(tx, []int64{line, line + 1})
		if err != nil {
			return err
		}
		ofLot, err := alloc.SlicesOfLot(tx, 8)
		if err != nil {
			return err
		}
		if len(byOrder) != 3 || len(byLine) != 3 || len(ofLot) != 2 {
			t.Fatalf("%d, %d, %d slices", len(byOrder), len(byLine), len(ofLot))
		}
		for i, s := range byOrder {
			w := want[i]
			w.Book, w.Order = book, order
			if !equalSlices(s, w) || !equalSlices(byLine[i], w) {
				t.Errorf("slice %d is %+v, want %+v", i, s, w)
			}
		}
		return nil
	})
}

func equalSlices(a, b alloc.Slice) bool {
	if len(a.Rows) != len(b.Rows) {
		return false
	}
	for i := range a.Rows {
		if a.Rows[i] != b.Rows[i] {
			return false
		}
	}
	return a.ID == b.ID && a.Book == b.Book && a.Order == b.Order && a.Line == b.Line && a.Lot == b.Lot && a.Ord == b.Ord && a.Qty == b.Qty &&
		a.Grams == b.Grams && a.Gross == b.Gross && a.Retracted == b.Retracted && a.RuleVersion == b.RuleVersion && a.State == b.State
}

func TestTheStatesGoOneWay(t *testing.T) {
	d := yigoutest.DB(t)
	saveWorked(t, d, order, line)
	update(t, d, func(tx *db.Tx) error {
		if err := alloc.Sign(tx, order, nil); !errors.Is(err, alloc.ErrState) {
			t.Errorf("signing what is only planned: %v", err)
		}
		return alloc.DeletePlanned(tx, []int64{line, line + 1})
	})
	saveWorked(t, d, order, line) // packed again
	update(t, d, func(tx *db.Tx) error { return alloc.Fix(tx, order) })
	update(t, d, func(tx *db.Tx) error {
		if err := alloc.Fix(tx, order); !errors.Is(err, alloc.ErrState) {
			t.Errorf("shipping twice: %v", err)
		}
		return alloc.DeletePlanned(tx, []int64{line, line + 1}) // too late: nothing is deleted
	})
	update(t, d, func(tx *db.Tx) error {
		ss, err := alloc.SlicesOfOrder(tx, order)
		if err != nil || len(ss) != 3 || len(ss[0].Rows) != 8 || ss[0].State != alloc.Fixed {
			t.Errorf("%+v, %v", ss, err)
		}
		return err
	})
	err := d.Update(t.Context(), func(tx *db.Tx) error {
		ss, err := alloc.SlicesOfOrder(tx, order)
		if err != nil {
			return err
		}
		return alloc.SavePlanned(tx, book, order, ss[:1])
	})
	if !db.IsDuplicate(errors.Unwrap(err)) && !db.IsDuplicate(err) {
		t.Errorf("packing a line twice: %v", err)
	}
}

func TestSettlementTakesEachRowOnce(t *testing.T) {
	d := yigoutest.DB(t)
	const due = clock.Day(20261201)
	for i := range int64(2) {
		saveWorked(t, d, order+10*i, line+10*i)
		update(t, d, func(tx *db.Tx) error { return alloc.Fix(tx, order+10*i) })
		update(t, d, func(tx *db.Tx) error {
			return alloc.Sign(tx, order+10*i, map[int64]clock.Day{line + 10*i: due.Add(int(i))})
		})
	}
	wantDue(t, d, due.Add(-1))
	wantDue(t, d, due, 1, 2, 3)
	first := settleAll(t, d, due)
	wantDue(t, d, due)                 // settled
	wantDue(t, d, due.Add(1), 1, 2, 3) // the second order
	second := settleAll(t, d, due.Add(1))
	for h := int64(1); h <= 3; h++ {
		if first[h] == 0 || first[h] != creditsOf(t, d, h, order) || second[h] != creditsOf(t, d, h, order+10) {
			t.Errorf("household %d: settled %d and %d", h, first[h], second[h])
		}
	}
	wantDue(t, d, due.Add(100))
}

// A payee that was settled today waits for tomorrow: E4 has one key a day.
func TestASecondRunOnOneDaySettlesNobodyTwice(t *testing.T) {
	d := yigoutest.DB(t)
	const due = clock.Day(20261201)
	sign := func(order, line int64) {
		saveWorked(t, d, order, line)
		update(t, d, func(tx *db.Tx) error { return alloc.Fix(tx, order) })
		update(t, d, func(tx *db.Tx) error { return alloc.Sign(tx, order, map[int64]clock.Day{line: due}) })
	}
	sign(order, line)
	settleAll(t, d, due)
	sign(order+10, line+10)
	wantDue(t, d, due)
	wantDue(t, d, due.Add(1), 1, 2, 3)
}

func wantDue(t *testing.T, d *db.DB, day clock.Day, households ...int64) {
	t.Helper()
	update(t, d, func(tx *db.Tx) error {
		var got []int64
		behind := alloc.Payee{}
		for {
			ps, err := alloc.Due(tx, day, behind, 2)
			if err != nil {
				return err
			}
			if len(ps) == 0 {
				break
			}
			for _, p := range ps {
				got = append(got, p.Household)
			}
			behind = ps[len(ps)-1]
		}
		if len(got) != len(households) {
			t.Fatalf("due on %v: %v, want %v", day, got, households)
		}
		return nil
	})
}

func settleAll(t *testing.T, d *db.DB, day clock.Day) map[int64]int64 {
	t.Helper()
	settled := map[int64]int64{}
	var ps []alloc.Payee
	update(t, d, func(tx *db.Tx) (err error) {
		ps, err = alloc.Due(tx, day, alloc.Payee{}, 100)
		return err
	})
	for _, p := range ps {
		update(t, d, func(tx *db.Tx) error {
			s, err := alloc.Settle(tx, day, p)
			if s.Accrued != 0 && len(s.Items) == 2 { // one row per lot
				settled[p.Household] = int64(s.Amount)
			}
			return err
		})
	}
	return settled
}

func creditsOf(t *testing.T, d *db.DB, household, order int64) (sum int64) {
	t.Helper()
	update(t, d, func(tx *db.Tx) error {
		cs, err := alloc.Credits(tx, []int64{household}, 0, 100)
		for _, c := range cs {
			if c.Slice.Order != order {
				continue
			}
			if sum += int64(c.Row.Amount); c.Settled != c.Row.Amount || c.SettledDay == 0 || c.DueDay != 0 || c.Slice.State != alloc.Signed {
				t.Errorf("credit %+v", c)
			}
		}
		return err
	})
	return sum
}

func TestARefundedPartIsNotSettled(t *testing.T) {
	d := yigoutest.DB(t)
	ss := saveWorked(t, d, order, line)
	const due = clock.Day(20261201)
	update(t, d, func(tx *db.Tx) error { return alloc.Fix(tx, order) })
	update(t, d, func(tx *db.Tx) error { return alloc.Sign(tx, order, map[int64]clock.Day{line: due}) })
	update(t, d, func(tx *db.Tx) error {
		return tx.SQL().Exec(`UPDATE alloc_slice SET retracted = 1234 WHERE id = ?`, ss[0].ID).Error
	})
	back := alloc.Retracted(ss[0].Rows, 1234)
	want := map[int64]int64{}
	for _, s := range ss[:2] {
		for i, r := range s.Rows {
			want[r.Household] += int64(r.Amount)
			if s.ID == ss[0].ID {
				want[r.Household] -= int64(back[i])
			}
		}
	}
	got := settleAll(t, d, due)
	for h := int64(1); h <= 3; h++ {
		if got[h] != want[h] {
			t.Errorf("household %d is settled %d, want %d", h, got[h], want[h])
		}
	}
}
