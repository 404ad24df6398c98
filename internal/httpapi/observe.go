package httpapi

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"
)

// patience is how long one request may take; uploads have theirs in slowOps.
const patience = 30 * time.Second

// slowOps may take longer than patience.
var slowOps = map[string]time.Duration{
	"districtCreateHouseholdImport": 5 * time.Minute,
	"districtRunDoctor":             5 * time.Minute,
	"districtLiftStop":              5 * time.Minute,
	"stationCreateMedia":            2 * time.Minute,
}

// requestHeader carries a request's id in and out.
const requestHeader = "X-Request-Id"

var goodRequestID = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// note is what the one log line of a request says at its end.
type note struct {
	requestID string
	code      string // of the problem answered with
	err       error  // what went wrong inside
	userID    int64
	role      string
}

type noteKey struct{}

func noteOf(ctx context.Context) *note {
	if n, ok := ctx.Value(noteKey{}).(*note); ok {
		return n
	}
	return &note{}
}

// observe gives a request its id, its time limit and its log line, and turns a
// panic into a problem.
func (s *Server) observe(c *gin.Context) {
	start := time.Now()
	n := &note{requestID: requestID(c.Request)}
	c.Header(requestHeader, n.requestID)
	op := s.contract.of(c)
	limit := patience
	if op != nil && slowOps[op.id] > 0 {
		limit = slowOps[op.id]
	}
	ctx, cancel := context.WithTimeout(context.WithValue(c.Request.Context(), noteKey{}, n), limit)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	func() {
		defer s.recovered(c)
		c.Next()
	}()
	took := time.Since(start)
	s.metrics.answered(op, c.Writer.Status(), took)
	s.log(c, op, n, took)
}

func (s *Server) recovered(c *gin.Context) {
	p := recover()
	if p == nil {
		return
	}
	if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(p)
	}
	fail(c, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
}

// log writes the line: the route's pattern, never its path or query.
func (s *Server) log(c *gin.Context, op *operation, n *note, took time.Duration) {
	route := c.FullPath()
	if op != nil {
		route = op.id
	}
	attrs := []slog.Attr{
		slog.String("request_id", n.requestID),
		slog.String("method", c.Request.Method),
		slog.String("route", route),
		slog.Int("status", c.Writer.Status()),
		slog.Int("bytes", max(c.Writer.Size(), 0)),
		slog.Float64("ms", float64(took.Microseconds())/1000),
	}
	if n.userID != 0 {
		attrs = append(attrs, slog.Int64("user_id", n.userID), slog.String("role", n.role))
	}
	if n.code != "" {
		attrs = append(attrs, slog.String("code", n.code))
	}
	level := slog.LevelInfo
	if n.err != nil {
		level = slog.LevelError
		attrs = append(attrs, slog.String("error", scrub(n.err.Error())))
	}
	s.Log.LogAttrs(c.Request.Context(), level, "request", attrs...)
}

// personal matches what an error of a driver or a library may quote: mobile
// numbers, identity numbers, bank cards and session tokens.
var personal = regexp.MustCompile(`\b1[3-9]\d{9}\b|\b[1-9]\d{5}(?:19|20)\d{9}[\dXx]\b|\b62\d{14,17}\b|\b[A-Za-z0-9_-]{43}\b`)

func scrub(text string) string { return personal.ReplaceAllString(text, "[removed]") }

// requestID takes the caller's id when it has a good form, else makes one.
func requestID(r *http.Request) string {
	if id := r.Header.Get(requestHeader); goodRequestID.MatchString(id) {
		return id
	}
	var b [12]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return hex.EncodeToString(b[:])
}
