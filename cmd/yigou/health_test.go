package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/config"
)

func TestHealth(t *testing.T) {
	status := http.StatusOK
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/readyz" {
			t.Errorf("asked for %s", r.URL.Path)
		}
		w.WriteHeader(status)
	})
	plain, secure := httptest.NewServer(handler), httptest.NewTLSServer(handler)
	defer plain.Close()
	defer secure.Close()
	e := env{out: io.Discard, cfg: config.Default()}
	for server, cert := range map[*httptest.Server]string{plain: "", secure: "cert.pem"} {
		e.cfg.HTTP.Addr, e.cfg.HTTP.TLSCert = server.Listener.Addr().String(), cert
		status = http.StatusOK
		if err := health(t.Context(), e, nil); err != nil {
			t.Errorf("%s is ready: %v", server.URL, err)
		}
		status = http.StatusServiceUnavailable
		if err := health(t.Context(), e, nil); err == nil || !strings.Contains(err.Error(), "503") {
			t.Errorf("%s is not ready: %v", server.URL, err)
		}
	}
	plain.Close()
	e.cfg.HTTP.Addr, e.cfg.HTTP.TLSCert = plain.Listener.Addr().String(), ""
	if err := health(t.Context(), e, nil); err == nil {
		t.Error("nobody listens, and it is healthy")
	}
}

func TestReadyURL(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080/readyz",
		"0.0.0.0:8080":   "http://127.0.0.1:8080/readyz",
		":8080":          "http://127.0.0.1:8080/readyz",
		"[::]:8080":      "http://127.0.0.1:8080/readyz",
		"[::1]:8080":     "http://[::1]:8080/readyz",
	} {
		if got, err := readyURL(config.HTTP{Addr: addr}); err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", addr, got, err, want)
		}
	}
}
