package supplier

import (
	"regexp"
	"strings"
)

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY" // no I, O, S, V, Z

var creditForm = regexp.MustCompile(`^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$`)

// ValidCreditCode checks a unified social credit code: 18 characters, the last
// one computed from the others (GB 32100-2015).
func ValidCreditCode(code string) bool {
	if !creditForm.MatchString(code) {
		return false
	}
	return code == WithCreditCheck(code[:17])
}

// WithCreditCheck appends the check character to the first 17 of an invented
// unified social credit code.
func WithCreditCheck(body string) string {
	sum, weight := 0, 1
	for _, r := range body {
		sum += strings.IndexRune(creditAlphabet, r) * weight
		weight = weight * 3 % 31
	}
	return body + string(creditAlphabet[(31-sum%31)%31])
}
