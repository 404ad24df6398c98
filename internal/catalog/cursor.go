package catalog

import (
	"encoding/base64"
	"fmt"

	"github.com/yigou/yigou/internal/fault"
)

// cursor is the place behind the last item of a page: its sort value and id.
type cursor struct {
	sort    Sort
	relaxed bool // the search had to be relaxed on the first page
	value   int64
	id      int64
}

// ErrCursor says that the cursor is not one of ours.
var ErrCursor = fault.New(fault.Invalid, "list.cursor", "翻页位置已失效，请从第一页重新看")

const cursorForm = "%s %t %d %d"

func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, cursorForm, c.sort, c.relaxed, c.value, c.id))
}

// parseCursor reads a cursor made for the same sort; "" is the start.
func parseCursor(s string, sort Sort) (cursor, error) {
	if s == "" {
		return cursor{sort: sort}, nil
	}
	var c cursor
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return cursor{}, ErrCursor
	}
	if _, err := fmt.Sscanf(string(raw), cursorForm, &c.sort, &c.relaxed, &c.value, &c.id); err != nil {
		return cursor{}, ErrCursor
	}
	if c.sort != sort || c.id <= 0 || c.String() != s {
		return cursor{}, ErrCursor
	}
	return c, nil
}
