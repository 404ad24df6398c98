package trade

import (
	"slices"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/stock"
)

// Why an order ended without being signed; a station says more, see
// CancelReason.
const (
	ByBuyer   = "buyer"
	ByStation = "station"
	ByTimeout = "timeout"
)

// CancelReason is why a station cannot fill an order.
type CancelReason string

// The reasons, as the order keeps them.
const (
	Spoiled CancelReason = "station_spoiled" // the goods have gone bad
	Short   CancelReason = "station_short"   // not enough of them
	Asked   CancelReason = "station_asked"   // the buyer asked for it
	Other   CancelReason = "station_other"   // said in the note
)

// CancelInput is a station's word to the buyer.
type CancelInput struct {
	OrderID int64
	Reason  CancelReason
	Note    string // up to 100 characters; needed for Other, at least 2
}

// Validate names every bad field.
func (in CancelInput) Validate() error {
	var c fault.Checker
	n := utf8.RuneCountInString(in.Note)
	c.Check(slices.Contains([]CancelReason{Spoiled, Short, Asked, Other}, in.Reason), "reason", "choice", "请选取消原因")
	c.Check(n <= 100 && (in.Reason != Other || n >= 2), "note", "length", "请写明原因 2 到 100 个字，买家会看到")
	return c.Err()
}

const stationCancel = "order.station_cancel"

// CancelNote is what the station wrote when it cancelled an order; "" when it
// wrote nothing. It was recorded with the deed and never changes.
func CancelNote(tx *db.Tx, orderID int64) (string, error) {
	const deeds = 50 // of staff on one order: packing, unpacking, and the cancelling last
	entries, err := audit.List(tx, audit.Query{ObjectKind: "order", ObjectID: orderID, Limit: deeds})
	for _, e := range entries {
		if e.Verb == stationCancel {
			return e.Detail, err
		}
	}
	return "", err
}

// ErrTooLate refuses to cancel what is already packed.
var ErrTooLate = fault.New(fault.Conflict, "order.too_late", "服务站已经打包，不能直接取消。请联系服务站，或收货后申请售后")

// CancelPaid ends a paid order before it is packed: the stock is free again and
// the whole money goes back through its channel (E5).
func CancelPaid(tx *db.Tx, orderID int64, reason string) (Order, error) {
	o, err := OrderByID(tx, orderID)
	if err != nil {
		return o, err
	}
	if o.State == Packed || o.State == Shipped || o.State == Delivered {
		return o, ErrTooLate
	}
	if err := end(tx, &o, Cancelled, reason); err != nil {
		return o, err
	}
	if err := readAgain(tx, &o); err != nil {
		return o, err
	}
	if err := stock.Release(tx, demandOf(o)); err != nil {
		return o, err
	}
	return o, refundOrder(tx, o, reason)
}

// closeUnpaid ends every order of a checkout that nobody paid. The channel has
// been closed before: a later payment is impossible or an anomaly.
func closeUnpaid(tx *db.Tx, p Payment, reason string) error {
	closed, err := markPaymentClosed(tx, p.ID)
	if err != nil || !closed {
		return err // paid or closed meanwhile: that path has done the rest
	}
	orders, err := OrdersByID(tx, p.orderIDs())
	if err != nil {
		return err
	}
	var free []stock.Demand
	for _, o := range orders {
		if err := end(tx, &o, Closed, reason); err != nil {
			return err
		}
		free = append(free, demandOf(o)...)
	}
	return stock.Release(tx, free)
}

func demandOf(o Order) []stock.Demand {
	var ds []stock.Demand
	for _, l := range o.Lines {
		if l.Kind == Goods {
			ds = append(ds, stock.Demand{Key: lineKey(o, l), Qty: l.Sent().UnitQty})
		}
	}
	return ds
}
