package money

import "errors"

// Errors of Parse. They are plain errors: the caller knows the name of its
// field and turns them into a fault with a sentence.
var (
	// ErrSyntax: not digits with at most one point between digits. Signs,
	// blanks, grouping, exponents and full-width digits are refused.
	ErrSyntax = errors.New("money: not an amount such as 12 or 12.34")
	// ErrPrecision: more than two decimals, even if they are zeros.
	ErrPrecision = errors.New("money: an amount has at most two decimals")
	// ErrRange: more than MaxFen.
	ErrRange = errors.New("money: amount beyond the largest one")
)

// Parse reads an amount in yuan, "12", "12.3" or "12.34", exactly: 1200, 1230
// and 1234 fen. The result is between 0 and MaxFen. Errors: ErrSyntax,
// ErrPrecision, ErrRange.
func Parse(s string) (Fen, error) {
	yuan, cents, point := s, "", false
	for i := range len(s) {
		if s[i] == '.' {
			yuan, cents, point = s[:i], s[i+1:], true
			break
		}
	}
	if !digits(yuan) || point && !digits(cents) {
		return 0, ErrSyntax
	}
	if len(cents) > 2 {
		return 0, ErrPrecision
	}
	f, ok := add(0, yuan)
	if ok {
		f, ok = add(f, (cents + "00")[:2])
	}
	if !ok {
		return 0, ErrRange
	}
	return f, nil
}

// digits reports whether s is one or more ASCII digits.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// add writes the digits of s behind f; false if that exceeds MaxFen.
func add(f Fen, s string) (Fen, bool) {
	for i := range len(s) {
		f = f*10 + Fen(s[i]-'0')
		if f > MaxFen {
			return 0, false
		}
	}
	return f, true
}
