package app_test

import (
	"encoding/json"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// sample builds a value that fits a schema: of an object its required inputs,
// of everything the smallest that is allowed.
func sample(t *testing.T, s *openapi3.Schema) any {
	t.Helper()
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type.Is("object"):
		o := map[string]any{}
		for _, name := range s.Required {
			o[name] = sample(t, s.Properties[name].Value)
		}
		return o
	case s.Type.Is("array"):
		list := make([]any, s.MinItems)
		for i := range list {
			list[i] = sample(t, s.Items.Value)
		}
		return list
	case s.Type.Is("integer"):
		if s.Min != nil {
			return int64(*s.Min)
		}
		return 0
	case s.Type.Is("boolean"):
		return true
	case s.Type.Is("string"):
		return sampleText(t, s)
	}
	t.Fatalf("no sample of %v", s.Type)
	return nil
}

func sampleText(t *testing.T, s *openapi3.Schema) string {
	t.Helper()
	text := ""
	if s.Pattern != "" {
		re, err := syntax.Parse(s.Pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		text = shortest(re)
	}
	for uint64(len([]rune(text))) < s.MinLength {
		text += "甲"
	}
	return text
}

// shortest is a short text that matches.
func shortest(re *syntax.Regexp) string {
	switch re.Op { //nolint:exhaustive // what the contract's patterns use
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return string(member(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "甲"
	case syntax.OpCapture, syntax.OpPlus, syntax.OpAlternate:
		return shortest(re.Sub[0])
	case syntax.OpRepeat:
		return strings.Repeat(shortest(re.Sub[0]), re.Min)
	case syntax.OpConcat:
		var b strings.Builder
		for _, sub := range re.Sub {
			b.WriteString(shortest(sub))
		}
		return b.String()
	}
	return "" // anchors, and what may be left out
}

// member is one rune of a class given as ranges.
func member(ranges []rune) rune {
	for _, r := range "1aA" {
		for pair := range slices.Chunk(ranges, 2) {
			if pair[0] <= r && r <= pair[1] {
				return r
			}
		}
	}
	return ranges[0]
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// decode reads a JSON object; anything else is no object.
func decode(text []byte) (o object) {
	if json.Unmarshal(text, &o) != nil {
		return nil
	}
	return o
}
