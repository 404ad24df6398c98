package app_test

import (
	"cmp"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// spoilt is a body that does not fit.
type spoilt struct {
	what   string
	body   []byte
	kind   string // Content-Type; "" is JSON
	status int    // 0: 400 or 422
	blame  []string
}

// Bad input to every operation with a JSON body, on objects that the caller may
// change: a problem with a code, a Chinese sentence and the inputs, never a
// failure of the server, and nothing is written.
func TestBadInputIsNamedAndWritesNothing(t *testing.T) {
	c := newCast(t)
	doors := map[string]knock{}
	for _, k := range c.furnish().knocks(c.w.Rice) {
		doors[k.op] = k
	}
	before := c.written()
	for _, op := range operations(t) {
		s := op.schema()
		if s == nil {
			continue
		}
		door, ok := doors[op.String()]
		if !ok {
			door = knock{op: op.String(), role: op.may()[0]}
		}
		method, path := door.target()
		for i, bad := range spoil(t, s) {
			who := c.own[door.role]
			if other := c.other[door.role]; i%2 == 1 && other != nil && len(door.ids) == 0 {
				who = other // two share the work, since some operations are limited per person
			}
			bad.judge(t, op, who.ask(method, path, cmp.Or(bad.kind, "application/json"), bad.body))
		}
	}
	c.unchanged(before)
}

func (bad spoilt) judge(t *testing.T, op operation, a answer) {
	t.Helper()
	switch {
	case a.status == bad.status, bad.status == 0 && (a.status == http.StatusBadRequest || a.status == http.StatusUnprocessableEntity):
	default:
		t.Errorf("%s, %s: %d %s", op, bad.what, a.status, a.text)
		return
	}
	if fault := a.problem(); fault != "" {
		t.Errorf("%s, %s: %s: %s", op, bad.what, fault, a.text)
	}
	if a.status == http.StatusUnprocessableEntity && len(a.list("fields")) == 0 {
		t.Errorf("%s, %s: no input is named: %s", op, bad.what, a.text)
	}
	for _, input := range bad.blame {
		if !a.blames(input) {
			t.Errorf("%s, %s: %s is not named: %s", op, bad.what, input, a.text)
		}
	}
}

// spoil makes every bad body of a schema.
func spoil(t *testing.T, s *openapi3.Schema) []spoilt {
	t.Helper()
	const invalid = http.StatusUnprocessableEntity
	all := []spoilt{
		{what: "malformed JSON", body: []byte(`{"a":`), status: http.StatusBadRequest},
		{what: "nothing", body: nil, status: http.StatusBadRequest},
		{what: "null", body: []byte(`null`), status: http.StatusBadRequest},
		{what: "an array", body: []byte(`[]`), status: http.StatusBadRequest},
		{what: "a text", body: []byte(`"甲"`), status: http.StatusBadRequest},
		{what: "two objects", body: append(encode(t, sample(t, s)), "{}"...), status: http.StatusBadRequest},
		{what: "not JSON", body: encode(t, sample(t, s)), kind: "text/plain", status: http.StatusBadRequest},
		{what: "unknown input", body: with(t, s, "no_such_input", 1), status: invalid, blame: []string{"no_such_input"}},
	}
	if len(s.Required) > 0 {
		all = append(all, spoilt{what: "empty object", body: []byte(`{}`), status: invalid, blame: s.Required})
	}
	for name, p := range s.Properties {
		one := []string{name}
		all = append(all,
			spoilt{what: "wrong type of " + name, body: with(t, s, name, wrong(p.Value)), status: invalid, blame: one})
		if p.Value.Default == nil { // null is as good as absent where something stands for it
			all = append(all, spoilt{what: "null as " + name, body: with(t, s, name, nil), status: invalid, blame: one})
		}
		switch {
		case p.Value.Type.Is("string"):
			all = append(all, spoilt{what: "overlong " + name, body: with(t, s, name, strings.Repeat("长", 20_000)), status: invalid, blame: one})
		case p.Value.Type.Is("integer"):
			all = append(all,
				spoilt{what: "fraction as " + name, body: with(t, s, name, 1.5), status: invalid, blame: one},
				spoilt{what: "too large " + name, body: with(t, s, name, 1e30)},
				spoilt{what: "too small " + name, body: with(t, s, name, -1), status: invalid, blame: one})
		case p.Value.Type.Is("array"):
			all = append(all,
				spoilt{what: "wrong item in " + name, body: with(t, s, name, []any{true}), status: invalid, blame: one},
				spoilt{what: "too many " + name, body: with(t, s, name, many(sample(t, p.Value.Items.Value))), status: invalid, blame: one})
		}
	}
	return all
}

// with is a body that fits but for one input.
func with(t *testing.T, s *openapi3.Schema, name string, value any) []byte {
	t.Helper()
	o, ok := sample(t, s).(map[string]any)
	if !ok {
		t.Fatal("a body is not an object")
	}
	o = maps.Clone(o)
	o[name] = value
	return encode(t, o)
}

// wrong is a value of another type.
func wrong(s *openapi3.Schema) any {
	if s.Type.Is("string") {
		return 7
	}
	return "甲"
}

func many(v any) (list []any) {
	for range 101 {
		list = append(list, v)
	}
	return list
}
