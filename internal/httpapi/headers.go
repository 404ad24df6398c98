package httpapi

import "net/http"

// What a browser may load. Pages are our own files only; style attributes are
// allowed because chart tips are written with them, style sheets are not.
const (
	pagePolicy = "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
		"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; " +
		"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
		"font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	sandboxPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

// Header values are shared between answers; net/http only reads them.
var (
	nosniff      = []string{"nosniff"}
	deny         = []string{"DENY"}
	referrer     = []string{"same-origin"}
	opener       = []string{"same-origin"}
	permissions  = []string{"camera=(self), geolocation=(), microphone=(), payment=()"}
	pageCSP      = []string{pagePolicy}
	transport    = []string{"max-age=31536000"}
	varyEncoding = []string{"Accept-Encoding"}
	revalidate   = []string{"no-cache"}
	jsonType     = []string{"application/json; charset=utf-8"}
	gzipCoding   = []string{"gzip"}
	brotliCoding = []string{"br"}
)

// secure sets what every answer carries.
func (s *Server) secure(h http.Header) {
	h["X-Content-Type-Options"] = nosniff
	h["X-Frame-Options"] = deny
	h["Referrer-Policy"] = referrer
	h["Cross-Origin-Opener-Policy"] = opener
	h["Permissions-Policy"] = permissions
	h["Content-Security-Policy"] = pageCSP
	if s.SecureCookies {
		h["Strict-Transport-Security"] = transport
	}
}
