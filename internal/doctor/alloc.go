package doctor

import (
	"fmt"
	"slices"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// line is an order line with what was cut from it.
type line struct {
	id, order   int64
	kind, state string
	book        int32
	merchant    int64
	packages    int64 // ordered
	cut         int64 // of them not sent
	price       money.Fen
	qty, grams  int64 // sent, like gross
	gross       money.Fen
	version     int64
	payee       int64
	slices      []alloc.Slice
}

// leaveOut takes the packages that are not sent out of the line.
func (l *line) leaveOut() {
	if l.cut > 0 {
		l.qty -= l.qty / l.packages * l.cut
		l.grams -= l.grams / l.packages * l.cut
		l.gross -= l.price * money.Fen(l.cut)
	}
}

// wantState is the state in which an order's slices must be; "" for none.
func (l line) wantState() alloc.State {
	if l.cut > 0 && l.cut == l.packages {
		return ""
	}
	switch l.state {
	case "packed":
		return alloc.Planned
	case "shipped", "delivered":
		return alloc.Fixed
	case "signed":
		return alloc.Signed
	}
	return ""
}

// checkAllocations is I9: every line is cut into its slices and rows as the
// frozen rule and contributions say, to the fen.
func (e *examination) checkAllocations() error {
	f := e.found["I9"]
	p := &purses{e: e, due: map[ledger.AccountID]int64{}}
	if err := p.load(); err != nil {
		return err
	}
	c := &recut{e: e, fees: map[int64]versionFees{}, shares: map[int64][]share{}}
	var sliceCount, rowCount int64
	for last := int64(0); ; {
		lines, err := e.linesAfter(last)
		if err != nil {
			return err
		}
		if len(lines) == 0 {
			break
		}
		last = lines[len(lines)-1].id
		err = c.checkAll(lines, func(s alloc.Slice) {
			sliceCount++
			rowCount += int64(len(s.Rows))
			p.add(s)
		})
		if err != nil {
			return err
		}
	}
	var allSlices, allRows int64
	if err := e.one(`SELECT (SELECT COUNT(*) FROM alloc_slice), (SELECT COUNT(*) FROM alloc_row)`, &allSlices, &allRows); err != nil {
		return err
	}
	if allSlices != sliceCount || allRows != rowCount {
		f.fail("有 %d 个分配批次、%d 行分配不属于任何订单", allSlices-sliceCount, allRows-rowCount)
	}
	f.count("%d 个分配批次，%d 行分配", sliceCount, rowCount)
	p.check()
	return nil
}

// checkAll cuts lines again and hands on their slices to visit, if given.
func (c *recut) checkAll(lines []line, visit func(alloc.Slice)) error {
	if err := c.e.attachSlices(lines); err != nil {
		return err
	}
	if err := c.prepare(lines); err != nil {
		return err
	}
	for _, l := range lines {
		if visit != nil {
			for _, s := range l.slices {
				visit(s)
			}
		}
		if why := c.check(l); why != "" {
			c.accuse(l, fmt.Sprintf("订单 %d 的明细 %d:%s", l.order, l.id, why))
		}
	}
	return nil
}

// accuse names the account whose row is wrong, or those of all households in the
// line when it is not one row.
func (c *recut) accuse(l line, why string) {
	wrong := c.wrong
	c.wrong = nil
	if wrong == nil {
		for _, s := range l.slices {
			for _, r := range s.Rows {
				if r.Role == alloc.RoleHousehold {
					wrong = append(wrong, r.Account)
				}
			}
		}
	}
	for _, a := range wrong {
		c.e.charge("I9", a, why)
	}
	c.e.found["I9"].fail("%s", why)
}

const lineColumns = `SELECT l.id, l.order_id, l.kind, o.state, o.book, o.merchant_id, l.qty, l.cut, l.unit_price_fen,
		l.unit_qty, l.grams, l.gross_fen, l.benefit_version_id, l.payee_id
		FROM order_line l JOIN orders o ON o.id = l.order_id `

func (e *examination) linesAfter(last int64) ([]line, error) {
	return e.lineRows(`WHERE l.id > ? ORDER BY l.id LIMIT ?`, last, chunk)
}

func (e *examination) linesOf(orders []int64) ([]line, error) {
	return e.lineRows(`WHERE l.order_id IN ? ORDER BY l.id`, orders)
}

func (e *examination) lineRows(where string, args ...any) (ls []line, err error) {
	err = e.each(lineColumns+where, args, func(r row) error {
		var l line
		err := r.Scan(&l.id, &l.order, &l.kind, &l.state, &l.book, &l.merchant, &l.packages, &l.cut, &l.price,
			&l.qty, &l.grams, &l.gross, &l.version, &l.payee)
		l.leaveOut()
		ls = append(ls, l)
		return err
	})
	return ls, err
}

func (e *examination) attachSlices(lines []line) error {
	byID, ids := map[int64]int{}, make([]int64, len(lines))
	for i, l := range lines {
		byID[l.id], ids[i] = i, l.id
	}
	type place struct{ line, slice int }
	where, sliceIDs := map[int64]place{}, []int64{0} // 0: never an empty list
	err := e.each(`SELECT id, book, order_id, order_line_id, lot_id, ord, qty, grams, gross, retracted, rule_version, state
		FROM alloc_slice WHERE order_line_id IN ? ORDER BY order_line_id, ord`, []any{ids}, func(r row) error {
		var s alloc.Slice
		err := r.Scan(&s.ID, &s.Book, &s.Order, &s.Line, &s.Lot, &s.Ord, &s.Qty, &s.Grams, &s.Gross, &s.Retracted, &s.RuleVersion, &s.State)
		l := &lines[byID[s.Line]]
		where[s.ID] = place{byID[s.Line], len(l.slices)}
		l.slices = append(l.slices, s)
		sliceIDs = append(sliceIDs, s.ID)
		return err
	})
	if err != nil {
		return err
	}
	for part := range slices.Chunk(sliceIDs, chunk) {
		err := e.each(`SELECT slice_id, id, ord, role, account_id, household_id, weight, amount, refundable
			FROM alloc_row WHERE slice_id IN ? ORDER BY slice_id, ord`, []any{part}, func(r row) error {
			var x alloc.Row
			var slice int64
			err := r.Scan(&slice, &x.ID, &x.Ord, &x.Role, &x.Account, &x.Household, &x.Weight, &x.Amount, &x.Refundable)
			at := where[slice]
			s := &lines[at.line].slices[at.slice]
			s.Rows = append(s.Rows, x)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// recut cuts lines again from the frozen rule and the lots' contributions.
type recut struct {
	e      *examination
	fees   map[int64]versionFees
	shares map[int64][]share  // per lot
	wrong  []ledger.AccountID // of the line that was just checked: whose row is wrong
}

type share struct{ household, weight int64 }

type versionFees []versionFee

type versionFee struct {
	alloc.Fee
	payeeKind string
	payeeID   int64
}

// maxLots bounds how many lots' contributions stay in memory.
const maxLots = 2_000

// prepare reads the versions and contributions that lines need and are not in
// memory.
func (c *recut) prepare(lines []line) error {
	if len(c.shares) > maxLots {
		clear(c.shares)
	}
	versions, lots := []int64{0}, []int64{0}
	for _, l := range lines {
		if _, ok := c.fees[l.version]; !ok {
			c.fees[l.version] = nil
			versions = append(versions, l.version)
		}
		for _, s := range l.slices {
			if _, ok := c.shares[s.Lot]; !ok {
				c.shares[s.Lot] = nil
				lots = append(lots, s.Lot)
			}
		}
	}
	err := c.e.each(`SELECT version_id, role, bp, fen_per_kg, vat_bp, payee_kind, payee_id FROM benefit_fee
		WHERE version_id IN ? ORDER BY version_id, ord`, []any{versions}, func(r row) error {
		var v int64
		var f versionFee
		err := r.Scan(&v, &f.Role, &f.BP, &f.FenPerKG, &f.VatBP, &f.payeeKind, &f.payeeID)
		c.fees[v] = append(c.fees[v], f)
		return err
	})
	if err != nil {
		return err
	}
	return c.e.each(`SELECT lot_id, household_id, SUM(qty * grade_pm) FROM lot_contribution
		WHERE lot_id IN ? AND voided_us = 0 GROUP BY lot_id, household_id`, []any{lots}, func(r row) error {
		var lot int64
		var s share
		err := r.Scan(&lot, &s.household, &s.weight)
		c.shares[lot] = append(c.shares[lot], s)
		return err
	})
}

// check says what is wrong with a line, "" when nothing is.
func (c *recut) check(l line) string {
	want := l.wantState()
	if want == "" {
		if len(l.slices) > 0 {
			return "没有打包却有分配"
		}
		return ""
	}
	if len(l.slices) == 0 {
		return "没有分配"
	}
	for _, s := range l.slices {
		if s.State != want || s.Order != l.order || s.Book != l.book {
			return fmt.Sprintf("批次 %d 的状态是 %s", s.Lot, s.State)
		}
	}
	if l.kind == "freight" {
		return c.checkFreight(l)
	}
	if why := checkSplit(l); why != "" {
		return why
	}
	for _, s := range l.slices {
		if why := c.checkSlice(l, s); why != "" {
			return fmt.Sprintf("批次 %d %s", s.Lot, why)
		}
	}
	return ""
}

func (c *recut) checkFreight(l line) string {
	account := c.e.accountOf(ledger.AccountKey{Book: l.book, Code: ledger.FreightDue, Owner: ledger.OwnerCarrier, OwnerID: l.payee})
	s := l.slices[0]
	if len(l.slices) != 1 || s.Gross != l.gross || s.Lot != 0 || len(s.Rows) != 1 || s.Rows[0].Amount != l.gross ||
		s.Rows[0].Account != account || s.Rows[0].Role != alloc.RoleFreight {
		return "运费没有全部归承运方"
	}
	return ""
}

// checkSplit: the slices are the line's gross and weight split by quantity.
func checkSplit(l line) string {
	n := len(l.slices)
	qty, gross, grams := make([]int64, n), make([]int64, n), make([]int64, n)
	sum := int64(0)
	for i, s := range l.slices {
		if qty[i] = s.Qty; s.Qty <= 0 || s.Ord != i {
			return "批次数量或顺序不对"
		}
		sum += s.Qty
	}
	if sum != l.qty {
		return fmt.Sprintf("批次数量合计 %d，应为 %d", sum, l.qty)
	}
	money.Split(int64(l.gross), qty, gross)
	money.Split(l.grams, qty, grams)
	for i, s := range l.slices {
		if int64(s.Gross) != gross[i] || s.Grams != grams[i] {
			return fmt.Sprintf("批次 %d 是 %s 元、%d 克，应为 %s 元、%d 克", s.Lot, s.Gross, s.Grams, money.Fen(gross[i]), grams[i])
		}
	}
	return ""
}

func (c *recut) checkSlice(l line, s alloc.Slice) string {
	if s.RuleVersion != l.version {
		return "没有按下单时的助农方案分配"
	}
	fees, ok := c.feesOf(l)
	if !ok {
		return "助农方案的收款账户不存在"
	}
	var shares []alloc.Share
	weight := int64(0)
	for _, x := range c.shares[s.Lot] {
		account := c.e.accountOf(ledger.AccountKey{Book: l.book, Code: ledger.Accrued, Owner: ledger.OwnerHousehold, OwnerID: x.household})
		shares = append(shares, alloc.Share{Household: x.household, Account: account, Weight: x.weight})
		weight += x.weight
	}
	if weight <= 0 || alloc.CheckFees(fees) != nil {
		return "没有交货农户，或助农方案不成立"
	}
	want := alloc.Rows(s.ID, s.Gross, s.Grams, fees, shares)
	if len(want) != len(s.Rows) {
		return fmt.Sprintf("分成 %d 行，应为 %d 行", len(s.Rows), len(want))
	}
	for i := range want {
		if want[i].ID = s.Rows[i].ID; want[i] != s.Rows[i] {
			c.wrong = []ledger.AccountID{s.Rows[i].Account}
			return fmt.Sprintf("第 %d 行是 %s 元，应为 %s 元", i, s.Rows[i].Amount, want[i].Amount)
		}
	}
	return ""
}

// feesOf resolves a version's payees in the line's book.
func (c *recut) feesOf(l line) ([]alloc.Fee, bool) {
	var fees []alloc.Fee
	for _, f := range c.fees[l.version] {
		owner, _ := ledger.OwnerKindOf(f.payeeKind)
		f.Account = c.e.accountOf(ledger.AccountKey{Book: l.book, Code: f.Role.Code(), Owner: owner, OwnerID: f.payeeID})
		if f.VatBP > 0 {
			f.VatAccount = c.e.accountOf(ledger.AccountKey{Book: l.book, Code: ledger.TaxDue, Owner: ledger.OwnerMerchant, OwnerID: l.merchant})
		}
		if f.Account == 0 || f.VatBP > 0 && f.VatAccount == 0 {
			return nil, false
		}
		fees = append(fees, f.Fee)
	}
	return fees, true
}
