package trade

import (
	"slices"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// State of an order (decisions 12).
type State string

// The states; settleable and settled are derived from rows, not stored here.
const (
	Created   State = "created"   // waiting for payment, stock reserved
	Paid      State = "paid"      // waiting for the station
	Packed    State = "packed"    // lots bound, waybill to come
	Shipped   State = "shipped"   // on its way
	Delivered State = "delivered" // the carrier says it arrived
	Signed    State = "signed"    // the buyer, or the day, accepted it
	Closed    State = "closed"    // never paid
	Cancelled State = "cancelled" // paid, given back before packing
)

// transitions is the whole machine.
var transitions = map[State][]State{
	Created:   {Paid, Closed},
	Paid:      {Packed, Cancelled},
	Packed:    {Shipped, Paid},
	Shipped:   {Delivered, Signed},
	Delivered: {Signed},
}

// before returns the states from which to can be reached.
func before(to State) []State {
	var from []State
	for s, next := range transitions {
		if slices.Contains(next, to) {
			from = append(from, s)
		}
	}
	return from
}

// Word is the state as people read it.
func (s State) Word() string {
	switch s {
	case Created:
		return "待付款"
	case Paid:
		return "待发货"
	case Packed:
		return "已打包"
	case Shipped:
		return "已发货"
	case Delivered:
		return "已送达"
	case Signed:
		return "已签收"
	case Closed:
		return "已关闭"
	case Cancelled:
		return "已取消"
	}
	return string(s)
}

// Kind of an order. Agreement call-offs, 以购代捐 and fair sales join later
// kinds; the consumer's is the first.
type Kind string

// Consumer is an order of a private buyer.
const Consumer Kind = "consumer"

// OrderPrefix begins every order number.
const OrderPrefix = "Y"

// Prepay is the term of an order that is paid before it is packed.
const Prepay = "prepay"

// Order is one order of one merchant of record, shipped by one station.
type Order struct {
	ID          int64
	No          string
	CheckoutID  int64
	Kind        Kind
	UserID      int64
	MerchantID  int64
	StationID   int64
	Book        int32
	Region      string // the station's village
	State       State
	PayTerm     string
	Goods       money.Fen
	Freight     money.Fen
	Total       money.Fen
	Receiver    Receiver
	BuyerNote   string
	PackSeq     int64
	Promised    clock.Day // shipping day shown at checkout
	CreatedUS   int64
	PaidUS      int64
	PackedUS    int64
	ShippedUS   int64
	DeliveredUS int64
	SignedUS    int64
	EndedUS     int64
	EndReason   string
	AutoSignUS  int64
	Lines       []Line
}

// Receiver is where an order goes; it is stored sealed.
type Receiver struct {
	Name   string `json:"name"`
	Phone  string `json:"phone"`
	County string `json:"-"` // six-digit code, stored in clear for freight statistics
	Detail string `json:"detail"`
}

// LineKind tells goods from freight.
type LineKind string

// The kinds of lines.
const (
	Goods   LineKind = "goods"
	Freight LineKind = "freight"
)

// Line is what was bought, frozen at checkout (decisions 11).
type Line struct {
	ID                int64
	OrderID           int64
	Ord               int
	Kind              LineKind
	SkuID             int64
	ProductID         int64
	ProduceID         int64
	ProductName       string
	SkuName           string
	MediaID           int64
	Unit              string
	Qty               int64 // packages
	UnitQty           int64 // in the stock unit
	Grams             int64 // net content
	UnitPrice         money.Fen
	Gross             money.Fen
	BenefitVersionID  int64
	ReturnPolicy      string
	AfterSaleDays     int
	TaxMark           string
	FreightTemplateID int64
	FreightVersion    int
	PayeeID           int64 // freight: the carrier
	Settle            clock.Day
	Refunded          money.Fen // so far, of Gross
	Cut               int64     // packages that are not sent, of Qty: their price is refunded
}

// Sent is the line without the packages that are not sent: what is packed,
// weighed and divided.
func (l Line) Sent() Line {
	if l.Cut > 0 {
		l.UnitQty -= l.UnitQty / l.Qty * l.Cut
		l.Grams -= l.Grams / l.Qty * l.Cut
		l.Gross -= l.UnitPrice * money.Fen(l.Cut)
		l.Qty -= l.Cut
	}
	return l
}

// Kept is what the buyer has paid for an order and not got back.
func (o Order) Kept() money.Fen {
	kept := o.Total
	for _, l := range o.Lines {
		kept -= l.Refunded
	}
	return kept
}

// Refusals of this package.
var (
	ErrNotFound   = fault.New(fault.NotFound, "order.not_found", "没有找到这个订单")
	ErrState      = fault.New(fault.Conflict, "order.state", "订单状态刚刚变了，请刷新后再操作")
	ErrEmpty      = fault.New(fault.Invalid, "order.empty", "购物篮里没有要结算的商品")
	ErrDrift      = fault.New(fault.Conflict, "order.total_changed", "价格或运费刚刚变了，请核对新的金额后再提交")
	ErrOffSale    = fault.New(fault.Conflict, "order.off_sale", "商品已暂停销售，请从购物篮移除")
	ErrNoPayment  = fault.New(fault.NotFound, "payment.not_found", "没有找到这笔付款")
	ErrEvidence   = fault.New(fault.Invalid, "payment.evidence", "付款通知验证未通过")
	ErrChannel    = fault.New(fault.Invalid, "payment.channel", "暂不支持这种付款方式")
	ErrPayUnknown = fault.New(fault.Unavailable, "payment.unreachable", "付款渠道暂时没有回应，请稍后再试，不会重复扣款")
)
