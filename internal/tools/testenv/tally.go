package main

import "fmt"

// tally counts tests; a check without tests of its own counts as one.
type tally struct{ Passed, Failed, Skipped int }

func (t tally) plus(o tally) tally {
	return tally{t.Passed + o.Passed, t.Failed + o.Failed, t.Skipped + o.Skipped}
}

// String is the closing line that scripts read; skipped tests appear only
// where there are some.
func (t tally) String() string {
	s := fmt.Sprintf("%d passed, %d failed", t.Passed, t.Failed)
	if t.Skipped > 0 {
		s += fmt.Sprintf(", %d skipped", t.Skipped)
	}
	return s
}
