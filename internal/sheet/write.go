package sheet

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/yigou/yigou/internal/money"
)

// Head is a column of a written table.
type Head struct {
	Title string
	Width float64 // in characters; 0: 12
}

// Writer writes one table as .xlsx, row by row. Beyond some ten thousand rows
// excelize keeps the finished part in a temporary file, which Close removes.
type Writer struct {
	file    *excelize.File
	stream  *excelize.StreamWriter
	columns int
	rows    int
	bold    int // style of the header
	yuan    int // style of amounts
	text    int // style of text, so that Excel leaves digits alone
}

const (
	firstSheet   = "Sheet1"
	defaultWidth = 12
)

// NewWriter begins a table named title with its header, which stays in view
// when people scroll. Close it.
func NewWriter(title string, heads []Head) (*Writer, error) {
	w := &Writer{file: excelize.NewFile(), columns: len(heads)}
	if err := w.begin(title, heads); err != nil {
		_ = w.file.Close() // the first error says more
		return nil, fmt.Errorf("sheet: %w", err)
	}
	return w, nil
}

func (w *Writer) begin(title string, heads []Head) (err error) {
	if err = w.file.SetSheetName(firstSheet, title); err != nil {
		return err
	}
	if err = w.styles(); err != nil {
		return err
	}
	if w.stream, err = w.file.NewStreamWriter(title); err != nil {
		return err
	}
	cells := make([]any, len(heads))
	for i, h := range heads {
		if h.Width == 0 {
			h.Width = defaultWidth
		}
		if err = w.stream.SetColWidth(i+1, i+1, h.Width); err != nil {
			return err
		}
		cells[i] = excelize.Cell{StyleID: w.bold, Value: guard(h.Title)}
	}
	if err = w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return w.add(cells)
}

func (w *Writer) styles() (err error) {
	if w.bold, err = w.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: asText}); err != nil {
		return err
	}
	if w.yuan, err = w.file.NewStyle(&excelize.Style{NumFmt: twoDecimals}); err != nil {
		return err
	}
	w.text, err = w.file.NewStyle(&excelize.Style{NumFmt: asText})
	return err
}

// Numbers of Excel's own formats.
const (
	twoDecimals = 2  // 0.00
	asText      = 49 // @
)

// Row adds a row of as many cells as there are heads: string, int, int64, bool
// (是, 否), money.Fen (a number in yuan with two decimals) or nil (empty).
func (w *Writer) Row(values ...any) error {
	if len(values) != w.columns {
		return fmt.Errorf("sheet: row of %d cells under %d heads", len(values), w.columns)
	}
	cells := make([]any, len(values))
	for i, v := range values {
		cell, err := w.cell(v)
		if err != nil {
			return err
		}
		cells[i] = cell
	}
	return w.add(cells)
}

func (w *Writer) cell(v any) (any, error) {
	switch v := v.(type) {
	case nil, int, int64:
		return v, nil
	case string:
		return excelize.Cell{StyleID: w.text, Value: guard(v)}, nil
	case money.Fen:
		// Excel's own numbers are floats. The one nearest to an amount of up to
		// money.MaxFen is written with that amount's digits.
		return excelize.Cell{StyleID: w.yuan, Value: float64(v) / 100}, nil
	case bool:
		if v {
			return "是", nil
		}
		return "否", nil
	default:
		return nil, fmt.Errorf("sheet: a cell cannot hold %T", v)
	}
}

func (w *Writer) add(cells []any) error {
	w.rows++
	at, err := excelize.CoordinatesToCellName(1, w.rows)
	if err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	if err := w.stream.SetRow(at, cells); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	return nil
}

// WriteTo ends the table and writes the file. No row can follow.
func (w *Writer) WriteTo(out io.Writer) (int64, error) {
	if err := w.stream.Flush(); err != nil {
		return 0, fmt.Errorf("sheet: %w", err)
	}
	n, err := w.file.WriteTo(out)
	if err != nil {
		return n, fmt.Errorf("sheet: %w", err)
	}
	return n, nil
}

// Close removes temporary files.
func (w *Writer) Close() error { return w.file.Close() }

// signedNumber is what begins like a formula and is none: -3.5, or a lone dash.
var signedNumber = regexp.MustCompile(`^[+-](\d+(\.\d+)?)?$`)

// guard puts a ' before text that a spreadsheet would run as a formula. In .xlsx
// text is never run, but people save it as CSV and open it again.
func guard(text string) string {
	if startsFormula(text) && !signedNumber.MatchString(text) {
		return "'" + text
	}
	return text
}

// startsFormula reports text that some spreadsheet takes for a formula.
func startsFormula(text string) bool {
	trimmed := strings.TrimLeft(text, " \u3000")
	return trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@\t\r\n") ||
		strings.HasPrefix(trimmed, "＝") || strings.HasPrefix(trimmed, "＋") ||
		strings.HasPrefix(trimmed, "－") || strings.HasPrefix(trimmed, "＠")
}
