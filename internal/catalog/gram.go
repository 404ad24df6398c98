package catalog

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/width"
)

// A term is a gram of one or two characters packed into an integer, exactly:
// first<<21 | second, second 0 for a single one. Integers compare alike in
// every database, whatever its collation.
type term int64

const runeBits = 21

func gram(first, second rune) term { return term(first)<<runeBits | term(second) }

// words folds width and case and cuts a text into runs of letters and digits.
func words(text string) [][]rune {
	var out [][]rune
	for _, w := range strings.FieldsFunc(strings.ToLower(width.Fold.String(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		out = append(out, []rune(w))
	}
	return out
}

// pairs appends the 2-grams of a word.
func pairs(to []term, w []rune) []term {
	for i := 1; i < len(w); i++ {
		to = append(to, gram(w[i-1], w[i]))
	}
	return to
}

// indexTerms returns every term of a product, sorted and distinct: 1- and
// 2-grams of texts, 2-grams of the pinyin initials of names (ly finds 李园).
func indexTerms(texts, names []string) []term {
	var out []term
	for _, text := range texts {
		for _, w := range words(text) {
			out = pairs(out, w)
			for _, r := range w {
				out = append(out, gram(r, 0))
			}
		}
	}
	for _, name := range names {
		for _, w := range words(name) {
			out = pairs(out, initials(w))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// initials replaces every Han character by the first letter of its reading.
func initials(w []rune) []rune {
	args := pinyin.NewArgs()
	args.Style = pinyin.FirstLetter
	out := make([]rune, 0, len(w))
	for _, r := range w {
		if read := pinyin.SinglePinyin(r, args); len(read) > 0 && read[0] != "" {
			r = rune(read[0][0])
		}
		out = append(out, r)
	}
	return out
}

// Limits of a query: what stands behind them is ignored.
const (
	maxQueryWords = 6
	maxQueryTerms = 16
)

// queryTerms returns the terms a product must have: the 2-grams of each word,
// or the character itself where a word is only one.
func queryTerms(q string) []term {
	ws := words(q)
	var out []term
	for _, w := range ws[:min(len(ws), maxQueryWords)] {
		if len(w) == 1 {
			out = append(out, gram(w[0], 0))
			continue
		}
		out = pairs(out, w)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), maxQueryTerms)]
}

// relaxed is how many of n terms are enough when no product has all: 60 %,
// rounded up (stack.md §2.6).
func relaxed(n int) int { return (n*3 + 4) / 5 }
