package proof_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/proof"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// exported is the chain of a district that changed to SM3 on its way, with
// blocks behind the last checkpoint.
func exported(t *testing.T) (w *world.World, dir string) {
	t.Helper()
	w, _, _ = signedOrder(t)
	checkpoint(t, w)
	key, public, err := ledger.NewSigningKey("world.example/books")
	if err != nil {
		t.Fatal(err)
	}
	sm3, err := ledger.NewLog(ledger.LogOptions{DB: w.DB, Key: key, Before: []string{w.Log.PublicKey()}, Alg: ledger.SM3})
	if err != nil || sm3.PublicKey() != public {
		t.Fatal(err)
	}
	w.Log = sm3
	checkpoint(t, w)
	pay := func() {
		w.Pay(w.MustCheckout(w.Buyer(), trade.Item{SkuID: w.Honey.Sku, Qty: 1}))
		if err := w.Ledger.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	pay()
	checkpoint(t, w)
	pay()
	dir = t.TempDir()
	w.View(func(tx *db.Tx) error { return proof.Export(tx, w.Ledger.Keys(), dir) })
	return w, dir
}

func TestAnExportHolds(t *testing.T) {
	w, dir := exported(t)
	sum, err := proof.VerifyExport(dir, w.Log.Verifiers())
	if err != nil || sum.Journals == 0 || sum.Blocks < 4 || sum.Checkpoints < 3 || sum.Last.Alg != ledger.SM3 {
		t.Errorf("%+v %v", sum, err)
	}
	if raw := readFile(t, dir, "blocks.jsonl"); !bytes.Contains(raw, []byte(`"sm3"`)) || !bytes.Contains(raw, []byte(`"sha256"`)) {
		t.Error("the chain did not change its algorithm")
	}
}

func readFile(t *testing.T, dir, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestATouchedExportNamesTheSpot changes one line of one file at a time.
func TestATouchedExportNamesTheSpot(t *testing.T) {
	w, dir := exported(t)
	hexAfter := func(field string) *regexp.Regexp { return regexp.MustCompile(`("` + field + `":"?\[?"?)([0-9a-f])`) }
	flip := func(field string) func(string) string {
		return func(line string) string {
			return hexAfter(field).ReplaceAllStringFunc(line, func(m string) string {
				if strings.HasSuffix(m, "0") {
					return m[:len(m)-1] + "1"
				}
				return m[:len(m)-1] + "0"
			})
		}
	}
	gone := func(string) string { return "" }
	for name, c := range map[string]struct {
		file string
		line int // from 0; below zero from the end
		do   func(string) string
		want string
	}{
		"a commitment":           {"journals.jsonl", 2, flip("commitments"), "凭证 3：内容与指纹不符"},
		"a leaf":                 {"journals.jsonl", 2, flip("leaf"), "凭证 3：内容与指纹不符"},
		"a journal is gone":      {"journals.jsonl", 2, gone, "凭证 4：编号不连续"},
		"the newest journal":     {"journals.jsonl", -1, gone, "凭证缺失"},
		"a block's root":         {"blocks.jsonl", 1, flip("root"), "0 号通道第 2 块：哈希不符"},
		"a block is gone":        {"blocks.jsonl", 1, gone, "0 号通道第 3 块：编号接不上前一块"},
		"the newest block":       {"blocks.jsonl", -1, gone, "不在任何区块里"},
		"a note":                 {"checkpoints.jsonl", 1, func(s string) string { return strings.Replace(s, "heads 0:", "heads 0:1", 1) }, "第 2 号校验点：签名不符"},
		"a checkpoint is gone":   {"checkpoints.jsonl", 1, gone, "第 3 号校验点：编号不连续"},
		"a line is not readable": {"blocks.jsonl", 1, func(string) string { return "{" }, "blocks.jsonl 第 2 行"},
	} {
		raw := readFile(t, dir, c.file)
		lines := strings.SplitAfter(strings.TrimSuffix(string(raw), "\n"), "\n")
		i := (c.line + len(lines)) % len(lines)
		if lines[i] = c.do(lines[i]); strings.Join(lines, "") == string(raw) {
			t.Fatalf("%s: nothing was changed", name)
		}
		write := func(text []byte) {
			if err := os.WriteFile(filepath.Join(dir, c.file), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		write([]byte(strings.Join(lines, "")))
		var b *proof.Broken
		if _, err := proof.VerifyExport(dir, w.Log.Verifiers()); !errors.As(err, &b) || !strings.Contains(b.What, c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		write(raw)
	}
}

// Who cuts journals and blocks off together is found by the note that names them.
func TestATruncatedExport(t *testing.T) {
	w, dir := exported(t)
	sum, err := proof.VerifyExport(dir, w.Log.Verifiers())
	if err != nil {
		t.Fatal(err)
	}
	signed := sum.Last.Heads[0].Height
	for _, name := range []string{"journals.jsonl", "blocks.jsonl"} {
		var kept []string
		for line := range strings.SplitAfterSeq(string(readFile(t, dir, name)), "\n") {
			m := regexp.MustCompile(`"height":"(\d+)"`).FindStringSubmatch(line)
			if m != nil && len(m[1]) == 1 && int64(m[1][0]-'0') < signed {
				kept = append(kept, line)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(kept, "")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var b *proof.Broken
	if _, err := proof.VerifyExport(dir, w.Log.Verifiers()); !errors.As(err, &b) || !strings.Contains(b.What, "号通道签到第") {
		t.Errorf("%v", err)
	}
}
