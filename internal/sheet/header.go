package sheet

import (
	"errors"
	"slices"
	"strings"
	"unicode"
)

// errNoHeader ends a sheet whose first rows hold no header.
var errNoHeader = errors.New("sheet: no header in the first rows")

// header looks whether cells name every required column.
func (t *table) header(cells []string) error {
	if t.filled > headerWithin {
		return errNoHeader
	}
	columns := map[string]int{}
	for i, text := range cells {
		name, ok := t.columnNamed(text)
		if !ok {
			continue
		}
		if _, twice := columns[name]; twice {
			return ErrHeader.Withf("表头里“%s”出现了两次，请只留一列", name)
		}
		columns[name] = i
	}
	var missing []string
	for _, c := range t.options.Columns {
		if _, ok := columns[c.Name]; c.Required && !ok {
			missing = append(missing, c.Name)
		}
	}
	if len(missing) == 0 && len(columns) > 0 {
		t.columns, t.filled = columns, 0
		return nil
	}
	if t.nearest == nil || len(missing) < len(t.nearest) {
		t.nearest = missing
	}
	return nil
}

func (t *table) columnNamed(header string) (name string, ok bool) {
	header = plain(header)
	for _, c := range t.options.Columns {
		if header == plain(c.Name) || slices.ContainsFunc(c.Aliases, func(a string) bool { return header == plain(a) }) {
			return c.Name, true
		}
	}
	return "", false
}

// plain is a header without what people vary in it: blanks and line breaks, the
// width of brackets, the star of a required field, the case of letters.
func plain(header string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '*' || r == '＊':
			return -1
		case r == '（':
			return '('
		case r == '）':
			return ')'
		default:
			return unicode.ToLower(r)
		}
	}, header)
}
