package sandboxpay

import (
	"context"
	"crypto/ed25519"
	"net/http"
	"strconv"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/trade"
	"github.com/yigou/yigou/internal/vault"
)

// Name is the channel's name in payments and in the notification's path.
const Name = "sandbox"

// MerchantNo is the one merchant number of the sandbox; it stands for a combined
// payment over every merchant of record.
const MerchantNo = "sandbox"

// Channel is the sandbox.
type Channel struct {
	db      *db.DB
	key     ed25519.PrivateKey
	notify  string // URL the notifications are posted to
	cashier string // base path of the cashier's pages
	client  *http.Client
}

// New makes the sandbox of this installation; its key is derived from the
// installation's secret. baseURL is the shop's own address, as the channel would
// know it.
func New(d *db.DB, v *vault.Vault, baseURL string) *Channel {
	return &Channel{
		db: d, key: ed25519.NewKeyFromSeed(v.Blind("sandboxpay.key", Name)),
		notify: baseURL + "/api/v1/notify/" + Name, cashier: "/sandbox/pay/",
		client: &http.Client{Timeout: callTimeout},
	}
}

// Trade returns the channel as trade uses it.
func (c *Channel) Trade() trade.Channel {
	return trade.Channel{Name: Name, MerchantNo: MerchantNo, Payer: c, Refunder: c, Notifier: c}
}

// Create opens a charge, or finds the one of this number.
func (c *Channel) Create(ctx context.Context, in trade.Charge) (string, error) {
	var ch charge
	err := c.db.Update(ctx, func(tx *db.Tx) (err error) {
		if err = insertCharge(tx, in); err != nil && !db.IsDuplicate(err) {
			return err
		}
		ch, err = chargeByOutNo(tx, in.OutNo)
		return err
	})
	return c.cashier + strconv.FormatInt(ch.ID, 10), err
}

// Query answers whether the charge was paid.
func (c *Channel) Query(ctx context.Context, outNo string) (ev trade.Evidence, paid bool, err error) {
	var ch charge
	err = c.db.View(ctx, func(tx *db.Tx) error {
		ch, err = chargeByOutNo(tx, outNo)
		return err
	})
	if db.NotFound(err) { // the buyer never came to the cashier
		return ev, false, nil
	}
	if err != nil || ch.State != statePaid {
		return ev, false, err
	}
	return ch.evidence(), true, nil
}

// Close makes a later payment impossible.
func (c *Channel) Close(ctx context.Context, outNo string) error {
	return c.db.Update(ctx, func(tx *db.Tx) error {
		ch, err := chargeByOutNo(tx, outNo)
		if db.NotFound(err) { // remember the number as closed: Create may be on its way
			return insertClosed(tx, outNo)
		}
		if err != nil || ch.State == stateClosed {
			return err
		}
		moved, err := setState(tx, ch.ID, stateClosed, "", 0)
		if err == nil && !moved {
			return trade.ErrAlreadyPaid
		}
		return err
	})
}

// Refund gives money back at once; the same refund number gives it back once.
func (c *Channel) Refund(ctx context.Context, r trade.RefundOrder) (bool, error) {
	err := c.db.Update(ctx, func(tx *db.Tx) error { return insertRefund(tx, r) })
	if db.IsDuplicate(err) {
		err = nil
	}
	return err == nil, err
}

// QueryRefund answers whether a refund has arrived.
func (c *Channel) QueryRefund(ctx context.Context, refundNo string) (done bool, err error) {
	err = c.db.View(ctx, func(tx *db.Tx) error {
		done, err = refundExists(tx, refundNo)
		return err
	})
	return done, err
}
