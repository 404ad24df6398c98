package trade

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/stock"
)

// Why an order ended without being signed.
const (
	ByBuyer   = "buyer"
	ByStation = "station"
	ByTimeout = "timeout"
)

// ErrTooLate refuses to cancel what is already packed.
var ErrTooLate = fault.New(fault.Conflict, "order.too_late", "服务站已经打包,不能直接取消。请联系服务站,或收货后申请售后")

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
	orders, err := ordersByID(tx, p.orderIDs())
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
			ds = append(ds, stock.Demand{Key: lineKey(o, l), Qty: l.UnitQty})
		}
	}
	return ds
}
