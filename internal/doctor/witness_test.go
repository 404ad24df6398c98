package doctor_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// TestACleverTruncation cuts the newest journals off with their blocks and puts
// lane, balances and checkpoints back, as a restored backup would: inside the
// database nothing is wrong but what the business still knows, and the note on
// the notice board says that the books were longer.
func TestACleverTruncation(t *testing.T) {
	w := story(t)
	last := checkpoint(t, w)
	cut := cutNewestBlock(t, w)
	dropTriggers(t, w)

	ids, _ := afterMutation(t, w, append(slices.Clone(cut), `DELETE FROM ledger_log WHERE idx = (SELECT MAX(idx) FROM (SELECT idx FROM ledger_log) x)`))
	if !slices.Contains(ids, "I7") {
		t.Errorf("the checkpoint is still there: %v", ids)
	}

	backup := append(slices.Clone(cut),
		`DELETE FROM ledger_log WHERE idx = (SELECT MAX(idx) FROM (SELECT idx FROM ledger_log) x)`,
		fmt.Sprintf(`DELETE FROM ledger_checkpoint WHERE id = %d`, last.ID))
	if ids, lines := afterMutation(t, w, backup); slices.Contains(ids, "I5") || slices.Contains(ids, "I6") || slices.Contains(ids, "I7") {
		t.Errorf("the cut shows inside: %v", lines)
	}
	ids, lines := afterMutation(t, w, backup, last.Note)
	if i := at(lines, "I7"); !slices.Contains(ids, "I7") || !strings.Contains(lines[i].Detail, fmt.Sprintf("外存见证的第 %d 号校验点", last.ID)) {
		t.Errorf("the note on the board says nothing: %v %s", ids, lines[i])
	}
}

// cutNewestBlock is what somebody who knows the tables would do.
func cutNewestBlock(t *testing.T, w *world.World) []string {
	t.Helper()
	var b, prev struct {
		Height   int64
		FirstSeq int64
		Hash     []byte
	}
	w.View(func(tx *db.Tx) error {
		err := tx.SQL().Raw(`SELECT height, first_seq, hash FROM ledger_block ORDER BY height DESC LIMIT 1`).Take(&b).Error
		if err != nil {
			return err
		}
		return tx.SQL().Raw(`SELECT height, first_seq, hash FROM ledger_block WHERE height = ?`, b.Height-1).Take(&prev).Error
	})
	return []string{
		fmt.Sprintf(`DELETE FROM ledger_entry WHERE journal_id >= %d`, b.FirstSeq),
		fmt.Sprintf(`DELETE FROM ledger_journal WHERE id >= %d`, b.FirstSeq),
		fmt.Sprintf(`DELETE FROM ledger_block WHERE height = %d`, b.Height),
		fmt.Sprintf(`UPDATE ledger_lane SET seq = %d, height = %d, head = x'%x'`, b.FirstSeq-1, prev.Height, prev.Hash),
	}
}

// TestAFork restores the books of yesterday and goes on with other orders: the
// note of the lost day is the beginning of no book any more.
func TestAFork(t *testing.T) {
	w := story(t)
	other := world.New(t)
	other.Stock(other.Rice, 60_000)
	other.Pay(other.MustCheckout(other.Buyer(), trade.Item{SkuID: other.Rice.Sku, Qty: 1}))
	other.Drain()
	lost := checkpoint(t, other).Note

	signers := w.Log.Verifiers()
	lines, err := doctor.CheckWith(t.Context(), w.DB, doctor.Options{Keys: ledger.NewKeys(w.Vault), Signers: &signers, Witnessed: []string{lost}})
	if err != nil {
		t.Fatal(err)
	}
	if ids := broken(lines); !slices.Equal(ids, []string{"I7"}) {
		t.Errorf("%v", lines)
	}
}
