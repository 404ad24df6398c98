package bench

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// pattern is a body in which no two places look alike.
func pattern(n int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		h := sha256.Sum256([]byte(strconv.Itoa(i)))
		b.Write(h[:])
	}
	return b.Bytes()[:n]
}

// answers serves what the client must read: sized and chunked bodies, none, and
// refusals.
func answers(t *testing.T) *conn {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/sized/{n}", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.PathValue("n"))
		w.Header().Set("Content-Length", strconv.Itoa(n))
		_, _ = w.Write(pattern(n))
	})
	mux.HandleFunc("/chunked/{n}/{piece}", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.PathValue("n"))
		piece, _ := strconv.Atoi(r.PathValue("piece"))
		for body := pattern(n); len(body) > 0; body = body[min(piece, len(body)):] {
			_, _ = w.Write(body[:min(piece, len(body))])
			_ = http.NewResponseController(w).Flush()
		}
	})
	mux.HandleFunc("/none", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.WriteHeader(http.StatusConflict)
		fmt.Fprintf(w, "%s %s %s", r.Method, r.Header.Get("X-Key"), body)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return dialed(t, s.Listener.Addr().String())
}

func dialed(t *testing.T, addr string) *conn {
	t.Helper()
	c, err := dial(t.Context(), addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.net.Close() })
	return c
}

// TestOneConnectionReadsEveryAnswer: what is left of one answer would be read as
// the beginning of the next.
func TestOneConnectionReadsEveryAnswer(t *testing.T) {
	c := answers(t)
	for range 3 {
		for path, n := range map[string]int{
			"/sized/0": 0, "/sized/1": 1, "/sized/200000": 200_000, "/none": 0,
			"/chunked/10/3": 10, "/chunked/100000/40000": 100_000, "/chunked/300000/1000": 300_000, "/chunked/0/1": 0,
		} {
			status, body, err := c.do(request("GET", path, nil))
			if err != nil || status/100 != 2 || !bytes.Equal(body, pattern(n)) {
				t.Fatalf("%s: %d, %d of %d bytes, %v", path, status, len(body), n, err)
			}
		}
	}
}

func TestARequestCarriesItsBodyAndHeaders(t *testing.T) {
	c := answers(t)
	status, body, err := c.do(request("POST", "/echo", []byte(`{"n":1}`), "X-Key: k1"))
	if want := `POST k1 {"n":1}`; err != nil || status != http.StatusConflict || string(body) != want {
		t.Fatalf("%d %q, %v", status, body, err)
	}
	if err := wantOK(status, body, nil); err == nil || !strings.Contains(err.Error(), "409") {
		t.Errorf("a refusal counts as an answer: %v", err)
	}
}

// TestWhatIsNoAnswerIsAnError: a broken answer must not count as work done.
func TestWhatIsNoAnswerIsAnError(t *testing.T) {
	for name, said := range map[string]string{
		"nothing":          "",
		"another protocol": "SSH-2.0-OpenSSH_9.2\r\n",
		"no status":        "HTTP/1.1 abc OK\r\n\r\n",
		"a short body":     "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour",
		"no length":        "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
		"no chunk size":    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
		"a cut chunk":      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nfour",
		"no last chunk":    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			c := dialed(t, says(t, said))
			if status, body, err := c.do(request("GET", "/", nil)); err == nil {
				t.Errorf("read as %d %q", status, body)
			}
		})
	}
}

// says answers the first request with these bytes and hangs up.
func says(t *testing.T, text string) (addr string) {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		if _, err := c.Read(make([]byte, 4096)); err == nil {
			_, _ = io.WriteString(c, text)
		}
	}()
	return l.Addr().String()
}

// TestALoadEndsWithItsFirstFailure and counts what was done until then.
func TestALoadEndsWithItsFirstFailure(t *testing.T) {
	broken, times := errors.New("broken"), 0
	_, err := load(t.Context(), answerTime, []func() error{
		func() error { return nil },
		func() error {
			if times++; times == 3 {
				return broken
			}
			return nil
		},
	})
	if !errors.Is(err, broken) || times != 3 {
		t.Errorf("after %d times: %v", times, err)
	}
}
