package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// immutable is what the hashed files of a build may be kept for.
const immutable = "public, max-age=31536000, immutable"

// pages serves the built fronts: files beside their .br and .gz, and the page of
// a front for every address inside it.
type pages struct {
	fs    fs.FS
	etags map[string]string
}

func newPages(files fs.FS) (*pages, error) {
	p := &pages{fs: files, etags: map[string]string{}}
	for _, name := range []string{"shop.html", "station.html", "office.html"} {
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("httpapi: page %s: %w", name, err)
		}
		sum := sha256.Sum256(body)
		p.etags[name] = `W/"` + hex.EncodeToString(sum[:12]) + `"`
	}
	return p, nil
}

// serve answers a GET or HEAD; false when there is nothing to answer with.
func (p *pages) serve(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name != "" && p.file(w, r, name) {
		return true
	}
	if strings.HasPrefix(name, "assets/") || path.Ext(name) != "" {
		return false
	}
	return p.file(w, r, pageOf(name))
}

// pageOf names the front an address belongs to.
func pageOf(name string) string {
	front, _, _ := strings.Cut(name, "/")
	switch front {
	case "station", "office":
		return front + ".html"
	}
	return "shop.html"
}

func (p *pages) file(w http.ResponseWriter, r *http.Request, name string) bool {
	f, coding, ok := p.open(name, r.Header.Get("Accept-Encoding"))
	if !ok {
		return false
	}
	defer func() { _ = f.Close() }() // an embedded file cannot fail to close
	h := w.Header()
	h["Vary"] = varyEncoding
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		h.Set("Content-Type", t)
	}
	if etag := p.etags[name]; etag != "" {
		h.Set("Etag", etag)
	}
	h.Set("Cache-Control", keep(name))
	http.ServeContent(w, r, "", time.Time{}, f)
	return true
}

// keep is the caching of a file: for ever under its hash, a day for pictures and
// icons, and always asked again for pages.
func keep(name string) string {
	switch {
	case strings.HasPrefix(name, "assets/"):
		return immutable
	case path.Ext(name) == ".html":
		return "no-cache"
	}
	return "public, max-age=86400"
}

// open finds a file in the best form the caller takes.
func (p *pages) open(name, accept string) (io.ReadSeekCloser, string, bool) {
	switch codingOf(accept) {
	case codingBrotli:
		if f, ok := p.regular(name + ".br"); ok {
			return f, "br", true
		}
		fallthrough
	case codingGzip:
		if strings.Contains(accept, "gzip") {
			if f, ok := p.regular(name + ".gz"); ok {
				return f, "gzip", true
			}
		}
	case codingPlain:
	}
	f, ok := p.regular(name)
	return f, "", ok
}

func (p *pages) regular(name string) (io.ReadSeekCloser, bool) {
	f, err := p.fs.Open(name)
	if err != nil {
		return nil, false
	}
	info, err := f.Stat()
	seeker, ok := f.(io.ReadSeekCloser)
	if err != nil || !ok || !info.Mode().IsRegular() {
		_ = f.Close()
		return nil, false
	}
	return seeker, true
}
