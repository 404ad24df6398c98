package alloc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// maxRows bounds the rows of one multi-row statement.
const maxRows = 1_000

func insertSlices(tx *db.Tx, book int32, order int64, ss []Slice) error {
	var slice, row []any
	for _, s := range ss {
		slice = append(slice, s.ID, book, order, s.Line, s.Lot, s.Ord, s.Qty, s.Grams, int64(s.Gross), s.RuleVersion, string(Planned), tx.NowUS())
		for _, r := range s.Rows {
			row = append(row, r.ID, s.ID, r.Ord, string(r.Role), int64(r.Account), r.Household, r.Weight, int64(r.Amount), r.Refundable, book)
		}
	}
	err := tx.InsertRows(`INSERT INTO alloc_slice (id, book, order_id, order_line_id, lot_id, ord, qty, grams, gross,
		rule_version, state, created_us) VALUES `, 12, slice, "")
	if err != nil {
		return err
	}
	return tx.InsertRows(`INSERT INTO alloc_row (id, slice_id, ord, role, account_id, household_id, weight, amount,
		refundable, book) VALUES `, 10, row, "")
}

// deletePlanned deletes planned slices and their rows, rows first.
func deletePlanned(tx *db.Tx, lines []int64) error {
	err := tx.SQL().Exec(`DELETE FROM alloc_row WHERE slice_id IN
		(SELECT id FROM alloc_slice WHERE order_line_id IN ? AND state = ?)`, lines, Planned).Error
	if err != nil {
		return err
	}
	return tx.SQL().Exec(`DELETE FROM alloc_slice WHERE order_line_id IN ? AND state = ?`, lines, Planned).Error
}

// moveOrder moves all slices of an order from one state to the next and returns
// how many moved.
func moveOrder(tx *db.Tx, order int64, from, to State) (int64, error) {
	res := tx.SQL().Exec(`UPDATE alloc_slice SET state = ? WHERE order_id = ? AND state = ?`, to, order, from)
	return res.RowsAffected, res.Error
}

func setDue(tx *db.Tx, order, line int64, day clock.Day) error {
	return tx.SQL().Exec(`UPDATE alloc_row SET due_day = ? WHERE role = ? AND amount > 0 AND slice_id IN
		(SELECT id FROM alloc_slice WHERE order_id = ? AND order_line_id = ?)`, day, RoleHousehold, order, line).Error
}

type sliceRow struct {
	ID          int64
	Book        int32
	OrderID     int64
	OrderLineID int64
	LotID       int64
	Ord         int
	Qty         int64
	Grams       int64
	Gross       int64
	Retracted   int64
	RuleVersion int64
	State       State
}

func (r sliceRow) slice() Slice {
	return Slice{
		ID: r.ID, Book: r.Book, Order: r.OrderID, Line: r.OrderLineID, Lot: r.LotID, Ord: r.Ord, Qty: r.Qty, Grams: r.Grams,
		Gross: money.Fen(r.Gross), Retracted: money.Fen(r.Retracted), RuleVersion: r.RuleVersion, State: r.State,
	}
}

type rowRow struct {
	ID          int64
	SliceID     int64
	Ord         int
	Role        Role
	AccountID   ledger.AccountID
	HouseholdID int64
	Weight      int64
	Amount      int64
	Refundable  bool
}

func (r rowRow) row() Row {
	return Row{
		ID: r.ID, Ord: r.Ord, Role: r.Role, Account: r.AccountID, Household: r.HouseholdID,
		Weight: r.Weight, Amount: money.Fen(r.Amount), Refundable: r.Refundable,
	}
}

const (
	sliceColumns = `id, book, order_id, order_line_id, lot_id, ord, qty, grams, gross, retracted, rule_version, state`
	rowColumns   = `id, slice_id, ord, role, account_id, household_id, weight, amount, refundable`
)

// selectSlices reads slices with their rows, by line and FIFO order.
func selectSlices(tx *db.Tx, where string, args ...any) ([]Slice, error) {
	var rows []sliceRow
	err := tx.SQL().Raw(`SELECT `+sliceColumns+` FROM alloc_slice WHERE `+where+` ORDER BY order_line_id, ord`, args...).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	ss, at, ids := make([]Slice, len(rows)), make(map[int64]int, len(rows)), make([]int64, len(rows))
	for i, r := range rows {
		ss[i], at[r.ID], ids[i] = r.slice(), i, r.ID
	}
	for chunk := range slices.Chunk(ids, maxRows) {
		var of []rowRow
		err := tx.SQL().Raw(`SELECT `+rowColumns+` FROM alloc_row WHERE slice_id IN ? ORDER BY slice_id, ord`, chunk).Scan(&of).Error
		if err != nil {
			return nil, err
		}
		for _, r := range of {
			i := at[r.SliceID]
			ss[i].Rows = append(ss[i].Rows, r.row())
		}
	}
	return ss, nil
}

type creditRow struct {
	Row        rowRow   `gorm:"embedded"`
	Slice      sliceRow `gorm:"embedded;embeddedPrefix:s_"`
	DueDay     clock.Day
	SettledFen int64
	SettledDay clock.Day
	SettledUS  int64
}

// prefixed returns columns qualified by a table alias, and renamed when a prefix
// is given.
func prefixed(columns, alias, prefix string) string {
	cs := strings.Split(columns, ", ")
	for i, c := range cs {
		cs[i] = alias + "." + c
		if prefix != "" {
			cs[i] += " AS " + prefix + c
		}
	}
	return strings.Join(cs, ", ")
}

func selectCredits(tx *db.Tx, households []int64, before int64, limit int) ([]Credit, error) {
	var rows []creditRow
	err := tx.SQL().Raw(fmt.Sprintf(`SELECT %s, %s, r.due_day,
		COALESCE((SELECT SUM(i.amount) FROM settlement_item i WHERE i.row_id = r.id), 0) AS settled_fen,
		COALESCE((SELECT MAX(i.day) FROM settlement_item i WHERE i.row_id = r.id), 0) AS settled_day,
		COALESCE((SELECT MAX(i.created_us) FROM settlement_item i WHERE i.row_id = r.id), 0) AS settled_us
		FROM alloc_row r JOIN alloc_slice s ON s.id = r.slice_id
		WHERE r.household_id IN ? AND r.id < ? ORDER BY r.id DESC LIMIT ?`,
		prefixed(rowColumns, "r", ""), prefixed(sliceColumns, "s", "s_")), households, before, limit).Scan(&rows).Error
	cs := make([]Credit, len(rows))
	for i, r := range rows {
		cs[i] = Credit{Row: r.Row.row(), Slice: r.Slice.slice(), DueDay: r.DueDay, Settled: money.Fen(r.SettledFen), SettledDay: r.SettledDay, SettledUS: r.SettledUS}
	}
	return cs, err
}

type payeeRow struct {
	Book        int32
	HouseholdID int64
}

// selectDue lists who has something to settle by a day and was not yet settled
// on that very day, behind a payee.
func selectDue(tx *db.Tx, day clock.Day, behind Payee, limit int) ([]Payee, error) {
	var rows []payeeRow
	err := tx.SQL().Raw(`SELECT DISTINCT r.book, r.household_id FROM alloc_row r
		WHERE r.due_day BETWEEN 1 AND ? AND (r.book > ? OR (r.book = ? AND r.household_id > ?))
		AND NOT EXISTS (SELECT 1 FROM settlement_item i WHERE i.household_id = r.household_id AND i.book = r.book AND i.day = ?)
		ORDER BY r.book, r.household_id LIMIT ?`, day, behind.Book, behind.Book, behind.Household, day, limit).Scan(&rows).Error
	ps := make([]Payee, len(rows))
	for i, r := range rows {
		ps[i] = Payee{r.Book, r.HouseholdID}
	}
	return ps, err
}

func selectDueRows(tx *db.Tx, day clock.Day, p Payee) (rows []int64, err error) {
	err = tx.SQL().Raw(`SELECT id FROM alloc_row WHERE due_day BETWEEN 1 AND ? AND book = ? AND household_id = ? ORDER BY id`,
		day, p.Book, p.Household).Scan(&rows).Error
	return rows, err
}

// selectSlicesOf reads the slices that hold rows, whole, because what was
// retracted from one row depends on all rows of its slice, and up to where each
// of the rows is settled.
func selectSlicesOf(tx *db.Tx, rows []int64) ([]Slice, map[int64]money.Fen, error) {
	var due []struct {
		ID      int64
		SliceID int64
		Settled int64
	}
	err := tx.SQL().Raw(`SELECT r.id, r.slice_id,
		COALESCE((SELECT MAX(i.upto) FROM settlement_item i WHERE i.row_id = r.id), 0) AS settled
		FROM alloc_row r WHERE r.id IN ?`, rows).Scan(&due).Error
	if err != nil {
		return nil, nil, err
	}
	ids, settled := make([]int64, len(due)), make(map[int64]money.Fen, len(due))
	for i, d := range due {
		ids[i], settled[d.ID] = d.SliceID, money.Fen(d.Settled)
	}
	ss, err := selectSlices(tx, `id IN ?`, ids)
	return ss, settled, err
}

func insertItems(tx *db.Tx, day clock.Day, s Settlement) error {
	var args []any
	for _, it := range s.Items {
		args = append(args, it.Row, int64(it.UpTo), int64(it.Amount), int64(it.RSeen), s.Book, s.Household, day, tx.NowUS())
	}
	return tx.InsertRows(`INSERT INTO settlement_item (row_id, upto, amount, r_seen, book, household_id, day, created_us) VALUES `, 8, args, "")
}

func clearDue(tx *db.Tx, rows []int64) (int64, error) {
	res := tx.SQL().Exec(`UPDATE alloc_row SET due_day = 0 WHERE id IN ? AND due_day > 0`, rows)
	return res.RowsAffected, res.Error
}
