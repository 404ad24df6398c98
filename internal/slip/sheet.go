package slip

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	qrcode "github.com/skip2/go-qrcode"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/money"
)

// font is Noto Sans SC Regular, cut down to GB 2312 and the characters of the
// district's place names (OFL 1.1, font/OFL.txt).
//
//go:embed font/NotoSansSC-Regular.ttf
var font []byte

const (
	family = "noto"
	margin = 15.0 // mm
	size   = 12.0 // of a table, pt
)

// Columns of the table, mm: day, what, state, sum.
var columns = [4]float64{30, 82, 32, 36}

// sheet is A4 paper that is written from the top down.
type sheet struct{ pdf *fpdf.Fpdf }

func newSheet(title string, printed clock.Day) *sheet {
	p := fpdf.New("P", "mm", "A4", "")
	at := clock.Time(printed.Start())
	p.SetCreationDate(at) // the same books on the same day are the same bytes
	p.SetModificationDate(at)
	p.SetCatalogSort(true)
	p.SetTitle(title, true)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(true, margin+5)
	p.AddUTF8FontFromBytes(family, "", font)
	p.SetFooterFunc(func() {
		p.SetY(-margin)
		p.SetFont(family, "", 10)
		p.CellFormat(0, 6, fmt.Sprintf("%s 打印　第 %d 页", printed, p.PageNo()), "", 0, "C", false, 0, "")
	})
	p.AddPage()
	return &sheet{pdf: p}
}

func (s *sheet) text(pt float64, words string) {
	s.pdf.SetFont(family, "", pt)
	left, _, right, _ := s.pdf.GetMargins()
	page, _ := s.pdf.GetPageSize()
	for _, line := range s.lines(words, page-left-right-2) {
		s.pdf.CellFormat(0, pt*0.6, line, "", 1, "L", false, 0, "")
	}
}

// lines breaks words where they no longer fit a width, mm. MultiCell is not used:
// it drops the Chinese character at which it breaks.
func (s *sheet) lines(words string, width float64) (out []string) {
	line := ""
	for _, r := range words {
		if line != "" && s.pdf.GetStringWidth(line+string(r)) > width && !strings.ContainsRune("，。、：；）", r) {
			out = append(out, line)
			line = ""
		}
		line += string(r)
	}
	return append(out, line)
}

func (s *sheet) gap(mm float64) { s.pdf.Ln(mm) }

// coverSize is the type of the cover's sums, pt.
const coverSize = 16.0

// pair is a sum with what it is before it and a word after it.
func (s *sheet) pair(label string, sum money.Fen, note string) {
	s.pdf.SetFont(family, "", coverSize)
	s.pdf.CellFormat(62, coverSize*0.6, label, "", 0, "L", false, 0, "")
	s.pdf.CellFormat(52, coverSize*0.6, sum.Yuan(), "", 0, "R", false, 0, "")
	s.pdf.SetFont(family, "", size)
	s.pdf.CellFormat(0, coverSize*0.6, "　"+note, "", 1, "L", false, 0, "")
}

// row is a line of the table; what does not fit its column is cut with …
func (s *sheet) row(cells ...string) {
	s.pdf.SetFont(family, "", size)
	for i, c := range cells {
		side, next := "L", 0
		if i == len(cells)-1 {
			side, next = "R", 1
		}
		s.pdf.CellFormat(columns[i], 8, s.fit(c, columns[i]-3), "B", next, side, false, 0, "")
	}
}

func (s *sheet) fit(words string, width float64) string {
	if s.pdf.GetStringWidth(words) <= width {
		return words
	}
	r := []rune(words)
	for len(r) > 0 && s.pdf.GetStringWidth(string(r)+"…") > width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// keep starts a new page unless so many mm are left on this one.
func (s *sheet) keep(mm float64) {
	_, height := s.pdf.GetPageSize()
	if s.pdf.GetY()+mm > height-margin-5 {
		s.pdf.AddPage()
	}
}

func (s *sheet) right() float64 {
	width, _ := s.pdf.GetPageSize()
	return width - margin
}

// qrPixels is enough for a code of qrSide at 300 dpi.
const qrPixels = 330

func (s *sheet) qr(content string, x, y, side float64) error {
	png, err := qrcode.Encode(content, qrcode.Medium, qrPixels)
	if err != nil {
		return fmt.Errorf("slip: code of %s: %w", content, err)
	}
	s.pdf.RegisterImageOptionsReader("qr", fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(png))
	s.pdf.ImageOptions("qr", x, y, side, side, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	return nil
}

func (s *sheet) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("slip: %w", err)
	}
	return out.Bytes(), nil
}
