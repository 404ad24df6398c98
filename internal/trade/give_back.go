package trade

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/stock"
)

// RefundLine is what of a refund belongs to one order line.
type RefundLine struct {
	LineID int64
	Cut    int64     // packages that are not sent; before packing
	Amount money.Fen // of goods that were sent; before packing it follows from Cut
}

// RefundInput is a part of an order's money given back by the district.
type RefundInput struct {
	OrderID int64
	Reason  RefundReason
	Note    string // what the buyer reads, 2…100 characters
	Lines   []RefundLine

	// For Quality: what was found, and how and when the growers were told.
	Finding    string // 4…200 characters
	Contact    Contact
	ContactDay clock.Day
}

// Refusals.
var (
	ErrRefundTooMuch = fault.New(fault.Invalid, "refund.too_much", "退款超过了这一行还剩的金额，请核对后再填")
	ErrRefundPacked  = fault.New(fault.Conflict, "refund.packed", "订单已经打包，请服务站先拆包，再改发货件数")
	ErrRefundAll     = fault.New(fault.Conflict, "refund.all", "一件都不发，请直接取消订单")
)

// Validate names every bad field.
func (in *RefundInput) Validate() error {
	in.Note, in.Finding = strings.TrimSpace(in.Note), strings.TrimSpace(in.Finding)
	var c fault.Checker
	c.Check(in.Reason.Known(), "reason", "choice", "请选退款原因")
	n := utf8.RuneCountInString(in.Note)
	c.Check(n >= 2 && n <= 100, "note", "length", "请写给买家看的说明，2 到 100 个字")
	c.Check(len(in.Lines) > 0, "lines", "required", "请填要退的商品")
	rule, seen := reasonRules[in.Reason], map[int64]bool{}
	for i, l := range in.Lines {
		at := fmt.Sprintf("lines[%d]", i)
		c.Check(!seen[l.LineID], at+".line_id", "twice", "同一行只能填一次")
		seen[l.LineID] = true
		if rule.sent {
			c.Check(l.Amount > 0 && l.Cut == 0, at+".amount_fen", "range", "请填退款金额")
		} else {
			c.Check(l.Cut > 0 && l.Amount == 0, at+".cut", "range", "请填少发的件数")
		}
	}
	if rule.claim {
		n := utf8.RuneCountInString(in.Finding)
		c.Check(n >= 4 && n <= 200, "finding", "length", "请写明核实到的情况，4 到 200 个字，农户会看到")
		c.Check(in.Contact.Known(), "contact", "choice", "请选是上门还是打电话告知了农户")
		c.Check(in.ContactDay > 0, "contact_day", "required", "请填告知农户的日期")
	}
	return c.Err()
}

// GiveBack gives a part of an order's money back; pressing twice with one key
// gives it once.
func (d *Desk) GiveBack(ctx context.Context, a actor.Actor, key string, in RefundInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return d.once(ctx, "order.refund", a.UserID, key, in, func(tx *db.Tx) error {
		_, err := GiveBack(tx, a, d.rules, in)
		return err
	})
}

// GiveBack gives a part of an order's money back to the buyer at once. Before
// packing, packages are left out and their price is returned from escrow (E5).
// Goods that are on their way count as signed for, because what is kept of their
// price is due to those who grew and carried them. After sign-off the merchant
// or the carrier bears it (E6); whether the growers do is settled later (Claim).
// The caller has validated in.
func GiveBack(tx *db.Tx, by actor.Actor, rules Rules, in RefundInput) (Refund, error) {
	o, err := OrderByID(tx, in.OrderID)
	if err != nil {
		return Refund{}, err
	}
	if !strings.HasPrefix(o.Region, by.Region) {
		return Refund{}, ErrNotFound
	}
	if in.ContactDay > tx.Today() {
		return Refund{}, fault.New(fault.Invalid, "refund.contact_day", "告知农户的日期不能晚于今天").
			Field("contact_day", "future", "告知农户的日期不能晚于今天")
	}
	r := Refund{Reason: string(in.Reason), Note: in.Note, CreatedBy: by.UserID}
	if reasonRules[in.Reason].sent {
		r, err = giveBackSent(tx, rules, o, r, in)
	} else {
		r, err = leaveOut(tx, o, r, in)
	}
	if err != nil {
		return r, err
	}
	detail := fmt.Sprintf("%s，%s 元：%s", in.Reason.Word(), r.Amount, in.Note)
	return r, audit.Add(tx, by, "order.refund", "order", o.ID, detail)
}

// leaveOut takes packages off an order that is not packed yet: their stock is
// free again, and what is packed later is planned without them.
func leaveOut(tx *db.Tx, o Order, r Refund, in RefundInput) (Refund, error) {
	switch o.State {
	case Paid:
	case Packed:
		return r, ErrRefundPacked
	default:
		return r, ErrState
	}
	if err := holdState(tx, o.ID, Paid); err != nil {
		return r, err
	}
	if err := readAgain(tx, &o); err != nil {
		return r, err
	}
	lines := make([]RefundLine, len(in.Lines))
	var free []stock.Demand
	left := o.packages()
	for i, want := range in.Lines {
		l, ok := o.line(want.LineID)
		if !ok || l.Kind != Goods {
			return r, tooMuch(i, "cut")
		}
		lines[i] = RefundLine{LineID: l.ID, Cut: want.Cut, Amount: l.UnitPrice * money.Fen(want.Cut)}
		if ok, err := takeFromLine(tx, lines[i]); err != nil || !ok {
			return r, orTooMuch(err, i, "cut")
		}
		free = append(free, stock.Demand{Key: lineKey(o, l), Qty: l.UnitQty / l.Qty * want.Cut})
		r.Amount += lines[i].Amount
		left -= want.Cut
	}
	if left <= 0 {
		return r, ErrRefundAll
	}
	escrow, err := merchantAccount(tx, o, ledger.Escrow)
	if err != nil {
		return r, err
	}
	r.Stage = InEscrow
	if r, err = openRefund(tx, o, r, ledger.Leg{Account: escrow, Dim: o.ID}); err != nil {
		return r, err
	}
	if err := insertRefundLines(tx, r.ID, lines); err != nil {
		return r, err
	}
	return r, stock.Release(tx, free)
}

func giveBackSent(tx *db.Tx, rules Rules, o Order, r Refund, in RefundInput) (Refund, error) {
	var err error
	if o.State == Shipped || o.State == Delivered {
		if o, err = Sign(tx, o.ID); err != nil {
			return r, err
		}
	}
	if o.State != Signed {
		return r, ErrState.With("还没有发货的订单请取消，或者减少发货件数")
	}
	goods := money.Fen(0) // of it, what was paid for goods
	for i, want := range in.Lines {
		l, ok := o.line(want.LineID)
		if !ok {
			return r, tooMuch(i, "amount_fen")
		}
		if ok, err := takeFromLine(tx, want); err != nil || !ok {
			return r, orTooMuch(err, i, "amount_fen")
		}
		r.Amount += want.Amount
		if l.Kind == Goods {
			goods += want.Amount
		}
	}
	rule := reasonRules[in.Reason]
	r.Stage, r.Bearer = AfterSigned, rule.bearer
	from, err := bearerAccount(tx, o, rule.bearer)
	if err != nil {
		return r, err
	}
	if r, err = openRefund(tx, o, r, ledger.Leg{Account: from}); err != nil {
		return r, err
	}
	if err := insertRefundLines(tx, r.ID, in.Lines); err != nil {
		return r, err
	}
	if rule.claim && goods >= rules.Claim {
		return r, openClaim(tx, o, r, goods, in)
	}
	return r, nil
}

// packages is how many packages of goods an order is still to be sent.
func (o Order) packages() (n int64) {
	for _, l := range o.Lines {
		if l.Kind == Goods {
			n += l.Qty - l.Cut
		}
	}
	return n
}

// bearerAccount is what a refund after sign-off is debited to: a claim on whoever
// carried the parcel, else the merchant's cost.
func bearerAccount(tx *db.Tx, o Order, b Bearer) (ledger.AccountID, error) {
	if b == ByCarrier {
		parcels, err := logistics.ParcelsOf(tx, []int64{o.ID})
		if err != nil {
			return 0, err
		}
		if ps := parcels[o.ID]; len(ps) > 0 {
			return ledger.OpenAccount(tx, o.Book, ledger.Claim, ledger.OwnerCarrier, ps[len(ps)-1].CarrierID, 0)
		}
	}
	return merchantAccount(tx, o, ledger.RefundBorne)
}

func (o Order) line(lineID int64) (Line, bool) {
	for _, l := range o.Lines {
		if l.ID == lineID {
			return l, true
		}
	}
	return Line{}, false
}

func tooMuch(i int, field string) error {
	return ErrRefundTooMuch.Field(fmt.Sprintf("lines[%d].%s", i, field), "too_much", ErrRefundTooMuch.Detail)
}

func orTooMuch(err error, i int, field string) error {
	if err != nil {
		return err
	}
	return tooMuch(i, field)
}
