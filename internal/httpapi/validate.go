package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/gin-gonic/gin"

	"github.com/yigou/yigou/internal/fault"
)

// checks are how a request is held against the contract: every mistake at once,
// the body only where the handler does not read it as a stream. Who may call is
// access.go's to say.
func checks(stream bool) *openapi3filter.Options {
	return &openapi3filter.Options{
		MultiError: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, ExcludeRequestBody: stream,
	}
}

// validate refuses what does not fit the contract before a handler sees it.
func (s *Server) validate(c *gin.Context) {
	op := s.contract.of(c)
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, op.limit)
	if err := readJSON(c.Request, op); err != nil {
		fail(c, err)
		return
	}
	err := openapi3filter.ValidateRequest(c.Request.Context(), &openapi3filter.RequestValidationInput{
		Request: c.Request, PathParams: pathParams(c), Route: op.route, Options: checks(op.stream),
	})
	if err != nil {
		fail(c, refusal(err))
	}
}

// readJSON refuses a body that is not exactly one JSON value: the decoders that
// come after it stop where the first one ends. An absent body is the validator's
// to judge.
func readJSON(r *http.Request, op *operation) error {
	if op.stream || op.route.Operation.RequestBody == nil {
		return nil
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return refusal(err)
	}
	if len(text) > 0 && !json.Valid(text) {
		return errMalformed
	}
	r.Body = io.NopCloser(bytes.NewReader(text))
	return nil
}

func pathParams(c *gin.Context) map[string]string {
	m := make(map[string]string, len(c.Params))
	for _, p := range c.Params {
		m[p.Key] = p.Value
	}
	return m
}

// refusal turns what the validator found into one fault with every field.
func refusal(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return err
	}
	var fields []fault.Field
	if !collect(err, "", &fields) || len(fields) == 0 {
		return errMalformed
	}
	f := *fault.ErrInvalid
	f.Fields = fields
	if len(fields) == 1 {
		f.Detail = fields[0].Detail
	}
	return &f
}

// collect walks the validator's tree of errors. It returns false when the body
// could not be read at all.
func collect(err error, in string, fields *[]fault.Field) bool {
	switch e := err.(type) { //nolint:errorlint // a tree is walked: each level is looked at as it is
	case openapi3.MultiError:
		for _, one := range e {
			if !collect(one, in, fields) {
				return false
			}
		}
		return true
	case *openapi3filter.RequestError:
		if e.Parameter != nil {
			return collectParam(e, fields)
		}
		return e.Err != nil && collect(e.Err, in, fields)
	case *openapi3.SchemaError:
		f := schemaField(e, in)
		add(fields, f)
		return f.Name != "" // not even an object: no input can be named
	}
	return false
}

// collectParam names the parameter; its own errors say what does not fit.
func collectParam(e *openapi3filter.RequestError, fields *[]fault.Field) bool {
	p := e.Parameter
	if e.Err != nil && collect(e.Err, p.Name, fields) {
		return true
	}
	code := "type"
	if errors.Is(e.Err, openapi3filter.ErrInvalidRequired) || errors.Is(e.Err, openapi3filter.ErrInvalidEmptyValue) {
		code = "required"
	}
	add(fields, fault.Field{Name: p.Name, Code: code, Detail: sentence(code, p.Schema.Value)})
	return true
}

// add keeps one sentence for each input: the first one found.
func add(fields *[]fault.Field, f fault.Field) {
	if !slices.ContainsFunc(*fields, func(had fault.Field) bool { return had.Name == f.Name }) {
		*fields = append(*fields, f)
	}
}

func schemaField(e *openapi3.SchemaError, in string) fault.Field {
	path := e.JSONPointer()
	schema := e.Schema
	if e.SchemaField == "required" && len(path) > 0 {
		if child := e.Schema.Properties[path[len(path)-1]]; child != nil {
			schema = child.Value
		}
	}
	code := e.SchemaField
	if code == "properties" || code == "additionalProperties" {
		code, schema, path = "unknown", nil, append(path, unknownName(e.Reason))
	}
	return fault.Field{Name: jsonPath(in, path), Code: code, Detail: sentence(code, schema)}
}

// unknownName is the input that the contract does not know; the validator tells
// it in its sentence only.
func unknownName(reason string) string {
	_, rest, _ := strings.Cut(reason, `"`)
	name, _, _ := strings.Cut(rest, `"`)
	return name
}

// jsonPath writes items[0].quantity.
func jsonPath(in string, path []string) string {
	var b strings.Builder
	b.WriteString(in)
	for _, part := range path {
		switch _, err := strconv.Atoi(part); {
		case err == nil:
			b.WriteString("[" + part + "]")
		case b.Len() > 0:
			b.WriteString("." + part)
		default:
			b.WriteString(part)
		}
	}
	return b.String()
}

// sentence says what fits: the contract's own words where it has some.
func sentence(code string, schema *openapi3.Schema) string {
	if schema == nil {
		return "不认识这一项，请刷新页面后再试"
	}
	if hint, ok := schema.Extensions["x-hint"].(string); ok {
		return hint
	}
	switch {
	case code == "required":
		return "请填写这一项"
	case code == "minimum" && schema.Min != nil:
		return fmt.Sprintf("不能小于 %v", *schema.Min)
	case code == "maximum" && schema.Max != nil:
		return fmt.Sprintf("不能大于 %v", *schema.Max)
	case code == "minLength":
		return fmt.Sprintf("至少要 %d 个字", schema.MinLength)
	case code == "maxLength" && schema.MaxLength != nil:
		return fmt.Sprintf("最多 %d 个字", *schema.MaxLength)
	case code == "minItems":
		return fmt.Sprintf("至少要 %d 项", schema.MinItems)
	case code == "maxItems" && schema.MaxItems != nil:
		return fmt.Sprintf("最多 %d 项", *schema.MaxItems)
	case code == "enum":
		return "请从给出的选项里选"
	}
	return "格式不对，请改正"
}
