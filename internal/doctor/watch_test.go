package doctor_test

import (
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

func watch(w *world.World, name string) *doctor.Watch {
	return doctor.NewWatch(w.DB, name, slog.New(slog.DiscardHandler), func() (doctor.Options, error) {
		return doctor.Options{Keys: ledger.NewKeys(w.Vault)}, nil
	})
}

// pass makes one quick pass, which must have the turn, and returns what is kept.
func pass(t *testing.T, w *world.World, by *doctor.Watch) []doctor.Result {
	t.Helper()
	if done, _, err := by.Quick(t.Context()); err != nil || !done {
		t.Fatal(done, err)
	}
	return results(w)
}

func results(w *world.World) (rs []doctor.Result) {
	w.View(func(tx *db.Tx) (err error) {
		rs, err = doctor.Results(tx)
		return err
	})
	return rs
}

func stopped(w *world.World) (ids []ledger.AccountID) {
	w.View(func(tx *db.Tx) error {
		all, err := ledger.Stops(tx, 100)
		for _, s := range all {
			if s.LiftedUS == 0 {
				ids = append(ids, s.Account)
			}
		}
		return err
	})
	slices.Sort(ids)
	return ids
}

func brokenResults(rs []doctor.Result) (ids []string) {
	for _, r := range rs {
		if !r.OK {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// What was examined stays examined: a healthy district has healthy passes, from
// the beginning, when nothing is new, and after more has happened.
func TestQuickPassesOverAHealthyDistrict(t *testing.T) {
	w := story(t)
	by := watch(w, "a")
	for range 3 {
		if ids := brokenResults(pass(t, w, by)); len(ids) > 0 {
			t.Fatalf("%+v", results(w))
		}
	}
	b := w.Buyer()
	for range 3 {
		c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
		w.Pay(c)
		w.Drain()
		w.Deliver(b, c.Orders[0])
		pass(t, w, by) // between promise and posting
		w.Drain()
		if ids := brokenResults(pass(t, w, by)); len(ids) > 0 {
			t.Fatalf("%+v", results(w))
		}
	}
	if len(stopped(w)) > 0 {
		t.Error("an account is stopped")
	}
	full, err := by.Full(t.Context())
	if err != nil || len(broken(full.Lines)) > 0 {
		t.Fatal(full, err)
	}
	for _, r := range results(w) {
		t.Log(r.Line, r.Full)
	}
}

// quickMutations are changes behind everybody's back and what one pass says of
// each. Those marked fresh are made before the doctor has read the journal.
var quickMutations = []struct {
	name  string
	fresh bool
	do    []string
	want  []string
	stops []string // the accounts that are stopped, exactly
}{
	{
		"a balance is raised", false,
		[]string{`UPDATE ledger_balance SET cr = cr + 100 WHERE account_id = ${household account}`},
		[]string{"I2", "I3"},
		[]string{"${household account}"},
	},
	{
		"an amount of an old journal is raised", false,
		[]string{`UPDATE ledger_entry SET amount = amount - 1 WHERE journal_id = ${sign} AND ord = 2`},
		[]string{"I1", "I6"},
		[]string{"${account 2}"},
	},
	{
		"an amount of a new journal is raised", true,
		[]string{`UPDATE ledger_entry SET amount = amount - 1 WHERE journal_id = ${sign} AND ord = 2`},
		[]string{"I1", "I2", "I3", "I6", "I11"},
		[]string{"${account 2}"},
	},
	{"two accounts of an old journal are swapped", false, []string{
		`UPDATE ledger_entry SET account_id = ${account 3} WHERE journal_id = ${sign} AND ord = 2`,
		`UPDATE ledger_entry SET account_id = ${account 2} WHERE journal_id = ${sign} AND ord = 3`,
	}, []string{"I6"}, []string{"${account 2}", "${account 3}"}},
	{"two accounts of a new journal are swapped", true, []string{
		`UPDATE ledger_entry SET account_id = ${account 3} WHERE journal_id = ${sign} AND ord = 2`,
		`UPDATE ledger_entry SET account_id = ${account 2} WHERE journal_id = ${sign} AND ord = 3`,
	}, []string{"I3", "I6", "I11"}, []string{"${account 2}", "${account 3}"}},
	{"an open item disappears", false, []string{
		`DELETE FROM ledger_open WHERE dim = ${shipped order} AND account_id IN (SELECT id FROM ledger_account WHERE code = 2001)`,
	}, []string{"I3"}, nil},
	{
		"a byte of a leaf is flipped", false,
		[]string{`UPDATE ledger_journal SET leaf = ${flipped leaf} WHERE id = ${sign}`},
		[]string{"I6"},
		nil,
	},
	{"the newest block and its journals are deleted", false, []string{
		`DELETE FROM ledger_entry WHERE journal_id >= ${first of last block}`,
		`DELETE FROM ledger_journal WHERE id >= ${first of last block}`,
		`DELETE FROM ledger_block WHERE height = ${last height}`,
	}, []string{"I6"}, []string{}},
	{"a row is moved to a neighbour", true, []string{
		`UPDATE alloc_row SET amount = amount + 5 WHERE id = ${row a}`,
		`UPDATE alloc_row SET amount = amount - 5 WHERE id = ${row b}`,
	}, []string{"I9", "I11"}, nil},
	{
		"a payment that arrived is called refused", true,
		[]string{`UPDATE payout_line SET state = 'failed' WHERE state = 'paid'`},
		[]string{"I8"},
		nil,
	},
	{"the month's salt is thrown away", true, []string{`DELETE FROM ledger_salt`}, []string{"I6"}, []string{}},
}

func TestOnePassNamesTheInvariantAndTheAccount(t *testing.T) {
	for name, fresh := range map[string]bool{"read before": false, "new": true} {
		t.Run(name, func(t *testing.T) { onePass(t, fresh) })
	}
}

func onePass(t *testing.T, fresh bool) {
	w := story(t)
	fill := facts(t, w)
	dropTriggers(t, w)
	if !fresh {
		pass(t, w, watch(w, "a"))
	}
	for _, m := range quickMutations {
		if m.fresh != fresh {
			continue
		}
		t.Run(m.name, func(t *testing.T) {
			got, accused := quickAfter(t, w, filled(fill, m.do))
			if !slices.Equal(got, m.want) {
				t.Errorf("named %v, want %v", got, m.want)
			}
			want := filled(fill, m.stops)
			slices.Sort(want)
			if m.stops != nil && !slices.Equal(accused, want) || m.stops == nil && len(accused) == 0 {
				t.Errorf("accused %v, want %v", accused, want)
			}
		})
	}
}

func filled(fill *strings.Replacer, texts []string) []string {
	out := slices.Clone(texts)
	for i := range out {
		out[i] = fill.Replace(out[i])
	}
	return out
}

// A break stops its account alone, a neighbour in the same book is posted to, and
// a lift lets what waited through.
func TestABrokenBalanceStopsItsAccountAlone(t *testing.T) {
	w := world.New(t)
	w.Stock(w.Honey, 10)
	b := w.Buyer()
	buy := func() trade.Order {
		c := w.MustCheckout(b, trade.Item{SkuID: w.Honey.Sku, Qty: 1})
		w.Pay(c)
		w.Drain()
		w.Deliver(b, c.Orders[0])
		w.Drain()
		return c.Orders[0]
	}
	buy()
	by := watch(w, "a")
	pass(t, w, by)
	var household int64
	w.View(func(tx *db.Tx) error {
		return tx.SQL().Raw(`SELECT MIN(b.account_id) FROM ledger_balance b JOIN ledger_account a ON a.id = b.account_id WHERE a.code = 2010`).Scan(&household).Error
	})
	raise := func(by string) {
		w.Update(func(tx *db.Tx) error {
			return tx.SQL().Exec(`UPDATE ledger_balance SET cr = cr + `+by+` WHERE account_id = ?`, household).Error
		})
	}
	raise("1")
	if ids := brokenResults(pass(t, w, by)); !slices.Equal(ids, []string{"I2", "I3"}) {
		t.Fatalf("named %v", ids)
	}
	if got := stopped(w); !slices.Equal(got, []ledger.AccountID{ledger.AccountID(household)}) {
		t.Fatalf("stopped %v, want %d", got, household)
	}
	posted := func() (n int64) {
		w.View(func(tx *db.Tx) error { return tx.SQL().Raw(`SELECT COUNT(*) FROM ledger_journal`).Scan(&n).Error })
		return n
	}
	before := posted()
	buy() // E1 and the goods post; E3 credits every household of the lot and waits
	if got := posted() - before; got != 4 {
		t.Errorf("%d journals were posted beside the stop, want 4", got)
	}
	raise("-1")
	r, err := by.Full(t.Context())
	if err != nil || !r.Whole(ledger.AccountID(household)) {
		t.Fatal(r, err)
	}
	w.Update(func(tx *db.Tx) error {
		all, err := ledger.Stops(tx, 1)
		if err != nil {
			return err
		}
		if _, err := ledger.AskLift(tx, all[0].ID, 1); err != nil {
			return err
		}
		_, err = ledger.ConfirmLift(tx, all[0].ID, 2)
		return err
	})
	w.Drain()
	if r, err = by.Full(t.Context()); err != nil || len(broken(r.Lines)) > 0 {
		t.Error(r, err)
	}
	if ids := brokenResults(pass(t, w, by)); len(ids) > 0 || len(stopped(w)) > 0 {
		t.Errorf("%v still", ids)
	}
}

// One turn at a time, whoever asks; a turn that was lost keeps nothing.
func TestOneExaminesAtATime(t *testing.T) {
	w := world.New(t)
	a, b := watch(w, "a"), watch(w, "b")
	pass(t, w, a)
	pass(t, w, b)
	w.Update(func(tx *db.Tx) error {
		return tx.SQL().Exec(`UPDATE doctor_turn SET lease_us = ?`, int64(1)<<60).Error
	})
	if done, _, err := b.Quick(t.Context()); err != nil || done {
		t.Error("examined out of turn", err)
	}
}

// A backlog is worked off over passes while more is posted; then the patrol goes
// round in small steps and finds what was changed behind it.
func TestABacklogIsWorkedOffOverPasses(t *testing.T) {
	w := story(t)
	by := watch(w, "a")
	by.Narrow(5, 3, 2)
	passes, more := 0, true
	for ; more; passes++ {
		var err error
		if _, more, err = by.Quick(t.Context()); err != nil {
			t.Fatal(err)
		}
		if passes == 2 {
			w.Pay(w.MustCheckout(w.Buyer(), trade.Item{SkuID: w.Honey.Sku, Qty: 1}))
			w.Drain()
		}
	}
	if passes < 5 {
		t.Errorf("%d passes", passes)
	}
	rounds := 0
	for ; rounds < 200; rounds++ {
		if ids := brokenResults(pass(t, w, by)); len(ids) > 0 {
			t.Fatalf("%+v", results(w))
		}
	}
	w.Update(func(tx *db.Tx) error {
		return tx.SQL().Exec(`UPDATE ledger_open SET balance = balance * 2 WHERE dim = (SELECT m.dim FROM (SELECT MAX(dim) AS dim FROM ledger_open) m)`).Error
	})
	for rounds = 0; rounds < 200 && len(brokenResults(pass(t, w, by))) == 0; rounds++ {
	}
	if ids := brokenResults(results(w)); !slices.Equal(ids, []string{"I3"}) || len(stopped(w)) == 0 {
		t.Errorf("named %v, stopped %v", ids, stopped(w))
	}
}
