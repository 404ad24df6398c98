package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/yigou/yigou/internal/fault"
)

// statusOf is the only place where a domain's refusal gets a number.
var statusOf = map[fault.Kind]int{
	fault.Internal:        http.StatusInternalServerError,
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Denied:          http.StatusForbidden,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.TooMany:         http.StatusTooManyRequests,
	fault.Unavailable:     http.StatusServiceUnavailable,
}

// edgeStatus holds the refusals that only HTTP knows; they keep their own number.
var edgeStatus = map[string]int{
	errMalformed.Code: http.StatusBadRequest,
	errTooLarge.Code:  http.StatusRequestEntityTooLarge,
	errMethod.Code:    http.StatusMethodNotAllowed,
}

// Refusals of the edge itself.
var (
	errInternal    = fault.New(fault.Internal, "internal", "服务器出了点问题，我们已经记下来了。请稍后再试，没有完成的操作不会扣款")
	errTimeout     = fault.New(fault.Unavailable, "timeout", "处理的时间太长，已经停下来了。请稍后再试")
	errMalformed   = fault.New(fault.Invalid, "body.malformed", "请求的内容读不懂，请刷新页面后再试")
	errTooLarge    = fault.New(fault.Invalid, "body.too_large", "内容太大，请缩小后再传")
	errRoute       = fault.New(fault.NotFound, "route.unknown", "没有这个接口，请刷新页面后再试")
	errMethod      = fault.New(fault.Invalid, "route.method", "这个接口不支持这种操作，请刷新页面后再试")
	errSignIn      = fault.New(fault.Unauthenticated, "auth.required", "请先登录")
	errByCode      = fault.New(fault.Unauthenticated, "auth.code_required", "个人订单和收益要用短信验证码登录后查看")
	errRole        = fault.New(fault.Denied, "auth.role", "您现在的身份不能做这一步，请切换身份或联系管理员")
	errCrossOrigin = fault.New(fault.Denied, "auth.cross_origin", "这个请求来自别的网站，已经拦下。请从本站页面操作")
	errTooMany     = fault.New(fault.TooMany, "rate.limited", "操作太频繁，请过一会儿再试")
)

// faultOf turns any error into the fault a caller sees.
func faultOf(err error) *fault.Error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return errTooLarge
	}
	if f, ok := fault.From(err); ok && f.Kind != fault.Internal {
		return f
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return errTimeout
	}
	return errInternal
}

func statusFor(f *fault.Error) int {
	if s, ok := edgeStatus[f.Code]; ok {
		return s
	}
	return statusOf[f.Kind]
}

func newProblem(f *fault.Error, status int, requestID string) Problem {
	p := Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Code: f.Code, Detail: f.Detail, RequestId: requestID,
	}
	for _, field := range f.Fields {
		p.Fields = append(p.Fields, ProblemField{Name: field.Name, Code: field.Code, Detail: field.Detail})
	}
	return p
}

// writeProblem answers with RFC 9457.
func writeProblem(w http.ResponseWriter, f *fault.Error, requestID string) {
	status := statusFor(f)
	w.Header().Set("Content-Type", "application/problem+json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	body, err := json.Marshal(newProblem(f, status, requestID))
	if err != nil {
		return // strings and numbers: it does not happen
	}
	_, _ = w.Write(body) // the caller may be gone
}

// fail ends a request with err. What went wrong inside is noted for the one log
// line of the request and never shown.
func fail(c *gin.Context, err error) {
	f := faultOf(err)
	note := noteOf(c)
	note.code = f.Code
	if statusFor(f) >= http.StatusInternalServerError {
		note.err = err
	}
	c.Abort()
	if !c.Writer.Written() {
		writeProblem(c.Writer, f, note.requestID)
	}
}
