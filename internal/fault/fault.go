package fault

import (
	"errors"
	"fmt"
)

// Kind says what a caller can do about a fault.
type Kind uint8

// The kinds. Internal is the zero value: an unknown error is never shown.
const (
	Internal Kind = iota
	Invalid
	Unauthenticated
	Denied
	NotFound
	Conflict
	TooMany
	Unavailable
)

// Field points at one input value. Name is its JSON path ("items[0].qty").
type Field struct {
	Name   string
	Code   string
	Detail string
}

// Error is a refusal that a caller may act on. Code is "domain.thing" and never
// changes; Detail is a Chinese sentence for the person at the screen.
type Error struct {
	Kind   Kind
	Code   string
	Detail string
	Fields []Field
}

// New declares a fault, usually a package-level sentinel.
func New(kind Kind, code, detail string) *Error {
	return &Error{Kind: kind, Code: code, Detail: detail}
}

func (e *Error) Error() string { return e.Code + ": " + e.Detail }

// Is reports whether target is a fault of the same code, so that a sentinel
// matches every copy of it that says more.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Code == e.Code
}

// With returns a copy of e with a more specific sentence.
func (e *Error) With(detail string) *Error {
	c := *e
	c.Detail = detail
	return &c
}

// Withf is With and fmt.Sprintf.
func (e *Error) Withf(format string, a ...any) *Error {
	return e.With(fmt.Sprintf(format, a...))
}

// Field returns a copy of e that also points at one input value.
func (e *Error) Field(name, code, detail string) *Error {
	c := *e
	c.Fields = append(append([]Field(nil), e.Fields...), Field{Name: name, Code: code, Detail: detail})
	return &c
}

// From finds the fault inside err; ok is false when err is none.
func From(err error) (e *Error, ok bool) {
	ok = errors.As(err, &e)
	return e, ok
}

// ErrInvalid is the general refusal of input; callers add fields.
var ErrInvalid = New(Invalid, "input.invalid", "填写的内容有误，请按提示修改")

// Checker collects the bad fields of one input, so that a person sees all of
// them at once.
type Checker struct{ fields []Field }

// Check notes a bad field when ok is false.
func (c *Checker) Check(ok bool, name, code, detail string) {
	if !ok {
		c.fields = append(c.fields, Field{Name: name, Code: code, Detail: detail})
	}
}

// Err returns nil, or ErrInvalid with every noted field.
func (c *Checker) Err() error {
	if len(c.fields) == 0 {
		return nil
	}
	e := *ErrInvalid
	e.Fields = c.fields
	return &e
}
