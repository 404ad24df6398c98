package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// sniffed is how many bytes decide about encoding and separator.
const sniffed = 64 << 10

// readCSV reads comma or tab separated text.
func readCSV(in *bufio.Reader, t *table) error {
	start, err := in.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if bytes.IndexByte(start, 0) >= 0 && !hasUTF16Mark(start) {
		return ErrFormat // a picture, a PDF, anything but text
	}
	r := csv.NewReader(transform.NewReader(in, unicode.BOMOverride(decoderFor(start))))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	if firstLine, _, _ := bytes.Cut(start, []byte("\n")); bytes.Count(firstLine, []byte("\t")) > bytes.Count(firstLine, []byte(",")) {
		r.Comma = '\t'
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t.end()
		}
		if err != nil {
			return csvError(err)
		}
		line, _ := r.FieldPos(0)
		if err := t.row(line, cells); errors.Is(err, errNoHeader) {
			return t.end()
		} else if err != nil {
			return err
		}
	}
}

// csvError is the sentence for what the CSV reader refuses; an error of the
// upload itself stays what it is.
func csvError(err error) error {
	if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
		return ErrFormat.Withf("第 %d 行的引号不成对，请改好或另存为 .xlsx 再上传", wrong.StartLine)
	}
	if errors.Is(err, encoding.ErrInvalidUTF8) {
		return ErrFormat.With("文件里有无法识别的文字，请用 Excel 另存为 .xlsx 再上传")
	}
	return err
}

// decoderFor is the decoder of text without a byte order mark: UTF-8 when it is
// that, else GB18030, which Chinese Excel writes.
func decoderFor(start []byte) transform.Transformer {
	if utf8.Valid(wholeRunes(start)) {
		return encoding.UTF8Validator
	}
	return simplifiedchinese.GB18030.NewDecoder()
}

// wholeRunes cuts a rune that the end of b broke.
func wholeRunes(b []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if i := len(b) - n; utf8.RuneStart(b[i]) && !utf8.FullRune(b[i:]) {
			return b[:i]
		}
	}
	return b
}

func hasUTF16Mark(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xFE\xFF")) || bytes.HasPrefix(b, []byte("\xFF\xFE"))
}
