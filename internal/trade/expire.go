package trade

import (
	"context"
	"errors"
	"fmt"

	"github.com/yigou/yigou/internal/db"
)

// ExpireJob is the job that closes a checkout nobody paid.
const ExpireJob = "trade.expire"

// CheckoutRef is the body of an ExpireJob.
type CheckoutRef struct {
	CheckoutID int64 `json:"checkout_id,string"`
}

// Expire closes what a checkout left unpaid, in the one safe order: ask the
// channel, close at the channel, then release the stock (decisions 15,
// lessons.md 10). Money that came in time is applied instead.
func (d *Desk) Expire(ctx context.Context, checkoutID int64, reason string) error {
	var payments []Payment
	err := d.db.View(ctx, func(tx *db.Tx) (err error) {
		payments, err = paymentsOfCheckout(tx, checkoutID)
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range payments {
		if p.State != PaymentCreated {
			continue
		}
		if err := d.expirePayment(ctx, p, reason); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) expirePayment(ctx context.Context, p Payment, reason string) error {
	ch, ok := d.channels[p.Channel]
	if !ok {
		return ErrChannel
	}
	ev, paid, err := ch.Payer.Query(ctx, p.OutNo)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPayUnknown, err)
	}
	if paid {
		return d.receive(ctx, ev)
	}
	if err := ch.Payer.Close(ctx, p.OutNo); err != nil {
		if errors.Is(err, ErrAlreadyPaid) { // it came between the two calls
			return d.expirePayment(ctx, p, reason)
		}
		return fmt.Errorf("%w: %w", ErrPayUnknown, err)
	}
	return d.db.Update(ctx, func(tx *db.Tx) error { return closeUnpaid(tx, p, reason) })
}

// AutoSign accepts orders whose day has come, a batch at a time; it reports how
// many. An order that cannot be signed now does not hold up the others.
func (d *Desk) AutoSign(ctx context.Context) (int, error) {
	var due []int64
	err := d.db.View(ctx, func(tx *db.Tx) (err error) {
		due, err = dueToSign(tx, tx.NowUS(), 200)
		return err
	})
	if err != nil {
		return 0, err
	}
	var errs error
	for _, orderID := range due {
		err := d.db.Update(ctx, func(tx *db.Tx) error {
			_, err := Sign(tx, orderID)
			return err
		})
		if err != nil && !errors.Is(err, ErrState) {
			errs = errors.Join(errs, fmt.Errorf("order %d: %w", orderID, err))
		}
	}
	return len(due), errs
}
