package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/yigou/yigou/internal/fault"
)

var register = []Column{
	{Name: "户编号", Required: true},
	{Name: "姓名", Aliases: []string{"户主姓名"}, Required: true},
	{Name: "联系电话"},
}

// line is a row as the tests see it.
type line struct {
	No          int
	Code, Name  string
	Phone, Over string // the phone and the letters over it
}

func readAll(t *testing.T, r io.Reader, o Options) ([]line, error) {
	t.Helper()
	if o.Columns == nil {
		o.Columns = register
	}
	var all []line
	err := Read(t.Context(), r, o, func(r Row) error {
		all = append(all, line{r.Line, r.Text("户编号"), r.Text("姓名"), r.Text("联系电话"), r.Letters("联系电话")})
		return nil
	})
	return all, err
}

// book makes an .xlsx of sheets, each a list of rows.
func book(t *testing.T, sheets ...[][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, rows := range sheets {
		name := fmt.Sprintf("Sheet%d", i+1)
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for j, row := range rows {
			at, _ := excelize.CoordinatesToCellName(1, j+1)
			if err := f.SetSheetRow(name, at, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var titled = [][]any{
	{"重庆市梁平区已脱贫人口名单"},
	{},
	{"序号", "户 编号", "健康状况", "户主姓名*", "联系\n电话"},
	{1, "5002280001", "患有大病", "邓小苗", 13800000000},
	{nil, "  ", nil},
	{2, "5002280002", "残疾", " 欧阳明\u3000"},
}

var wantTitled = []line{
	{4, "5002280001", "邓小苗", "13800000000", "E"},
	{6, "5002280002", "欧阳明", "", "E"},
}

func TestReadXLSX(t *testing.T) {
	got, err := readAll(t, bytes.NewReader(book(t, titled)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wantTitled, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadTheSheetThatHasTheHeader(t *testing.T) {
	long := make([][]any, 0, 100)
	for i := range 100 {
		long = append(long, []any{"填写说明", i})
	}
	got, err := readAll(t, bytes.NewReader(book(t, long, titled, [][]any{{"户编号", "姓名"}, {"x", "y"}})), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wantTitled, got); diff != "" {
		t.Error(diff)
	}
}

const titledCSV = "已脱贫人口名单,,,,\r\n" +
	"序号,户编号,健康状况,姓名,联系电话\r\n" +
	"1,\"=\"\"5002280001\"\"\",患有大病,邓小苗,\t13800000000\r\n" +
	",,,,\r\n" +
	"2,'5002280002,\"残\n疾\",欧阳明\r\n" +
	"3,5002280003,无,龘靐,'-1\r\n"

func encoded(t *testing.T, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReadCSV(t *testing.T) {
	want := []line{
		{3, "5002280001", "邓小苗", "13800000000", "E"},
		{5, "5002280002", "欧阳明", "", "E"},
		{7, "5002280003", "龘靐", "-1", "E"},
	}
	for name, text := range map[string]string{
		"UTF-8":           titledCSV,
		"UTF-8 with mark": "\ufeff" + titledCSV,
		"GB18030":         encoded(t, simplifiedchinese.GB18030, titledCSV),
		"UTF-16":          encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), titledCSV),
		"bare LF":         strings.ReplaceAll(titledCSV, "\r\n", "\n"),
		"no last newline": strings.TrimSuffix(titledCSV, "\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readAll(t, iotest.HalfReader(strings.NewReader(text)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadTabs(t *testing.T) {
	got, err := readAll(t, strings.NewReader("户编号\t姓名\t联系电话\n1\t张三,李四\t138\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]line{{2, "1", "张三,李四", "138", "C"}}, got); diff != "" {
		t.Error(diff)
	}
}

// TestARuneAcrossTheSniffedPart: the cut in the middle of a character does not
// turn UTF-8 into GB18030.
func TestARuneAcrossTheSniffedPart(t *testing.T) {
	for shift := range 4 {
		text := "户编号,姓名,联系电话\n" + strings.Repeat("x", shift) + strings.Repeat("农", sniffed/3) + ",邓小苗,1\n"
		got, err := readAll(t, strings.NewReader(text), Options{})
		if err != nil || len(got) != 1 || got[0].Name != "邓小苗" {
			t.Errorf("shift %d: %d rows, %v", shift, len(got), err)
		}
	}
}

func TestRefusals(t *testing.T) {
	good := book(t, titled)
	var big bytes.Buffer
	big.WriteString("户编号,姓名\n")
	for range 50 {
		big.WriteString("1,张三\n")
	}
	for _, c := range []struct {
		name string
		file []byte
		o    Options
		want *fault.Error
		says string
	}{
		{"nothing", nil, Options{}, ErrHeader, "空的"},
		{"blank lines", []byte("\n,,\n"), Options{}, ErrHeader, "空的"},
		{"no header", []byte("a,b\n1,2\n"), Options{}, ErrHeader, "缺少“户编号”“姓名”"},
		{"half a header", []byte("说明\n户编号,b\n1,2\n"), Options{}, ErrHeader, "缺少“姓名”"},
		{"header too far down", []byte(strings.Repeat("说明\n", 30) + "户编号,姓名\n"), Options{}, ErrHeader, "缺少"},
		{"column twice", []byte("户编号,姓名,户主姓名\n"), Options{}, ErrHeader, "“姓名”出现了两次"},
		{"header missing in xlsx", book(t, [][]any{{"户编号"}}), Options{}, ErrHeader, "缺少“姓名”"},
		{"column twice in xlsx", book(t, [][]any{{"户编号", "姓名", "姓 名"}}), Options{}, ErrHeader, "两次"},
		{"picture", []byte("\x89PNG\r\n\x1a\n\x00\x00"), Options{}, ErrFormat, "xlsx"},
		{"old Excel", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"), Options{}, ErrOldExcel, "xls"},
		{"any zip", zipOf(t, "x", []byte("y")), Options{}, ErrFormat, ""},
		{"cut xlsx", good[:len(good)/2], Options{}, ErrFormat, ""},
		{"quotes", []byte("户编号,姓名\n1,\"张三\n2,李四\n"), Options{}, ErrFormat, "第 2 行"},
		{"encoding changes", []byte("户编号,姓名\n" + strings.Repeat("1,张三\n", sniffed/8) + "\xff\xfe\n"), Options{}, ErrFormat, "文字"},
		{"too many bytes", good, Options{MaxBytes: 1000}, ErrSize, ""},
		{"too many bytes of text", big.Bytes(), Options{MaxBytes: 100}, ErrSize, ""},
		{"too many rows", big.Bytes(), Options{MaxRows: 49}, ErrRows, "49"},
		{"too much unpacked", good, Options{MaxUnpacked: 500}, ErrSize, "展开"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readAll(t, bytes.NewReader(c.file), c.o)
			if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.says) {
				t.Errorf("error %v, want %s with %q", err, c.want.Code, c.says)
			}
		})
	}
	if _, err := readAll(t, bytes.NewReader(big.Bytes()), Options{MaxRows: 50, MaxBytes: int64(big.Len())}); err != nil {
		t.Errorf("at the limits: %v", err)
	}
}

func zipOf(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBombs: a few kilobytes that unpack to many megabytes are refused,
// whether the file admits its size or lies about it.
func TestBombs(t *testing.T) {
	honest := zipOf(t, "xl/worksheets/sheet1.xml", make([]byte, 8<<20))
	if _, err := readAll(t, bytes.NewReader(honest), Options{MaxUnpacked: 1 << 20}); !errors.Is(err, ErrSize) {
		t.Errorf("honest bomb of %d bytes: %v", len(honest), err)
	}
	lying := bytes.Clone(honest)
	at := bytes.LastIndex(lying, []byte("PK\x01\x02")) // the file's entry in the directory
	copy(lying[at+24:], []byte{100, 0, 0, 0})          // its unpacked size
	if _, err := readAll(t, bytes.NewReader(lying), Options{MaxUnpacked: 1 << 20}); !errors.Is(err, ErrFormat) {
		t.Errorf("lying bomb: %v", err)
	}
}

// TestDamageIsNoticed: no damaged file is read as a shorter table.
func TestDamageIsNoticed(t *testing.T) {
	good := book(t, titled)
	for i := 0; i < len(good); i += 7 {
		bad := bytes.Clone(good)
		bad[i] ^= 0x55
		got, err := readAll(t, bytes.NewReader(bad), Options{})
		if err == nil && !cmp.Equal(got, wantTitled) {
			t.Fatalf("byte %d damaged: read as %v", i, got)
		}
	}
	plain := withSheet(t, good, func(xml []byte) []byte { return xml })
	forged := bytes.Replace(plain, []byte("邓小苗"), []byte("邓小禾"), 1)
	if got, err := readAll(t, bytes.NewReader(forged), Options{}); bytes.Equal(plain, forged) || !errors.Is(err, ErrFormat) {
		t.Errorf("a changed letter reads as %v, %v", got, err)
	}
}

func TestCutSheetIsNoticed(t *testing.T) {
	cut := withSheet(t, book(t, titled), func(xml []byte) []byte { return xml[:bytes.LastIndex(xml, []byte("<row"))] })
	if got, err := readAll(t, bytes.NewReader(cut), Options{}); !errors.Is(err, ErrFormat) {
		t.Errorf("a cut sheet reads as %v, %v", got, err)
	}
}

// withSheet is the workbook with the XML of its sheets changed, not compressed.
func withSheet(t *testing.T, workbook []byte, change func(xml []byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.NoCompression)
	})
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/") {
			content = change(content)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNothingIsWrittenToDisk: a sheet larger than excelize's own limit for
// spilling stays in memory (decisions 25).
func TestNothingIsWrittenToDisk(t *testing.T) {
	const rows = 600
	cell := `<c t="inlineStr"><is><t>` + strings.Repeat("x", excelize.StreamChunkSize/rows) + `</t></is></c>`
	large := withSheet(t, book(t), func([]byte) []byte {
		return []byte(`<worksheet><sheetData><row><c t="inlineStr"><is><t>户编号</t></is></c><c t="inlineStr"><is><t>姓名</t></is></c></row>` +
			strings.Repeat("<row>"+cell+"</row>", rows) + `</sheetData></worksheet>`)
	})
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	n := 0
	err := Read(t.Context(), bytes.NewReader(large), Options{Columns: register}, func(Row) error {
		n++
		if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
			t.Fatalf("temporary files %v, %v", files, err)
		}
		return nil
	})
	if err != nil || n != rows {
		t.Fatalf("%d rows, %v", n, err)
	}
}

func TestTheCallerMayStop(t *testing.T) {
	stop := errors.New("enough")
	n := 0
	err := Read(t.Context(), strings.NewReader(titledCSV), Options{Columns: register}, func(Row) error { n++; return stop })
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = Read(ctx, bytes.NewReader(book(t, titled)), Options{Columns: register}, func(Row) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	broken := errors.New("connection lost")
	if _, err := readAll(t, iotest.ErrReader(broken), Options{}); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	half := io.MultiReader(strings.NewReader(titledCSV), iotest.ErrReader(broken))
	if _, err := readAll(t, half, Options{}); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(titledCSV))
	f.Add([]byte("户编号\t姓名\n\"1\"\t\"a\"\"b\"\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(readAnything)
}

// FuzzSheet reads workbooks whose wrapping is sound and whose sheet is not.
func FuzzSheet(f *testing.F) {
	f.Add([]byte(`<row r="1"><c r="A1" t="inlineStr"><is><t>户编号</t></is></c><c r="B1" t="str"><v>姓名</v></c></row>`))
	f.Add([]byte(`<row r="5000"><c r="XFD5000" s="9" t="s"><v>7</v></c></row><row r="2"><c t="b"><f>1</f></c></row>`))
	f.Fuzz(func(t *testing.T, rows []byte) {
		readAnything(t, withSheet(t, book(t), func([]byte) []byte {
			return slices.Concat([]byte("<worksheet><sheetData>"), rows, []byte("</sheetData></worksheet>"))
		}))
	})
}

// readAnything: whatever the file, rows come in order and an error is one that
// can be shown.
func readAnything(t *testing.T, raw []byte) {
	t.Helper()
	last := 0
	err := Read(t.Context(), bytes.NewReader(raw), Options{Columns: register, MaxUnpacked: 4 << 20}, func(r Row) error {
		if r.Line <= last {
			t.Fatalf("line %d after %d", r.Line, last)
		}
		last = r.Line
		for _, c := range register {
			_, _ = r.Day(c.Name)
			_ = r.Rounded(c.Name)
		}
		return nil
	})
	if _, known := fault.From(err); err != nil && !known {
		t.Fatalf("an error without a sentence: %v", err)
	}
}

func BenchmarkReadXLSX(b *testing.B) {
	w, err := NewWriter("x", []Head{{Title: "户编号"}, {Title: "姓名"}, {Title: "联系电话"}})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	for i := range 10_000 {
		if err := w.Row(fmt.Sprint(i), "张三", "13800000000"); err != nil {
			b.Fatal(err)
		}
	}
	var file bytes.Buffer
	if _, err := w.WriteTo(&file); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := Read(b.Context(), bytes.NewReader(file.Bytes()), Options{Columns: register}, func(Row) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
