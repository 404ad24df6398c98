package doctor_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/doctor"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/yigoutest/world"
)

// story is a district with orders in every state: unpaid, paid, packed, unpacked,
// shipped, signed, settled, cancelled with its refund, and one payment that came
// twice.
func story(t *testing.T) *world.World {
	t.Helper()
	w := world.New(t)
	w.Stock(w.Honey, 10)
	w.Stock(w.Honey, 5)
	w.Stock(w.Rice, 60_000)
	b := w.Buyer()
	honey := trade.Item{SkuID: w.Honey.Sku, Qty: 3}
	rice := trade.Item{SkuID: w.Rice.Sku, Qty: 2}
	buy := func(items ...trade.Item) trade.Checkout {
		c := w.MustCheckout(b, items...)
		w.Pay(c)
		return c
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}

	for i, h := range w.Honey.Households {
		w.SetPayee(w.Honey, h, world.Card(int64(i)))
	}
	settled := buy(honey, rice)
	for _, o := range settled.Orders {
		w.Deliver(b, o)
	}
	w.Drain()
	for range 12 { // past every after-sale window
		w.Clock.Advance(24 * time.Hour)
		w.Drain()
	}

	payOut(t, w)

	for _, o := range buy(honey, rice).Orders {
		w.Deliver(b, o)
	}
	shipped := buy(honey).Orders[0]
	must(w.Pack(shipped))
	must(w.Ship(shipped))
	packed := buy(rice).Orders[0]
	must(w.Pack(packed))
	must(w.Desk.Unpack(t.Context(), w.Rice.Operator, w.Key(), packed.ID))
	must(w.Pack(packed))
	must(w.Pack(buy(trade.Item{SkuID: w.Honey.Sku, Qty: 61}).Orders[0])) // over two lots
	unpacked := buy(rice).Orders[0]
	must(w.Pack(unpacked))
	must(w.Desk.Unpack(t.Context(), w.Rice.Operator, w.Key(), unpacked.ID))
	cancelled := buy(honey)
	must(w.Desk.CancelMine(t.Context(), b.UserID, cancelled.Orders[0].ID, w.Key()))
	twice := w.Evidence(buy(rice).Payments[0])
	twice.ProviderTxn = "again"
	must(w.Notify(twice))
	w.MustCheckout(b, honey) // never paid
	w.Drain()
	checkpoint(t, w)
	buy(rice) // a block of its own, behind the checkpoint
	w.Drain()
	return w
}

func checkpoint(t *testing.T, w *world.World) ledger.Checkpoint {
	t.Helper()
	c, fresh, err := w.Log.Take(t.Context())
	if err != nil || !fresh {
		t.Fatal(err, "or nothing to sign")
	}
	return c
}

// payOut takes the calendar's draft to a bank that pays one line, refuses one,
// returns one and is silent about the rest.
func payOut(t *testing.T, w *world.World) {
	t.Helper()
	var bs []payout.Batch
	w.View(func(tx *db.Tx) (err error) {
		bs, err = payout.Batches(tx, w.Honey.Merchant.ID, 0, 1)
		return err
	})
	b := w.File(w.Honey, bs[0].ID)
	answer := "序号,状态,失败原因,银行流水号\n1,成功,,T1\n2,失败,户名不符,\n3,退汇,账户已注销,T3\n"
	_, wrong, err := w.Teller.Import(t.Context(), w.DB, w.Honey.Staff(2), b.ID, "回盘.csv", strings.NewReader(answer))
	if err != nil || len(wrong) > 0 {
		t.Fatal(err, wrong)
	}
	w.Drain()
}

func examine(t *testing.T, w *world.World) []doctor.Line {
	t.Helper()
	lines, err := doctor.Check(t.Context(), w.DB, w.Ledger.Keys())
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// broken returns the ids that do not hold, in order.
func broken(lines []doctor.Line) (ids []string) {
	for _, l := range lines {
		if !l.OK {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

func TestAHealthyDistrict(t *testing.T) {
	w := story(t)
	lines := examine(t, w)
	want := []string{"I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13", "I14", "I15", "I16", "I17", "I18", "I19"}
	for i, l := range lines {
		if l.ID != want[i] || !l.OK || l.Figure == "" || l.Detail != "" || !strings.HasPrefix(l.String(), l.ID+" ") {
			t.Errorf("%s (%+v)", l, l)
		}
		t.Log(l)
	}
	if len(lines) != len(want) {
		t.Errorf("%d lines", len(lines))
	}
}

// An empty database is healthy too.
func TestAnEmptyDistrict(t *testing.T) {
	w := world.New(t)
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Errorf("%v", ids)
	}
}

// What is promised and not yet posted is no fault within a minute, and one
// afterwards.
func TestWaitingIntents(t *testing.T) {
	w := story(t)
	c := w.MustCheckout(w.Buyer(), trade.Item{SkuID: w.Rice.Sku, Qty: 1})
	w.Pay(c)
	if err := w.Pack(c.Orders[0]); err != nil {
		t.Fatal(err)
	}
	lines := examine(t, w)
	if ids := broken(lines); len(ids) > 0 {
		t.Fatalf("%v", lines)
	}
	if i := at(lines, "I8"); !strings.Contains(lines[i].Figure, "2 项待入账") {
		t.Errorf("%s", lines[i])
	}
	w.Clock.Advance(61 * time.Second)
	if ids := broken(examine(t, w)); !slices.Equal(ids, []string{"I8"}) {
		t.Errorf("after a minute: %v", ids)
	}
}

func at(lines []doctor.Line, id string) int {
	return slices.IndexFunc(lines, func(l doctor.Line) bool { return l.ID == id })
}

// mutations are what somebody with the database in hand might do, and the ids
// that must name it.
var mutations = []struct {
	name string
	do   []string
	want []string
}{
	{
		"a byte of a leaf is flipped",
		[]string{`UPDATE ledger_journal SET leaf = ${flipped leaf} WHERE id = ${sign}`},
		[]string{"I6"},
	},
	{
		"a head of a journal is backdated",
		[]string{`UPDATE ledger_journal SET effective_us = effective_us - 1 WHERE id = ${sign}`},
		[]string{"I6"},
	},
	{
		"an amount is raised",
		[]string{`UPDATE ledger_entry SET amount = amount - 1 WHERE journal_id = ${sign} AND ord = 2`},
		[]string{"I1", "I3", "I6", "I11"},
	},
	{
		"a fen is moved between two entries and their balances",
		[]string{
			`UPDATE ledger_entry SET amount = amount - 1 WHERE journal_id = ${sign} AND ord = 2`,
			`UPDATE ledger_entry SET amount = amount + 1 WHERE journal_id = ${sign} AND ord = 3`,
			`UPDATE ledger_balance SET cr = cr + 1 WHERE account_id = ${account 2}`,
			`UPDATE ledger_balance SET cr = cr - 1 WHERE account_id = ${account 3}`,
		},
		[]string{"I6", "I11"},
	},
	{
		"two entries swap their accounts",
		[]string{
			`UPDATE ledger_entry SET account_id = ${account 3} WHERE journal_id = ${sign} AND ord = 2`,
			`UPDATE ledger_entry SET account_id = ${account 2} WHERE journal_id = ${sign} AND ord = 3`,
		},
		[]string{"I3", "I6", "I11"},
	},
	{
		"a household's account gets another owner",
		[]string{`UPDATE ledger_account SET owner_id = 77 WHERE id = ${household account}`},
		[]string{"I6", "I9", "I11"},
	},
	{
		"the newest block and its journals are deleted",
		[]string{
			`DELETE FROM ledger_entry WHERE journal_id >= ${first of last block}`,
			`DELETE FROM ledger_journal WHERE id >= ${first of last block}`,
			`DELETE FROM ledger_block WHERE height = ${last height}`,
		},
		[]string{"I3", "I5", "I6", "I8", "I12"},
	},
	{
		"the newest block is deleted alone",
		[]string{`DELETE FROM ledger_block WHERE height = ${last height}`},
		[]string{"I5", "I6"},
	},
	{
		"two blocks change places",
		[]string{
			`UPDATE ledger_block SET height = 99999 WHERE height = 2`,
			`UPDATE ledger_block SET height = 2 WHERE height = 3`,
			`UPDATE ledger_block SET height = 3 WHERE height = 99999`,
		},
		[]string{"I5", "I6", "I7"},
	},
	{
		"a journal is taken out of the middle",
		[]string{`DELETE FROM ledger_entry WHERE journal_id = ${pay}`, `DELETE FROM ledger_journal WHERE id = ${pay}`},
		[]string{"I3", "I4", "I5", "I6", "I8", "I12"},
	},
	{
		"an order is posted twice",
		[]string{
			`INSERT INTO ledger_journal SELECT id + 1000, height, book, kind, ref, ref_seq + 1, order_id, period, effective_us, posted_us,
				n, gross, reverses, actor, req_hash, leaf FROM ledger_journal WHERE id = ${pay}`,
			`INSERT INTO ledger_entry SELECT journal_id + 1000, ord, account_id, amount, dim, row_id FROM ledger_entry WHERE journal_id = ${pay}`,
		},
		[]string{"I3", "I5", "I6", "I8"},
	},
	{
		"a balance is raised",
		[]string{`UPDATE ledger_balance SET cr = cr + 100 WHERE account_id = ${household account}`},
		[]string{"I2", "I3"},
	},
	{
		"an open item disappears",
		[]string{`DELETE FROM ledger_open WHERE dim = ${shipped order} AND account_id IN (SELECT id FROM ledger_account WHERE code = 2001)`},
		[]string{"I3", "I12"},
	},
	{
		"a paid order loses its payment",
		[]string{`UPDATE payment SET state = 'closed' WHERE id = (SELECT payment_id FROM payment_part WHERE order_id = ${signed order})`},
		[]string{"I12"},
	},
	{
		"an unpaid order is called paid",
		[]string{`UPDATE orders SET state = 'paid', paid_us = 1 WHERE state = 'created'`},
		[]string{"I8", "I12"},
	},
	{
		"a cancelled order keeps the money",
		[]string{`UPDATE orders SET state = 'cancelled' WHERE id = ${paid order}`},
		[]string{"I8"},
	},
	{
		"a row is moved to a neighbour",
		[]string{
			`UPDATE alloc_row SET amount = amount + 5 WHERE id = ${row a}`,
			`UPDATE alloc_row SET amount = amount - 5 WHERE id = ${row b}`,
		},
		[]string{"I9", "I11", "I14"},
	},
	{
		"a household's row is copied",
		[]string{`INSERT INTO alloc_row SELECT id - 1000000, slice_id, ord + 100, role, account_id + 1, household_id, weight, amount, refundable, book, due_day
			FROM alloc_row WHERE id = ${row a}`},
		[]string{"I9", "I11", "I12"},
	},
	{
		"a slice belongs to no line",
		[]string{`UPDATE alloc_slice SET order_line_id = 5 WHERE id = ${slice}`},
		[]string{"I9"},
	},
	{
		"a fee of an old version is raised",
		[]string{`UPDATE benefit_fee SET bp = bp + 1 WHERE role = 'station'`},
		[]string{"I9"},
	},
	{
		"a refund is claimed without a record",
		[]string{`UPDATE alloc_slice SET retracted = 10 WHERE id = ${slice}`},
		[]string{"I10"},
	},
	{
		"a refund is recorded without a claim",
		[]string{`INSERT INTO alloc_retract (id, slice_id, refund_id, r_before, r_after, created_us) VALUES (1, ${slice}, 1, 0, 10, 1)`},
		[]string{"I10"},
	},
	{
		"a contribution is raised after sealing",
		[]string{`UPDATE lot_contribution SET qty = qty + 1 WHERE lot_id = ${lot} AND ord = 1`},
		[]string{"I9", "I13"},
	},
	{
		"a contribution changes its household",
		[]string{`UPDATE lot_contribution SET household_id = 77 WHERE lot_id = ${lot} AND ord = 1`},
		[]string{"I9", "I11", "I13"},
	},
	{
		"stock appears from nowhere",
		[]string{`UPDATE stock_level SET available = available + 1 WHERE produce_id = ${produce}`},
		[]string{"I13"},
	},
	{
		"a lot is emptied by hand",
		[]string{`UPDATE lot SET remaining = 0 WHERE id = (SELECT MAX(l.id) FROM (SELECT id FROM lot WHERE remaining > 0) l)`},
		[]string{"I13"},
	},
	{
		"a settlement is forged",
		[]string{`INSERT INTO settlement_item (row_id, upto, amount, r_seen, book, household_id, day, created_us) VALUES (5, 9, 9, 0, 1, 7, 20261231, 1)`},
		[]string{"I8"},
	},
	{
		"a byte of a checkpoint is flipped",
		[]string{`UPDATE ledger_checkpoint SET root = (SELECT MAX(req_hash) FROM ledger_journal)`},
		[]string{"I7"},
	},
	{
		"a block is taken out of the log",
		[]string{`DELETE FROM ledger_log WHERE idx = 1`},
		[]string{"I7"},
	},
	{
		"two blocks change places in the log",
		[]string{
			`UPDATE ledger_log SET height = 99999 WHERE height = 2`,
			`UPDATE ledger_log SET height = 2 WHERE height = 3`,
			`UPDATE ledger_log SET height = 3 WHERE height = 99999`,
		},
		[]string{"I7"},
	},
	{
		"a block claims another algorithm",
		[]string{`UPDATE ledger_block SET alg = 2 WHERE height = ${last height}`},
		[]string{"I6"},
	},
	{
		"a payment that arrived is called refused",
		[]string{`UPDATE payout_line SET state = 'failed' WHERE state = 'paid'`},
		[]string{"I8"},
	},
	{
		"a payment under way is called paid",
		[]string{`UPDATE payout_line SET state = 'paid' WHERE state = 'locked'`},
		[]string{"I8", "I15"},
	},
	{
		"a payment under way is raised",
		[]string{`UPDATE payout_line SET amount_fen = amount_fen + 1 WHERE state = 'locked' AND seq = 4`},
		[]string{"I8", "I15"},
	},
	{
		"a payment under way is deleted",
		[]string{`DELETE FROM payout_line WHERE state = 'locked' AND seq = 4`},
		[]string{"I8", "I15"},
	},
	{
		"a batch claims more than its lines",
		[]string{`UPDATE payout_batch SET total_fen = total_fen + 1`},
		[]string{"I15"},
	},
	{
		"the month's salt is thrown away",
		[]string{`DELETE FROM ledger_salt`},
		[]string{"I6"},
	},
}

// TestMutations changes the rows behind everybody's back, triggers removed first
// as an intruder would, and wants exactly the right ids.
func TestMutations(t *testing.T) {
	w := story(t)
	fill := facts(t, w)
	dropTriggers(t, w)
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			statements := slices.Clone(m.do)
			for i := range statements {
				statements[i] = fill.Replace(statements[i])
			}
			got, lines := afterMutation(t, w, statements)
			if !slices.Equal(got, m.want) {
				t.Errorf("named %v, want %v", got, m.want)
				for _, l := range lines {
					if !l.OK {
						t.Log(l)
					}
				}
			}
		})
	}
	if ids := broken(examine(t, w)); len(ids) > 0 {
		t.Errorf("the mutations were not undone: %v", ids)
	}
}

// facts finds the rows that the mutations speak of.
func facts(t *testing.T, w *world.World) *strings.Replacer {
	t.Helper()
	var pairs []string
	w.View(func(tx *db.Tx) error {
		find := func(name, query string) {
			var v []string
			if err := tx.SQL().Raw(query).Scan(&v).Error; err != nil || len(v) == 0 || v[0] == "" {
				t.Fatalf("%s: %v %v", name, v, err)
			}
			pairs = append(pairs, "${"+name+"}", v[0])
		}
		const signed = `(SELECT MIN(ref) FROM ledger_journal WHERE kind = 300)`
		find("sign", `SELECT id FROM ledger_journal WHERE kind = 300 AND ref = `+signed)
		find("pay", `SELECT id FROM ledger_journal WHERE kind = 100 AND ref = `+signed)
		find("signed order", `SELECT ref FROM ledger_journal WHERE kind = 300 AND ref = `+signed)
		find("flipped leaf", `SELECT CONCAT('x''', HEX(req_hash), '''') FROM ledger_journal WHERE kind = 300 AND ref = `+signed)
		find("account 2", `SELECT e.account_id FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id WHERE j.kind = 300 AND j.ref = `+signed+` AND e.ord = 2`)
		find("account 3", `SELECT e.account_id FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id WHERE j.kind = 300 AND j.ref = `+signed+` AND e.ord = 3`)
		find("household account", `SELECT MIN(r.account_id) FROM alloc_row r JOIN alloc_slice s ON s.id = r.slice_id WHERE s.order_id = `+signed+` AND r.role = 'household'`)
		find("row a", `SELECT MIN(r.id) FROM alloc_row r JOIN alloc_slice s ON s.id = r.slice_id WHERE s.order_id = `+signed+` AND r.role = 'household'`)
		find("row b", `SELECT MAX(r.id) FROM alloc_row r JOIN alloc_slice s ON s.id = r.slice_id WHERE s.order_id = `+signed+` AND r.role = 'household'`)
		find("slice", `SELECT MIN(s.id) FROM alloc_slice s WHERE s.lot_id <> 0 AND s.order_id = `+signed)
		find("lot", `SELECT MIN(s.lot_id) FROM alloc_slice s WHERE s.lot_id <> 0 AND s.order_id = `+signed)
		find("last height", `SELECT MAX(height) FROM ledger_block`)
		find("first of last block", `SELECT first_seq FROM ledger_block ORDER BY height DESC LIMIT 1`)
		find("shipped order", `SELECT MIN(id) FROM orders WHERE state = 'shipped'`)
		find("paid order", `SELECT MIN(id) FROM orders WHERE state = 'paid'`)
		find("produce", `SELECT MIN(produce_id) FROM stock_level`)
		return nil
	})
	return strings.NewReplacer(pairs...)
}
