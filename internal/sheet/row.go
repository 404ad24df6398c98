package sheet

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"github.com/yigou/yigou/internal/clock"
)

// Row is one line of the table. It is valid until the callback returns.
type Row struct {
	Line    int // as the program shows it that people open the file with, from 1
	cells   []string
	columns map[string]int
}

// Error is what is wrong with one cell or line, to be told to the person who
// uploaded the file. It never holds the cell's content.
type Error struct {
	Line    int
	Column  string // letters, "C"; empty: the whole line, or a column the file lacks
	Code    string
	Message string
}

// Error makes it an error for whoever has to return one.
func (e Error) Error() string {
	return fmt.Sprintf("line %d column %s: %s", e.Line, e.Column, e.Code)
}

// Error is a mistake in the named column of this row; name "" is the whole row.
func (r Row) Error(name, code, message string) Error {
	return Error{Line: r.Line, Column: r.Letters(name), Code: code, Message: message}
}

// Text is the cell of the named column without outer blanks; empty when the row
// or the file has none. Of a .xlsx it is the stored value, not the formatted
// one: a date is a number of days (see Day), 50% is 0.5.
func (r Row) Text(name string) string {
	i, ok := r.columns[name]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// Has reports whether the file has the named column.
func (r Row) Has(name string) bool {
	_, ok := r.columns[name]
	return ok
}

// Letters are the letters over the named column, "A" … "XFD", or nothing.
func (r Row) Letters(name string) string {
	i, ok := r.columns[name]
	if !ok {
		return ""
	}
	letters, err := excelize.ColumnNumberToName(i + 1)
	if err != nil {
		return ""
	}
	return letters
}

var rounded = regexp.MustCompile(`^\d(\.\d+)?[eE]\+\d+$`)

// Rounded reports whether the cell is a long number that Excel keeps as
// 5.00228E+17: its last digits are lost, the column must be text.
func (r Row) Rounded(name string) bool {
	return rounded.MatchString(r.Text(name))
}

// ErrDay means that the text is no day.
var ErrDay = errors.New("sheet: not a day")

// Excel counts days from 1900: these are 18 May 1927 and 13 October 2173. A
// smaller number is more likely a year.
const firstSerial, lastSerial = 10_000, 99_999.999

var dayForms = []string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2006年1月2日"}

// Day reads the named cell as a day: 2024-03-01, 2024/3/1, 2024.3.1, 20240301,
// 2024年3月1日, each with or without a time behind it, or a date cell of Excel.
// Errors: ErrDay, also for an empty cell.
func (r Row) Day(name string) (clock.Day, error) {
	text := r.Text(name)
	if serial, err := strconv.ParseFloat(text, 64); err == nil && serial >= firstSerial && serial <= lastSerial {
		t, err := excelize.ExcelDateToTime(serial, false)
		if err != nil {
			return 0, ErrDay
		}
		return dayOf(t)
	}
	text, _, _ = strings.Cut(text, " ")
	for _, form := range dayForms {
		if t, err := time.Parse(form, text); err == nil {
			return dayOf(t)
		}
	}
	return 0, ErrDay
}

func dayOf(t time.Time) (clock.Day, error) {
	if t.Year() < 1900 || t.Year() > 2200 {
		return 0, ErrDay
	}
	return clock.ParseDay(t.Format(time.DateOnly))
}

// clean takes from a cell what people do not see: outer blanks, marks of no
// width, and the tricks that keep digits text (a leading ', or ="…" in CSV).
func clean(cell string) string {
	cell = strings.TrimFunc(cell, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
	})
	if inner, ok := strings.CutPrefix(cell, `="`); ok && strings.HasSuffix(inner, `"`) {
		return clean(strings.TrimSuffix(inner, `"`))
	}
	if text, ok := strings.CutPrefix(cell, "'"); ok && (startsFormula(text) || startsWithDigit(text)) {
		return text
	}
	return cell
}

func startsWithDigit(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9'
}
