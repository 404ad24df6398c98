package export_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/export"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// year is a district that sold honey and rice through twelve months, with a
// refund and goods on their way at the end. The first two months of the honey
// book are closed.
func year(t *testing.T) (w *world.World, honey, rice int32) {
	t.Helper()
	w = world.New(t)
	w.Stock(w.Honey, 60)
	w.Stock(w.Rice, 200_000)
	b := w.Buyer()
	for range 12 {
		c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 2}, trade.Item{SkuID: w.Rice.Sku, Qty: 1})
		w.Pay(c)
		for _, o := range c.Orders {
			w.Deliver(b, o)
		}
		w.Drain()
		w.Clock.Advance(30 * 24 * time.Hour)
		w.Drain()
	}
	undone := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
	w.Pay(undone)
	if err := w.Desk.CancelMine(t.Context(), b.UserID, undone.Orders[0].ID, w.Key()); err != nil {
		t.Fatal(err)
	}
	sent := w.MustCheckout(b, trade.Item{SkuID: w.Rice.Sku, Qty: 1})
	w.Pay(sent)
	if err := errors.Join(w.Pack(sent.Orders[0]), w.Ship(sent.Orders[0])); err != nil {
		t.Fatal(err)
	}
	w.Drain()
	honey, rice = bookOf(w, w.Honey), bookOf(w, w.Rice)
	for range 2 {
		closeNext(w, honey)
	}
	return w, honey, rice
}

func bookOf(w *world.World, s world.Shop) (id int32) {
	w.View(func(tx *db.Tx) error {
		b, err := ledger.BookOf(tx, ledger.OwnerMerchant, s.Merchant.ID)
		id = b.ID
		return err
	})
	return id
}

func closeNext(w *world.World, book int32) {
	w.Update(func(tx *db.Tx) error {
		months, err := ledger.Periods(tx, book)
		if err != nil {
			return err
		}
		next := months[len(months)-1].Month
		for _, m := range months {
			if m.State == ledger.PeriodOpen {
				next = m.Month
			}
		}
		if _, err := ledger.AskClose(tx, book, next, 1); err != nil {
			return err
		}
		_, err = ledger.ConfirmClose(tx, book, next, 2)
		return err
	})
}

func write(t *testing.T, w *world.World, o export.Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := export.Write(t.Context(), w.DB, o, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// check asks hledger, which knows nothing of ours, whether the text is in order.
func check(t *testing.T, text string) ([]byte, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "book.journal")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, "hledger", "check", "-f", file, "--strict", "ordereddates")
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	return cmd.CombinedOutput()
}

// Every balance of every month of a year, added up by another program.
func TestHledgerAgreesWithAYear(t *testing.T) {
	w, honey, rice := year(t)
	for _, o := range []export.Options{
		{Book: honey},
		{Book: rice},
		{Book: honey, From: 202701, To: 202703},
	} {
		o.Format = "hledger"
		text := write(t, w, o)
		if out, err := check(t, text); err != nil {
			t.Errorf("%+v: %v\n%s", o, err, out)
		}
		if strings.Count(text, " = ") < 10 || strings.Count(text, "\naccount ") < 8 {
			t.Errorf("%+v: few assertions or accounts:\n%.2000s", o, text)
		}
	}
}

// The oracle says no when it should: a fen more in one leg, a balance that is
// another, an account nobody declared.
func TestHledgerRefusesWhatIsWrong(t *testing.T) {
	w, honey, _ := year(t)
	text := write(t, w, export.Options{Format: "hledger", Book: honey})
	for what, change := range map[string]func(string) string{
		"an unbalanced journal": func(s string) string {
			first := regexp.MustCompile(`  \d+\.\d\d CNY\n`).FindString(s)
			return strings.Replace(s, first, "  9"+first[2:], 1)
		},
		"another balance": func(s string) string {
			return regexp.MustCompile(`= (\d+)\.\d\d CNY`).ReplaceAllString(s, "= ${1}.07 CNY")
		},
		"an account not declared": func(s string) string {
			return regexp.MustCompile(`(?m)^account .*\n`).ReplaceAllString(s, "")
		},
	} {
		wrong := change(text)
		if wrong == text {
			t.Errorf("%s: nothing was changed", what)
		}
		if out, err := check(t, wrong); err == nil {
			t.Errorf("%s passes: %s", what, out)
		}
	}
}

// What beancount's documentation asks for, since the program is not at hand:
// every line is a directive or a posting of known form, each account is opened
// before its first use, and each transaction sums to zero.
func TestBeancountIsWellFormed(t *testing.T) {
	w, honey, _ := year(t)
	text := write(t, w, export.Options{Format: "beancount", Book: honey})
	const account = `((?:Assets|Liabilities|Equity|Income|Expenses)(?::[\p{Lu}\p{Nd}\p{Lo}][\p{L}\p{Nd}-]*)+)`
	const amount = `(-?\d+(?:\.\d\d)?) (CNY|GOODS)`
	forms := map[string]*regexp.Regexp{
		"option":      regexp.MustCompile(`^option "[a-z_]+" "[^"]*"$`),
		"commodity":   regexp.MustCompile(`^\d{4}-\d\d-\d\d commodity (CNY|GOODS)$`),
		"open":        regexp.MustCompile(`^\d{4}-\d\d-\d\d open ` + account + ` (CNY|GOODS)$`),
		"transaction": regexp.MustCompile(`^\d{4}-\d\d-\d\d \* "[^"]+"$`),
		"metadata":    regexp.MustCompile(`^  journal: "\d+"$`),
		"posting":     regexp.MustCompile(`^  ` + account + `  ` + amount + `$`),
		"balance":     regexp.MustCompile(`^\d{4}-\d\d-\d\d balance ` + account + `  ` + amount + `$`),
	}
	opened, seen, sum := map[string]string{}, map[string]int{}, 0
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		kind := ""
		for k, form := range forms {
			m := form.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			kind = k
			switch k {
			case "open":
				opened[m[1]] = m[2]
			case "posting":
				sum += fen(m[2])
			}
			if (k == "posting" || k == "balance") && opened[m[1]] != m[3] {
				t.Errorf("%q before its account was opened in %s", line, m[3])
			}
		}
		seen[kind]++
		if kind == "" && line != "" {
			t.Errorf("%q is no directive", line)
		}
		if line == "" && sum != 0 {
			t.Errorf("a transaction sums to %d", sum)
			sum = 0
		}
	}
	for k := range forms {
		if seen[k] == 0 {
			t.Errorf("no %s", k)
		}
	}
}

// fen reads an amount of either commodity as a whole number.
func fen(s string) (n int) {
	for _, c := range s {
		if c >= '0' && c <= '9' {
			n = n*10 + int(c-'0')
		}
	}
	if strings.HasPrefix(s, "-") {
		return -n
	}
	return n
}

func TestRefusals(t *testing.T) {
	w, honey, _ := year(t)
	for want, o := range map[error]export.Options{
		export.ErrFormat: {Format: "paper", Book: honey},
		export.ErrEmpty:  {Format: "hledger", Book: honey, From: 209901},
	} {
		if err := export.Write(t.Context(), w.DB, o, &bytes.Buffer{}); !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", o, err, want)
		}
	}
}
