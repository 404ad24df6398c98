package sheet

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/yigou/yigou/internal/fault"
)

// Faults of a file as a whole.
var (
	ErrFormat   = fault.New(fault.Invalid, "sheet.format", "打不开这个文件，请用 Excel 另存为 .xlsx 再上传")
	ErrOldExcel = fault.New(fault.Invalid, "sheet.old_excel", "这是旧版 .xls 或加了密码的文件，请去掉密码并另存为 .xlsx 再上传")
	ErrSize     = fault.New(fault.Invalid, "sheet.size", "文件太大，请分成几个文件上传")
	ErrRows     = fault.New(fault.Invalid, "sheet.rows", "行数太多，请分成几个文件上传")
	ErrHeader   = fault.New(fault.Invalid, "sheet.header", "表头不对")
)

// Options say what to read.
type Options struct {
	Columns  []Column // what is read; every other column is skipped
	MaxBytes int64    // size of the file; 0: 32 MiB
	MaxRows  int      // rows with content below the header; 0: 100,000
	// MaxUnpacked bounds the memory of an unpacked .xlsx in bytes; 0: 256 MiB.
	MaxUnpacked int64
}

// Column is a column of the table, found by the text of its header.
type Column struct {
	Name     string   // as in the template, "户编号"; also the name for Row
	Aliases  []string // other headers meaning the same
	Required bool     // without it the file is refused
}

const (
	defaultMaxBytes    = 32 << 20
	defaultMaxRows     = 100_000
	defaultMaxUnpacked = 256 << 20
	// headerWithin is among how many filled rows the header is looked for:
	// official tables have titles and notes above it.
	headerWithin = 20
)

// Read calls each for every row with content below the header, in order. The
// header is the first row that names every required column. An error of each
// ends the reading and is returned as it is. Errors of the file: ErrFormat,
// ErrOldExcel, ErrSize, ErrRows, ErrHeader, each with a sentence for the person
// who uploaded it.
func Read(ctx context.Context, r io.Reader, o Options, each func(Row) error) error {
	o = o.withDefaults()
	in := bufio.NewReaderSize(&sizeLimit{r, o.MaxBytes}, sniffed)
	start, err := in.Peek(8)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	t := &table{ctx: ctx, options: o, each: each}
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return readXLSX(in, t)
	case bytes.HasPrefix(start, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return ErrOldExcel
	default:
		return readCSV(in, t)
	}
}

func (o Options) withDefaults() Options {
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxRows == 0 {
		o.MaxRows = defaultMaxRows
	}
	if o.MaxUnpacked == 0 {
		o.MaxUnpacked = defaultMaxUnpacked
	}
	return o
}

// sizeLimit fails with ErrSize once more than left bytes come.
type sizeLimit struct {
	r    io.Reader
	left int64
}

func (l *sizeLimit) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, ErrSize
	}
	return n, err
}

// table is one pass over the rows of one sheet: first it looks for the header,
// then it hands rows on.
type table struct {
	ctx     context.Context
	options Options
	each    func(Row) error

	columns map[string]int // name → index of the cell; nil until the header is found
	filled  int            // rows with content so far
	nearest []string       // of the row most like a header, the required columns it lacks
}

// row takes the cells of one line.
func (t *table) row(line int, cells []string) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	for i, c := range cells {
		cells[i] = clean(c)
	}
	if strings.Join(cells, "") == "" {
		return nil
	}
	t.filled++
	if t.columns == nil {
		return t.header(cells)
	}
	if t.filled > t.options.MaxRows {
		return ErrRows.Withf("超过 %d 行，请分成几个文件上传", t.options.MaxRows)
	}
	return t.each(Row{Line: line, cells: cells, columns: t.columns})
}

// end is called after the last row.
func (t *table) end() error {
	if t.columns != nil {
		return nil
	}
	if len(t.nearest) == 0 {
		return ErrHeader.With("这个表是空的")
	}
	return ErrHeader.Withf("表头缺少“%s”，请对照模板补上", strings.Join(t.nearest, "”“"))
}
