package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readXLSX reads the first sheet that has the header.
func readXLSX(r io.Reader, t *table) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := checkZip(raw, t.options.MaxUnpacked); err != nil {
		return err
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: t.options.MaxUnpacked, UnzipXMLSizeLimit: t.options.MaxUnpacked,
	})
	if err != nil {
		return ErrFormat
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		t.filled = 0
		if err := readSheet(f, name, t); err != nil && !errors.Is(err, errNoHeader) {
			return err
		}
		if t.columns != nil {
			return nil
		}
	}
	return t.end()
}

func readSheet(f *excelize.File, name string, t *table) error {
	rows, err := f.Rows(name)
	if err != nil {
		return ErrFormat
	}
	defer rows.Close()
	line := 0
	for rows.Next() {
		line++
		cells, err := rows.Columns()
		if err != nil {
			return ErrFormat.Withf("第 %d 行读不出来，请用 Excel 另存为 .xlsx 再上传", line)
		}
		if err := t.row(line, cells); err != nil {
			return err
		}
	}
	if rows.Error() != nil {
		return ErrFormat
	}
	return nil
}

// checkZip unpacks everything to nowhere. excelize passes over damage in
// silence and would show a cut table as a short one; and it believes the sizes
// the file claims to have.
func checkZip(raw []byte, limit int64) error {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return ErrFormat
	}
	for _, f := range z.File {
		n, err := checkPart(f, limit)
		if err != nil {
			return err
		}
		limit -= n
	}
	return nil
}

// checkPart reads one part of the file to its end and returns its size.
func checkPart(f *zip.File, limit int64) (int64, error) {
	in, err := f.Open()
	if err != nil {
		return 0, ErrFormat
	}
	defer in.Close()
	var end tail
	n, err := io.Copy(&end, io.LimitReader(in, limit+1))
	switch {
	case n > limit:
		return 0, ErrSize.With("文件展开后太大，请分成几个文件上传")
	case err != nil:
		return 0, ErrFormat.With("文件已损坏，请用 Excel 另存为 .xlsx 再上传")
	case path.Dir(f.Name) == "xl/worksheets" && path.Ext(f.Name) == ".xml" && !end.closes("worksheet"):
		return 0, ErrFormat.With("文件不完整，请用 Excel 另存为 .xlsx 再上传")
	}
	return n, nil
}

// tail keeps the last bytes written to it.
type tail []byte

const tailSize = 128

func (t *tail) Write(p []byte) (int, error) {
	all := append(*t, p[max(0, len(p)-tailSize):]...)
	*t = append((*t)[:0], all[max(0, len(all)-tailSize):]...)
	return len(p), nil
}

// closes reports whether the text ends by closing element, of any prefix.
func (t tail) closes(element string) bool {
	end := strings.TrimRight(string(t), " \t\r\n\x00")
	i := strings.LastIndex(end, "</")
	if i < 0 || !strings.HasSuffix(end, ">") {
		return false
	}
	name := strings.TrimSpace(end[i+len("</") : len(end)-1])
	return name == element || strings.HasSuffix(name, ":"+element)
}
