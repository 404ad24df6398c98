package bookkeeping

import (
	_ "embed" // layouts.json
	"encoding/json"
	"fmt"
	"io"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/sheet"
)

// Layout is the order of columns of a voucher file. A new one is a block in
// layouts.json.
type Layout struct {
	Key     string   `json:"key"`
	Title   string   `json:"title"`
	Columns []Column `json:"columns"`
}

// Column is one column of a file: its heading, and which fact of a voucher's
// line stands under it.
type Column struct {
	Title string `json:"title"`
	Field string `json:"field"`
}

//go:embed layouts.json
var layoutFile []byte

var layouts = mustReadLayouts()

// Layouts are the files people may choose from.
func Layouts() []Layout { return layouts }

// ErrLayout refuses a layout nobody has set up.
var ErrLayout = fault.New(fault.Invalid, "bookkeeping.layout", "没有这种导出格式，请重新选择")

func mustReadLayouts() (all []Layout) {
	if err := json.Unmarshal(layoutFile, &all); err != nil {
		panic(err)
	}
	for _, l := range all {
		for _, c := range l.Columns {
			if fields[c.Field] == nil {
				panic(fmt.Sprintf("bookkeeping: layout %s has unknown field %q", l.Key, c.Field))
			}
		}
	}
	return all
}

// cell is what a field writes of line i of a voucher.
type cell func(v Voucher, i int) any

var fields = map[string]cell{
	"number":      func(v Voucher, _ int) any { return v.Number() },
	"word":        func(Voucher, int) any { return Word },
	"no":          func(v Voucher, _ int) any { return v.No },
	"day":         func(v Voucher, _ int) any { return v.Day.String() },
	"year":        func(v Voucher, _ int) any { return int(v.Day) / 10000 },
	"month":       func(v Voucher, _ int) any { return int(v.Day) / 100 % 100 },
	"summary":     func(v Voucher, _ int) any { return v.Summary },
	"attachments": func(v Voucher, _ int) any { return v.Attachments },
	"currency":    func(Voucher, int) any { return "RMB" },
	"ord":         func(_ Voucher, i int) any { return i + 1 },
	"code":        func(v Voucher, i int) any { return v.Lines[i].Subject.Code },
	"name":        func(v Voucher, i int) any { return v.Lines[i].Subject.Name },
	"detail":      func(v Voucher, i int) any { return v.Lines[i].Subject.Detail },
	"full":        func(v Voucher, i int) any { return v.Lines[i].Subject.Full() },
	"by":          func(v Voucher, i int) any { return v.Lines[i].Subject.By },
	"debit":       func(v Voucher, i int) any { return orNothing(v.Lines[i].Debit) },
	"credit":      func(v Voucher, i int) any { return orNothing(v.Lines[i].Credit) },
	"amount":      func(v Voucher, i int) any { return v.Lines[i].Debit + v.Lines[i].Credit },
}

// orNothing leaves the other side's cell empty.
func orNothing(f money.Fen) any {
	if f == 0 {
		return nil
	}
	return f
}

// WriteFile writes a month's vouchers as .xlsx in a layout. Refusal: ErrLayout.
func WriteFile(tx *db.Tx, book, month int32, c Choice, layout string, out io.Writer) (err error) {
	for _, l := range layouts {
		if l.Key == layout {
			return l.write(tx, book, month, c, out)
		}
	}
	return ErrLayout
}

func (l Layout) write(tx *db.Tx, book, month int32, c Choice, out io.Writer) (err error) {
	heads := make([]sheet.Head, len(l.Columns))
	for i, col := range l.Columns {
		heads[i] = sheet.Head{Title: col.Title, Width: 16}
	}
	w, err := sheet.NewWriter(fmt.Sprintf("%d年%d月", month/100, month%100), heads)
	if err != nil {
		return err
	}
	defer func() {
		if closed := w.Close(); err == nil {
			err = closed
		}
	}()
	err = Vouchers(tx, book, month, c, func(v Voucher) error {
		for i := range v.Lines {
			row := make([]any, len(l.Columns))
			for n, col := range l.Columns {
				row[n] = fields[col.Field](v, i)
			}
			if err := w.Row(row...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = w.WriteTo(out)
	return err
}
