package trade

import (
	"context"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// Checkout is one press of 提交订单 with what it made.
type Checkout struct {
	ID        int64
	UserID    int64
	Total     money.Fen
	CreatedUS int64
	ExpiresUS int64
	Payments  []Payment
	Orders    []Order
}

// CheckoutByID reads the buyer's own checkout; another's does not exist.
func (d *Desk) CheckoutByID(ctx context.Context, userID, checkoutID int64) (c Checkout, err error) {
	err = d.db.View(ctx, func(tx *db.Tx) error {
		if c, err = selectCheckout(tx, userID, checkoutID); err != nil {
			return err
		}
		if c.Payments, err = paymentsOfCheckout(tx, checkoutID); err != nil {
			return err
		}
		c.Orders, err = OrdersOfCheckout(tx, checkoutID)
		return err
	})
	return c, err
}

// Payment reads the buyer's own payment; another's does not exist.
func (d *Desk) Payment(ctx context.Context, userID, paymentID int64) (Payment, error) {
	p, _, err := d.payment(ctx, userID, paymentID)
	return p, err
}
