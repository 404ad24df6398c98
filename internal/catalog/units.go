package catalog

import "regexp"

var (
	// aside is a secondary note: (约5斤), (约 1.5 斤/只).
	aside = regexp.MustCompile(`[(（][^()（）]*约[^()（）]*[)）]`)
	// jin is 斤 or 两 after a figure; 公斤 is a kilogram and legal, and 一两天
	// is no weight.
	jin = regexp.MustCompile(`[0-9０-９一二两三四五六七八九十百千半几]\s*市?斤|[0-9０-９]\s*市?两`)
)

// legalUnits reports whether weights in the text are in legal units: 斤 only as
// a note in brackets beside grams or kilograms (domain.md C16).
func legalUnits(text string) bool {
	return !jin.MatchString(aside.ReplaceAllString(text, ""))
}
