package app_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/config"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/sandboxpay"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// servedFrom makes this test binary a server: what kill -9 kills is the whole
// program with its worker, not a goroutine.
const servedFrom = "YIGOU_TEST_SERVE_CONFIG"

func TestMain(m *testing.M) {
	if text := os.Getenv(servedFrom); text != "" {
		if err := serveChild(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

type childConfig struct{ DataDir, DSN string }

func serveChild(text string) error {
	var c childConfig
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return err
	}
	cfg := config.Default()
	cfg.Env, cfg.DataDir, cfg.DB.DSN, cfg.HTTP.Addr = config.Demo, c.DataDir, c.DSN, "127.0.0.1:0"
	ctx := context.Background()
	l, err := app.Listen(ctx, cfg)
	if err != nil {
		return err
	}
	cfg.HTTP.Addr = l.Addr().String()
	a, err := app.New(ctx, cfg, slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})), app.Options{})
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	return errors.Join(a.Serve(ctx, l), a.Close())
}

const (
	killCheckouts = 200
	killBuyers    = 20
)

// kills is how often the program is killed; YIGOU_TEST_KILLS chooses.
func kills(t *testing.T) int {
	if s := os.Getenv("YIGOU_TEST_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return yigoutest.Often(5, 200)
}

// Kill -9 in the middle of 200 checkouts: every buyer repeats what was not
// answered, as a browser and a channel would. Afterwards each checkout exists
// once, each payment is booked once, and what was answered is still true.
func TestKilledInTheMiddleNothingIsLost(t *testing.T) {
	for n := range kills(t) {
		t.Run(fmt.Sprint("kill", n+1), func(t *testing.T) { killOnce(t, int64(20+n*37%killCheckouts)) })
	}
}

func killOnce(t *testing.T, after int64) {
	f := furnish(t)
	f.start(t)
	var done atomic.Int64
	var killed sync.Once
	next := make(chan int, killCheckouts)
	for i := range killCheckouts {
		next <- i
	}
	close(next)
	var wg sync.WaitGroup
	for range killBuyers {
		wg.Go(func() {
			for i := range next {
				f.checkout(t, i)
				if done.Add(1) >= after {
					killed.Do(func() { f.kill(t) })
				}
			}
		})
	}
	wg.Wait()
	f.stop(t)
	f.inspect(t)
}

// furnished is a district on disk, and the server that is working on it.
type furnished struct {
	child   childConfig
	sku     int64
	total   money.Fen
	buyers  []world.Buyer
	tokens  []string
	sandbox *sandboxpay.Channel
	close   func()

	mu  sync.RWMutex
	url string
	cmd *exec.Cmd
}

func furnish(t *testing.T) *furnished {
	t.Helper()
	f := &furnished{child: childConfig{DataDir: t.TempDir(), DSN: yigoutest.DSN(t)}}
	d, err := db.Open(t.Context(), db.Options{
		DSN: f.child.DSN, DataDir: f.child.DataDir, Clock: clock.NewFake(time.Now()), Node: 1023,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := world.On(t, d)
	w.Stock(w.Honey, 100)
	f.sku = w.Honey.Sku
	f.total = w.Quote(trade.Item{SkuID: f.sku, Qty: 1}).Total
	for range killBuyers {
		b := w.Buyer()
		f.buyers = append(f.buyers, b)
		f.tokens = append(f.tokens, w.SignIn(b))
	}
	w.Drain()
	f.sandbox = w.Sandbox
	f.close = func() { _ = d.Close() }
	t.Cleanup(f.close)
	return f
}

// start runs the server and waits for the address it prints.
func (f *furnished) start(t *testing.T) {
	t.Helper()
	text, err := json.Marshal(f.child)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), os.Args[0])
	cmd.Env = append(os.Environ(), servedFrom+"="+string(text))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server said nothing: %v", err)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.cmd, f.url = cmd, "http://"+strings.TrimSpace(addr)
}

// kill is kill -9 and a restart.
func (f *furnished) kill(t *testing.T) {
	t.Helper()
	if err := f.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Error(err)
	}
	_ = f.cmd.Wait()
	f.start(t)
}

func (f *furnished) stop(t *testing.T) {
	t.Helper()
	_ = f.cmd.Process.Signal(syscall.SIGKILL)
	_ = f.cmd.Wait()
}

// checkout places the i-th checkout and has it paid, repeating both until they
// are answered.
func (f *furnished) checkout(t *testing.T, i int) {
	b, token := f.buyers[i%killBuyers], f.tokens[i%killBuyers]
	body, err := json.Marshal(map[string]any{
		"items":      []map[string]any{{"sku_id": fmt.Sprint(f.sku), "quantity": 1}},
		"address_id": fmt.Sprint(b.AddressID), "expected_total_fen": int64(f.total),
	})
	if err != nil {
		t.Error(err)
		return
	}
	placed := f.insist(t, http.StatusCreated, "/api/v1/me/checkouts", body, http.Header{
		"Content-Type": {"application/json"}, "Idempotency-Key": {fmt.Sprintf("kill-%08d", i)}, "Cookie": {"yigou_session=" + token},
	})
	var c struct {
		Payments []struct {
			ID string `json:"id"`
		} `json:"payments"`
	}
	if err := json.Unmarshal(placed, &c); err != nil || len(c.Payments) != 1 {
		t.Errorf("checkout %d: %v: %s", i, err, placed)
		return
	}
	outNo := world.OutNo(c.Payments[0].ID)
	f.insist(t, http.StatusOK, "/api/v1/notify/sandbox", nil, nil, func() ([]byte, http.Header) {
		h, raw, err := f.sandbox.SignAt(time.Now(), trade.Evidence{
			Channel: sandboxpay.Name, MerchantNo: sandboxpay.MerchantNo, OutNo: outNo, ProviderTxn: "T" + outNo,
			Amount: f.total, Currency: "CNY", PaidUS: clock.US(time.Now()),
		})
		if err != nil {
			t.Error(err)
		}
		return raw, h
	})
}

// insist repeats a request over broken connections until the server answers; any
// answer but the wanted one is an error, a fault of the server most of all.
func (f *furnished) insist(t *testing.T, want int, path string, body []byte, header http.Header, fresh ...func() ([]byte, http.Header)) []byte {
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		for _, sign := range fresh {
			body, header = sign()
		}
		f.mu.RLock()
		url := f.url
		f.mu.RUnlock()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+path, bytes.NewReader(body))
		if err != nil {
			t.Error(err)
			return nil
		}
		req.Header = header.Clone()
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			continue
		}
		text, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil {
			continue
		}
		if res.StatusCode != want {
			t.Errorf("%s: %d: %s", path, res.StatusCode, text)
		}
		return text
	}
	t.Errorf("%s: no answer in a minute", path)
	return nil
}

// inspect lets a fresh process finish what was promised, and looks.
func (f *furnished) inspect(t *testing.T) {
	t.Helper()
	cfg := config.Default()
	cfg.Env, cfg.DataDir, cfg.DB.DSN = config.Demo, f.child.DataDir, f.child.DSN
	a, err := app.New(t.Context(), cfg, slog.New(slog.DiscardHandler), app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	if err := a.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	(&house{t: t, app: a}).healthy()
	err = a.DB.View(t.Context(), func(tx *db.Tx) error {
		orders, err := trade.List(tx, trade.Query{Limit: 10 * killCheckouts})
		if len(orders) != killCheckouts {
			t.Errorf("%d orders of %d checkouts", len(orders), killCheckouts)
		}
		for _, o := range orders {
			if o.State != trade.Paid {
				t.Errorf("order %s was answered as paid and is %s", o.No, o.State)
			}
		}
		anomalies, aerr := trade.Anomalies(tx, 0, 10)
		if len(anomalies) != 0 {
			t.Errorf("anomalies: %+v", anomalies)
		}
		return errors.Join(err, aerr)
	})
	if err != nil {
		t.Fatal(err)
	}
}
