package httpapi

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/gin-gonic/gin"
	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"
)

// Bounds of the public cache (decisions 7).
const (
	publicTTL     = time.Second // how late another replica's change is seen
	publicBytes   = 32 << 20
	publicKeySize = 512 // longer addresses are answered without the cache
)

// publicCache holds encoded answers of public GETs by address. An answer is good
// while the catalogue's generation stands and for publicTTL.
type publicCache struct {
	answers    *otter.Cache[string, *publicAnswer]
	flight     singleflight.Group
	generation func() uint64
	now        func() time.Time
}

// publicAnswer is one encoded answer; its compressed forms are made when first
// asked for.
type publicAnswer struct {
	generation uint64
	until      time.Time
	body       []byte
	length     []string
	etag       []string
	gzip       func() *encoded
	brotli     func() *encoded
}

type encoded struct {
	body   []byte
	length []string
}

func newPublicCache(generation func() uint64, now func() time.Time) *publicCache {
	return &publicCache{
		answers: otter.Must(&otter.Options[string, *publicAnswer]{
			MaximumWeight: publicBytes,
			Weigher:       func(key string, a *publicAnswer) uint32 { return uint32(len(key) + 2*len(a.body)) },
		}),
		generation: generation, now: now,
	}
}

func newPublicAnswer(generation uint64, until time.Time, body []byte) *publicAnswer {
	sum := sha256.Sum256(body)
	return &publicAnswer{
		generation: generation, until: until, body: body, length: lengthOf(body),
		etag: []string{`W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`},
		gzip: sync.OnceValue(func() *encoded {
			var b bytes.Buffer
			w := gzip.NewWriter(&b)
			_, _ = w.Write(body) // a buffer takes everything
			_ = w.Close()
			return &encoded{b.Bytes(), lengthOf(b.Bytes())}
		}),
		brotli: sync.OnceValue(func() *encoded {
			var b bytes.Buffer
			w := brotli.NewWriterLevel(&b, brotli.DefaultCompression)
			_, _ = w.Write(body)
			_ = w.Close()
			return &encoded{b.Bytes(), lengthOf(b.Bytes())}
		}),
	}
}

func lengthOf(b []byte) []string { return []string{strconv.Itoa(len(b))} }

// get returns a good answer.
func (p *publicCache) get(key string) (*publicAnswer, bool) {
	a, ok := p.answers.GetIfPresent(key)
	if !ok || a.generation != p.generation() || p.now().After(a.until) {
		return nil, false
	}
	return a, true
}

// publicKey is the address without what does not matter: the order of its
// parameters. "" when it is too long to keep.
func publicKey(u *url.URL) string {
	if len(u.Path)+len(u.RawQuery) > publicKeySize {
		return ""
	}
	if u.RawQuery == "" {
		return u.Path
	}
	if strings.IndexByte(u.RawQuery, '&') < 0 {
		return u.Path + "?" + u.RawQuery
	}
	return u.Path + "?" + u.Query().Encode()
}

// serve writes the answer in the form the caller takes.
func (a *publicAnswer) serve(w http.ResponseWriter, r *http.Request) (unchanged bool) {
	h := w.Header()
	h["Etag"] = a.etag
	h["Cache-Control"] = revalidate
	h["Vary"] = varyEncoding
	if strings.Contains(r.Header.Get("If-None-Match"), a.etag[0]) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	body, length := a.body, a.length
	switch coding := codingOf(r.Header.Get("Accept-Encoding")); {
	case len(body) < smallBody:
	case coding == codingBrotli:
		e := a.brotli()
		body, length, h["Content-Encoding"] = e.body, e.length, brotliCoding
	case coding == codingGzip:
		e := a.gzip()
		body, length, h["Content-Encoding"] = e.body, e.length, gzipCoding
	}
	h["Content-Type"] = jsonType
	h["Content-Length"] = length
	_, _ = w.Write(body) // the caller may be gone
	return false
}

// smallBody is not worth compressing.
const smallBody = 256

type coding uint8

const (
	codingPlain coding = iota
	codingGzip
	codingBrotli
)

// codingOf picks the best coding of an Accept-Encoding header. A coding refused
// with q=0 is rare enough to get the plain form.
func codingOf(accept string) coding {
	switch {
	case strings.Contains(accept, "q=0,") || strings.HasSuffix(accept, "q=0"):
		return codingPlain
	case strings.Contains(accept, "br"):
		return codingBrotli
	case strings.Contains(accept, "gzip"):
		return codingGzip
	}
	return codingPlain
}

// fromCache answers a public GET before anything else looks at it.
func (s *Server) fromCache(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet || !strings.HasPrefix(r.URL.Path, basePath) {
		return false
	}
	a, ok := s.public.get(publicKey(r.URL))
	if !ok {
		return false
	}
	if a.serve(w, r) {
		s.cacheUnchanged.Inc()
	} else {
		s.cacheHits.Inc()
	}
	return true
}

// remember runs the handler of a public GET once for all who wait for the same
// address, and keeps what it answered.
func (s *Server) remember(c *gin.Context) {
	op := s.contract.of(c)
	key := publicKey(c.Request.URL)
	if !op.cached || key == "" {
		return
	}
	s.cacheMisses.Inc()
	led := false
	generation := s.public.generation()
	// Who asks after a change never waits for an answer begun before it.
	got, _, _ := s.public.flight.Do(key+"@"+strconv.FormatUint(generation, 36), func() (any, error) {
		led = true
		return s.public.record(c, key, generation), nil
	})
	a, _ := got.(*publicAnswer)
	if a == nil { // refused: everybody gets a refusal of their own
		if !led {
			c.Next()
		}
		return
	}
	c.Abort()
	a.serve(c.Writer, c.Request)
}

// record runs the rest of the chain into a buffer; nil when the answer is not
// one to keep, which then was written through.
func (p *publicCache) record(c *gin.Context, key string, generation uint64) *publicAnswer {
	until := p.now().Add(publicTTL)
	out := c.Writer
	tape := &recorder{ResponseWriter: out}
	c.Writer = tape
	defer func() { c.Writer = out }()
	c.Next()
	if tape.status != http.StatusOK {
		return nil
	}
	a := newPublicAnswer(generation, until, tape.body.Bytes())
	p.answers.Set(key, a)
	return a
}

// recorder keeps a 200 in memory and lets everything else through.
type recorder struct {
	gin.ResponseWriter
	status int
	body   bytes.Buffer
}

func (t *recorder) WriteHeader(status int) {
	t.status = status
	if status != http.StatusOK {
		t.ResponseWriter.WriteHeader(status)
	}
}

func (t *recorder) Write(b []byte) (int, error) {
	if t.status == 0 {
		t.status = http.StatusOK
	}
	if t.status != http.StatusOK {
		return t.ResponseWriter.Write(b)
	}
	return t.body.Write(b)
}

func (t *recorder) WriteString(s string) (int, error) { return t.Write([]byte(s)) }

func (t *recorder) Written() bool { return t.status != 0 }

func (t *recorder) Status() int {
	if t.status == 0 {
		return http.StatusOK
	}
	return t.status
}
