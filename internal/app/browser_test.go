package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/textproto"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/yigoutest"
)

// house is a whole app answering on loopback, on a clock that stands still.
type house struct {
	t     *testing.T
	app   *app.App
	clock *clock.Fake
	url   string
}

func open(t *testing.T) *house {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg := config.Default()
	cfg.Env, cfg.DataDir, cfg.HTTP.Addr, cfg.Worker = config.Demo, t.TempDir(), l.Addr().String(), false
	cfg.DB.DSN = yigoutest.DSN(t)
	cfg.Redis.Addr = os.Getenv("YIGOU_TEST_REDIS") // it may be stopped at any moment
	h := &house{t: t, clock: clock.NewFake(yigoutest.Start), url: "http://" + cfg.HTTP.Addr}
	h.app, err = app.New(t.Context(), cfg, slog.New(slog.DiscardHandler), app.Options{Clock: h.clock, Node: 1, NoLease: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	served := make(chan error, 1)
	go func() { served <- h.app.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
		if err := h.app.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// later moves the clock, then works off every job and journal.
func (h *house) later(d time.Duration) {
	h.t.Helper()
	h.clock.Advance(d)
	if err := h.app.Settle(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

// browser is one person's cookies.
type browser struct {
	t    *testing.T
	base string
	http http.Client
	keys int
}

func (h *house) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return &browser{t: h.t, base: h.url, http: http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// object is a decoded JSON object.
type object map[string]any

func (o object) at(path string) any {
	var v any = map[string]any(o)
	for step := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			i := 0
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

func (o object) text(path string) string { s, _ := o.at(path).(string); return s }

func (o object) fen(path string) int64 { f, _ := o.at(path).(float64); return int64(f) }

func (o object) list(path string) (items []object) {
	all, _ := o.at(path).([]any)
	for _, x := range all {
		m, _ := x.(map[string]any)
		items = append(items, m)
	}
	return items
}

// do sends a request and fails the test when the status is not the wanted one.
func (b *browser) do(want int, method, path string, body any) object {
	b.t.Helper()
	var send io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			b.t.Fatal(err)
		}
		send = bytes.NewReader(text)
	}
	b.keys++
	return b.send(want, method, path, "application/json", send, fmt.Sprintf("key-%p-%d", b, b.keys))
}

func (b *browser) send(want int, method, path, contentType string, body io.Reader, key string) object {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.base+"/api/v1"+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Idempotency-Key", key)
	res, err := b.http.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if res.StatusCode != want {
		b.t.Fatalf("%s %s: %d, want %d: %s", method, path, res.StatusCode, want, text)
	}
	var o object
	if len(text) > 0 {
		if err := json.Unmarshal(text, &o); err != nil {
			b.t.Fatalf("%s %s: %v: %s", method, path, err, text)
		}
	}
	return o
}

func (b *browser) get(path string) object {
	b.t.Helper()
	return b.do(http.StatusOK, http.MethodGet, path, nil)
}

// signIn uses the code that demo shows.
func (b *browser) signIn(phone string) {
	b.t.Helper()
	code := b.do(http.StatusCreated, http.MethodPost, "/auth/sms-codes", object{"phone": phone, "purpose": "sign_in"}).text("demo_code")
	b.do(http.StatusCreated, http.MethodPost, "/auth/sessions", object{"phone": phone, "code": code})
}

// password signs staff in.
func (b *browser) password(phone, password string) {
	b.t.Helper()
	b.do(http.StatusCreated, http.MethodPost, "/auth/sessions", object{"phone": phone, "password": password})
}

// upload sends one picture.
func (b *browser) upload(picture []byte) object {
	b.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	if err := w.WriteField("alt", "一瓶蜂蜜"); err != nil {
		b.t.Fatal(err)
	}
	head := textproto.MIMEHeader{}
	head.Set("Content-Disposition", `form-data; name="file"; filename="honey.jpg"`)
	head.Set("Content-Type", "image/jpeg")
	part, err := w.CreatePart(head)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := part.Write(picture); err != nil {
		b.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.t.Fatal(err)
	}
	return b.send(http.StatusCreated, http.MethodPost, "/station/media", w.FormDataContentType(), &form, "upload")
}
