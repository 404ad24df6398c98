package proof_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/proof"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// signedOrder is a district with one signed order, some of whose rows are to be
// proved, and more blocks around it.
func signedOrder(t *testing.T) (w *world.World, order int64, rows []alloc.Row) {
	t.Helper()
	w = world.New(t)
	w.Stock(w.Honey, 40)
	b := w.Buyer()
	for i := range 5 {
		c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 3})
		w.Pay(c)
		if w.Deliver(b, c.Orders[0]); i == 2 {
			order = c.Orders[0].ID
		}
		w.Drain()
	}
	w.View(func(tx *db.Tx) error {
		slices, err := alloc.SlicesOfOrder(tx, order)
		for _, s := range slices {
			rows = append(rows, s.Rows...)
		}
		return err
	})
	return w, order, rows
}

func make1(t *testing.T, w *world.World, order, row int64) (d proof.Document) {
	t.Helper()
	w.View(func(tx *db.Tx) (err error) {
		d, err = proof.Maker{Keys: w.Ledger.Keys()}.OfRow(tx, order, row)
		return err
	})
	return d
}

func checkpoint(t *testing.T, w *world.World) ledger.Checkpoint {
	t.Helper()
	w.Clock.Advance(time.Hour)
	c, _, err := w.Log.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryRowOfAnOrderIsProved(t *testing.T) {
	w, order, rows := signedOrder(t)
	pending, err := proof.Verify(make1(t, w, order, rows[0].ID), w.Log.Verifiers())
	if err != nil || !pending.Pending {
		t.Errorf("before the checkpoint: %+v %v", pending, err)
	}
	c := checkpoint(t, w)
	for _, r := range rows {
		d := make1(t, w, order, r.ID)
		v, err := proof.Verify(d, w.Log.Verifiers())
		if err != nil || v.Amount != -int64(r.Amount) || v.Order != order || v.Checkpoint.No != c.ID || v.PostedUS == 0 {
			t.Errorf("row of %s: %+v %v", r.Role, v, err)
		}
		for name, number := range map[string]int64{"account": int64(r.Account), "household": r.Household} {
			if number != 0 && strings.Contains(string(encode(t, d)), `"`+proofInt(number)+`"`) {
				t.Errorf("the proof shows the %s", name)
			}
		}
	}
	w.View(func(tx *db.Tx) error {
		_, err := proof.Maker{Keys: w.Ledger.Keys()}.OfRow(tx, order, 12345)
		if !errors.Is(err, proof.ErrNotPosted) {
			t.Errorf("an unknown row: %v", err)
		}
		return nil
	})
}

func proofInt(n int64) string {
	b, _ := json.Marshal(proof.Int(n))
	return strings.Trim(string(b), `"`)
}

func encode(t *testing.T, d proof.Document) []byte {
	t.Helper()
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestATouchedProofFailsAtItsStep changes one thing at a time.
func TestATouchedProofFailsAtItsStep(t *testing.T) {
	w, order, rows := signedOrder(t)
	checkpoint(t, w)
	raw := encode(t, make1(t, w, order, rows[0].ID))
	stranger, public, err := ledger.NewSigningKey("world.example/books")
	if err != nil || stranger == "" {
		t.Fatal(err)
	}
	other, err := ledger.NewVerifiers(public)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		do   func(d *proof.Document)
		want proof.Step
	}{
		"amount":           {func(d *proof.Document) { d.Entry.Amount-- }, proof.StepEntry},
		"owner":            {func(d *proof.Document) { d.Entry.Whose[3] ^= 1 }, proof.StepEntry},
		"ord":              {func(d *proof.Document) { d.Entry.Ord++ }, proof.StepEntry},
		"path of entry":    {func(d *proof.Document) { d.Entry.Path[0][0] ^= 1 }, proof.StepEntry},
		"order":            {func(d *proof.Document) { d.Head.Order++ }, proof.StepHead},
		"time":             {func(d *proof.Document) { d.Head.PostedUS-- }, proof.StepHead},
		"block's root":     {func(d *proof.Document) { d.Block.Root[9] ^= 1 }, proof.StepBlock},
		"sequence":         {func(d *proof.Document) { d.Block.FirstSeq--; d.Block.LastSeq-- }, proof.StepBlock},
		"block before":     {func(d *proof.Document) { d.Block.Prev[0] ^= 1 }, proof.StepChain},
		"height":           {func(d *proof.Document) { d.Block.Height++ }, proof.StepChain},
		"place in the log": {func(d *proof.Document) { d.Log.Index++ }, proof.StepCheckpoint},
		"path of log":      {func(d *proof.Document) { d.Log.Path[0][0] ^= 1 }, proof.StepCheckpoint},
		"note's time":      {func(d *proof.Document) { d.Log.Note = strings.Replace(d.Log.Note, "at 20", "at 19", 1) }, proof.StepSignature},
		"note's format":    {func(d *proof.Document) { d.Log.Note = "x" + d.Log.Note[1:7] }, proof.StepCheckpoint},
	} {
		var d proof.Document
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(err)
		}
		c.do(&d)
		var f *proof.Failure
		if _, err := proof.Verify(d, w.Log.Verifiers()); !errors.As(err, &f) || f.Step != c.want {
			t.Errorf("%s: %v, want step %s", name, err, c.want)
		}
	}
	var d proof.Document
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	if again := encode(t, d); !reflect.DeepEqual(again, raw) {
		t.Error("a proof changes when it is read and written")
	}
	var f *proof.Failure
	if _, err := proof.Verify(d, other); !errors.As(err, &f) || f.Step != proof.StepSignature {
		t.Errorf("another key: %v", err)
	}
}

func TestTokens(t *testing.T) {
	tokens := proof.NewTokens(vault.Dev())
	a, b := tokens.Of(1_234_567_890_123), tokens.Of(1_234_567_890_124)
	if row, err := tokens.Row(a); err != nil || row != 1_234_567_890_123 || len(a) != 22 || a[:4] == b[:4] {
		t.Errorf("%d %v %s %s", row, err, a, b)
	}
	for _, bad := range []string{"", "1234567890123", a[:21], a + "A", "AAAAAAAAAAAAAAAAAAAAAA", "B" + a[1:]} {
		if row, err := tokens.Row(bad); !errors.Is(err, proof.ErrToken) && bad != a {
			t.Errorf("%q is row %d, %v", bad, row, err)
		}
	}
}
