package doctor_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// distributed is the story with what the collective earned from its sales shared
// out.
func distributed(t *testing.T) (*world.World, distribution.Distribution) {
	t.Helper()
	w := story(t)
	return share(t, w, distribution.Input{MerchantID: w.Honey.Merchant.ID, ReserveBP: 4_000, Note: "年度分配"})
}

// share enters a register for the honey village and shares out all of its surplus.
func share(t *testing.T, w *world.World, in distribution.Input) (*world.World, distribution.Distribution) {
	t.Helper()
	w.Update(func(tx *db.Tx) error {
		in.RecordDay, in.Year = tx.Today(), int(tx.Today())/10_000
		book, err := ledger.BookOf(tx, ledger.OwnerMerchant, in.MerchantID)
		if err != nil {
			return err
		}
		if in.Distributable, err = distribution.Surplus(tx, book.ID, in.MerchantID); err != nil {
			return err
		}
		var hs []distribution.Holding
		for i, h := range w.Honey.Households {
			hs = append(hs, distribution.Holding{Household: h.ID, Units: int64(100 * (i + 1)), From: in.RecordDay})
		}
		return distribution.Register(tx, w.Honey.Staff(1), in.MerchantID, hs)
	})
	d := w.Distribute(w.Honey, in)
	for range 3 {
		w.Drain()
	}
	return w, d
}

// A distribution of what sales brought agrees with the books; whatever is done to
// it afterwards, the doctor names I18.
func TestADistributionThatChanged(t *testing.T) {
	w, d := distributed(t)
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Fatalf("before: %v", ids)
	}
	dropTriggers(t, w)
	at := fmt.Sprintf(` WHERE id = %d`, d.ID)
	part := fmt.Sprintf(` WHERE distribution_id = %d AND ord = 1`, d.ID)
	for name, statements := range map[string][]string{
		"the reserve's rate is above the cap": {`UPDATE distribution SET reserve_bp = 4001` + at},
		"the reserve is another":              {`UPDATE distribution SET reserve_fen = reserve_fen - 1` + at},
		"shares were changed":                 {`UPDATE distribution_part SET units = units + 1` + part},
		"a part was changed":                  {`UPDATE distribution_part SET by_shares_fen = by_shares_fen + 1` + part},
		"a household was left out":            {`DELETE FROM distribution_part` + part},
		"one person did both":                 {`UPDATE distribution SET approver = author` + at},
		"approved before the notice was over": {`UPDATE distribution SET approved_us = noticed_us` + at},
		"the vote did not carry":              {`UPDATE distribution SET in_favour = 59` + at},
		"money went to a neighbour": {`UPDATE ledger_entry SET account_id = (SELECT account_id FROM (SELECT MIN(account_id) AS account_id
			FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id WHERE j.kind = 1200) x) WHERE journal_id IN
			(SELECT id FROM ledger_journal WHERE kind = 1200) AND ord = 3`},
	} {
		if ids, lines := afterMutation(t, w, statements); !slices.Contains(ids, "I18") {
			t.Errorf("%s: %v %v", name, ids, lines)
		}
	}
	// Posted without its row: the journal stands alone.
	if ids, _ := afterMutation(t, w, []string{`UPDATE distribution SET state = 'withdrawn'` + at}); !slices.Equal(ids, []string{"I8"}) {
		t.Errorf("withdrawn after posting: %v", ids)
	}
}

// A co-op's part follows what the book settled for each household in the period;
// a volume that is another is named.
func TestACoopsDistribution(t *testing.T) {
	w := story(t)
	w.Update(func(tx *db.Tx) error {
		return tx.SQL().Exec(`UPDATE supplier SET kind = 'coop' WHERE id = ?`, w.Honey.Merchant.ID).Error
	})
	in := distribution.Input{MerchantID: w.Honey.Merchant.ID, ReserveBP: 1_000, VolumeBP: 6_000}
	w.View(func(tx *db.Tx) error {
		in.From, in.To = tx.Today().Add(-365), tx.Today().Add(-1)
		return nil
	})
	w, d := share(t, w, in)
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Fatalf("before: %v", ids)
	}
	byVolume := money.Fen(0)
	w.View(func(tx *db.Tx) error {
		parts, err := distribution.Parts(tx, d.ID)
		for _, p := range parts {
			if (p.Volume > 0) != (p.ByVolume > 0) {
				t.Errorf("%+v", p)
			}
			byVolume += p.ByVolume
		}
		return err
	})
	if rest := d.Payable(); byVolume != d.Patronage || 10_000*byVolume < 6_000*rest || byVolume == rest {
		t.Errorf("%s of %s by volume", byVolume, rest)
	}
	more := []string{fmt.Sprintf(`UPDATE settlement_item SET day = 20200101 WHERE book = %d`, d.Book)}
	if ids, lines := afterMutation(t, w, more); !slices.Contains(ids, "I18") {
		t.Errorf("the settled sales are others: %v %v", ids, lines)
	}
}
