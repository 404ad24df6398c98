package household

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/sheet"
)

// family is the rows of one 户编号.
type family struct {
	first     int // line of its first row, for the order of the work
	head      *person
	headWrong int   // line of a rejected head, 0 for none
	lines     []int // of the accepted rows, the head's included
}

// collector puts rows together to households: the rows of one need not stand
// together.
type collector struct {
	reader   rowReader
	families map[string]*family
	errs     []RowError
}

func newCollector(in ImportInput, words Words, now clock.Clock) *collector {
	today := clock.DayOf(clock.US(now.Now()))
	return &collector{
		reader:   rowReader{in: in, words: words, today: today, seen: map[string]int{}},
		families: map[string]*family{},
	}
}

func (c *collector) add(row sheet.Row) {
	p, errs := c.reader.read(row)
	f := c.families[p.code]
	if f == nil {
		f = &family{first: row.Line}
		c.families[p.code] = f
	}
	if len(errs) == 0 && p.isHead && f.head != nil {
		errs = []RowError{{
			Line: row.Line, Column: row.Letters(colRelation), Name: colRelation, Outcome: Rejected,
			Reason: "这一户已有户主，在第 " + strconv.Itoa(f.head.line) + " 行",
		}}
	} else if len(errs) > 0 && p.isHead {
		f.headWrong = row.Line
	}
	if len(errs) > 0 {
		c.errs = append(c.errs, errs...)
		return
	}
	if p.isHead {
		f.head = &p
	}
	f.lines = append(f.lines, row.Line)
}

// close returns the complete households in the order of the file, and skips the
// others.
func (c *collector) close() []*family {
	var whole []*family
	for _, f := range c.families {
		switch {
		case f.head != nil:
			if f.head.household.Persons == 0 {
				f.head.household.Persons = len(f.lines)
			}
			whole = append(whole, f)
		case f.headWrong != 0:
			c.errs = append(c.errs, f.skip("户主所在的第 "+strconv.Itoa(f.headWrong)+" 行有错，整户没有导入，改好后再导入一次")...)
		default:
			c.errs = append(c.errs, f.skip("这一户没有户主这一行，整户没有导入")...)
		}
	}
	slices.SortFunc(whole, func(a, b *family) int { return a.first - b.first })
	return whole
}

// skip reports every accepted row of a household that cannot be taken.
func (f *family) skip(reason string) []RowError {
	errs := make([]RowError, len(f.lines))
	for i, line := range f.lines {
		errs[i] = RowError{Line: line, Outcome: Skipped, Reason: reason}
	}
	return errs
}

// sortErrors puts errors into the order of the file and numbers them.
func sortErrors(errs []RowError) []RowError {
	slices.SortStableFunc(errs, func(a, b RowError) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(len(a.Column), len(b.Column)), cmp.Compare(a.Column, b.Column))
	})
	for i := range errs {
		errs[i].Ord = i + 1
	}
	return errs
}

// countRows counts rows, not mistakes: a row may have several.
func countRows(errs []RowError) (rejected, skipped int) {
	last := 0
	for _, e := range errs {
		switch {
		case e.Outcome == Skipped:
			skipped++
		case e.Line != last:
			rejected++
			last = e.Line
		}
	}
	return rejected, skipped
}
