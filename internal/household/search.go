package household

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/db"
)

// query is what a person typed, as conditions on what is stored. Names are
// sealed: a full name is found by its blind index, a surname in the clear.
type query struct {
	nothing    bool // can match no household
	codePrefix string
	group      string
	surname    string
	nameBlind  []byte
	phoneBlind []byte
}

// Search lists the households of a region, ordered by region and code. q may be
// a 户编号 or its beginning, a group (3组), a surname, the head's full name, or
// the registered phone; "" lists all. The returned cursor is "" at the end.
func (r *Register) Search(tx *db.Tx, regionPrefix, q, cursor string, limit int) ([]Household, string, error) {
	if regionPrefix == "" {
		return nil, "", nil
	}
	read := r.readQuery(q)
	if read.nothing {
		return nil, "", nil
	}
	rows, err := searchHouseholds(tx, regionPrefix, read, cursor, limit+1)
	if err != nil {
		return nil, "", err
	}
	next := ""
	if len(rows) > limit {
		rows = rows[:limit]
		next = rows[limit-1].Region + "." + rows[limit-1].Code
	}
	list := make([]Household, len(rows))
	for i, row := range rows {
		list[i] = row.household()
	}
	return list, next, nil
}

func (r *Register) readQuery(q string) query {
	q = strings.TrimSpace(q)
	if q == "" {
		return query{}
	}
	if phone, ok := ParsePhone(q); ok && mobileForm.MatchString(phone) {
		return query{phoneBlind: r.vault.Blind(purposePhone, phone), codePrefix: phone}
	}
	first, _ := utf8.DecodeRuneInString(q)
	switch {
	case unicode.Is(unicode.Han, first) && strings.HasSuffix(q, "组"), unicode.IsDigit(first) && strings.HasSuffix(q, "组"):
		return query{group: q}
	case unicode.Is(unicode.Han, first):
		return query{surname: q, nameBlind: r.vault.Blind(purposeName, q), group: q}
	}
	return query{codePrefix: q, nothing: !codeChars.MatchString(q)}
}

// codeChars are those of a 户编号: an ASCII column compares with nothing else.
var codeChars = regexp.MustCompile(`^[0-9A-Za-z-]{1,32}$`)

// readCursor splits what Search returned; anything else begins at the start.
func readCursor(cursor string) (region, code string, ok bool) {
	region, code, ok = strings.Cut(cursor, ".")
	return region, code, ok && codeChars.MatchString(region) && codeChars.MatchString(code)
}
