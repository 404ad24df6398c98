package trade

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"net/http"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/idem"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/vault"
)

// Desk is where orders are served: it owns the transactions, speaks to payment
// channels outside of them, and seals what is personal.
type Desk struct {
	db        *db.DB
	vault     *vault.Vault
	addresses *logistics.AddressBook
	channels  map[string]Channel
	rules     Rules
	soldOut   soldOut
}

// NewDesk wires a desk with the channels that are configured.
func NewDesk(d *db.DB, v *vault.Vault, addresses *logistics.AddressBook, rules Rules, channels ...Channel) *Desk {
	desk := &Desk{db: d, vault: v, addresses: addresses, rules: rules, channels: map[string]Channel{}}
	for _, ch := range channels {
		desk.channels[ch.Name] = ch
	}
	return desk
}

// CheckoutInput is a checkout as it arrives from the buyer.
type CheckoutInput struct {
	Key           string
	Items         []Item
	AddressID     int64
	ExpectedTotal money.Fen
	Channel       string
	Note          string
}

// Checkout places the buyer's orders; pressing twice places them once.
func (d *Desk) Checkout(ctx context.Context, userID int64, in CheckoutInput) (Placed, error) {
	if err := (QuoteInput{Items: in.Items}).Validate(); err != nil {
		return Placed{}, err
	}
	order := PlaceInput{
		UserID: userID, Key: in.Key, Items: in.Items, ExpectedTotal: in.ExpectedTotal, Channel: in.Channel, Note: in.Note,
	}
	err := d.db.View(ctx, func(tx *db.Tx) error {
		a, err := d.addresses.Get(tx, userID, in.AddressID)
		order.Receiver = Receiver{Name: a.Name, Phone: a.Phone, County: a.County, Detail: a.Detail}
		return err
	})
	if err != nil {
		return Placed{}, err
	}
	var placed Placed
	if d.soldOut.has(in.Items, d.db.Clock().Now()) {
		err = stock.ErrShort
	} else {
		err = d.db.Batch(ctx, crowdOf(in.Items), func(tx *db.Tx) error {
			placed, err = d.Place(tx, order)
			return err
		})
	}
	if err != nil {
		return d.replay(ctx, order, err)
	}
	return placed, nil
}

// replay answers a refused checkout: with what the same press made before, or
// with the refusal.
func (d *Desk) replay(ctx context.Context, in PlaceInput, refused error) (Placed, error) {
	var made int64
	err := d.db.View(ctx, func(tx *db.Tx) (err error) {
		made, err = idem.First(tx, checkoutScope(in.UserID), in.Key, in.pressed())
		return err
	})
	switch {
	case err == nil:
		return Placed{CheckoutID: made, Replayed: true}, nil
	case !errors.Is(err, idem.ErrUnused):
		return Placed{}, err
	case errors.Is(refused, stock.ErrShort):
		return Placed{}, d.explainShort(ctx, in.Items, refused)
	}
	return Placed{}, refused
}

// explainShort turns the guard's refusal into what the buyer can do about it,
// and remembers for a moment what is sold out.
func (d *Desk) explainShort(ctx context.Context, items []Item, short error) error {
	err := d.db.View(ctx, func(tx *db.Tx) error {
		q, err := MakeQuote(tx, QuoteInput{Items: items})
		if err != nil {
			return err
		}
		d.soldOut.remember(q, d.db.Clock().Now())
		return q.FirstProblem()
	})
	return cmp.Or(err, short)
}

// crowds is how many queues checkouts, and payments, wait in: few, so that many
// share a commit; more than one, so that one works while another waits for the
// disk.
const crowds = 2

// crowdOf names the queue a checkout waits in: buyers of one thing stand in one,
// and do not wait for each other's locks (decisions 6).
func crowdOf(items []Item) string { return fmt.Sprint("checkout:", items[0].SkuID%crowds) }

// Charge opens the payment at its channel and returns the cashier's address.
func (d *Desk) Charge(ctx context.Context, userID, paymentID int64, returnURL string) (string, error) {
	p, ch, err := d.payment(ctx, userID, paymentID)
	if err != nil {
		return "", err
	}
	if p.State != PaymentCreated {
		return "", ErrState.With("这笔付款已经完成或已关闭,请回到订单查看")
	}
	return ch.Payer.Create(ctx, Charge{
		OutNo: p.OutNo, Amount: p.Amount, Subject: "以购 " + p.OutNo, ReturnURL: returnURL, ExpiresUS: p.ExpiresUS,
	})
}

// Query asks the channel whether the payment arrived: what the browser's return
// leads to. It answers with the payment as it then stands.
func (d *Desk) Query(ctx context.Context, userID, paymentID int64) (Payment, error) {
	p, ch, err := d.payment(ctx, userID, paymentID)
	if err != nil || p.State != PaymentCreated {
		return p, err
	}
	ev, paid, err := ch.Payer.Query(ctx, p.OutNo)
	if err != nil {
		return p, fmt.Errorf("%w: %w", ErrPayUnknown, err)
	}
	if !paid {
		return p, nil
	}
	if err := d.receive(ctx, ev); err != nil {
		return p, err
	}
	p, _, err = d.payment(ctx, userID, paymentID)
	return p, err
}

func (d *Desk) payment(ctx context.Context, userID, paymentID int64) (p Payment, ch Channel, err error) {
	err = d.db.View(ctx, func(tx *db.Tx) error {
		p, err = paymentByID(tx, paymentID)
		return err
	})
	if err != nil || p.UserID != userID {
		return p, ch, errors.Join(err, ErrNoPayment)
	}
	ch, ok := d.channels[p.Channel]
	if !ok {
		return p, ch, ErrChannel
	}
	return p, ch, nil
}

// Notify takes a channel's notification. A nil error means it is kept for good
// and the channel need not repeat it.
func (d *Desk) Notify(ctx context.Context, channel string, header http.Header, raw []byte) error {
	ch, ok := d.channels[channel]
	if !ok {
		return ErrChannel
	}
	ev, err := ch.Notifier.Verify(header, raw)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrEvidence, err)
	}
	return d.receive(ctx, ev)
}

func (d *Desk) receive(ctx context.Context, ev Evidence) error {
	key := fmt.Sprint("pay:", crc32.ChecksumIEEE([]byte(ev.OutNo))%crowds)
	return d.db.Batch(ctx, key, func(tx *db.Tx) error { return ApplyPayment(tx, ev) })
}

// CancelMine ends the buyer's own order: unpaid orders close with their whole
// checkout, a paid one is refunded. Pressing twice cancels once.
func (d *Desk) CancelMine(ctx context.Context, userID, orderID int64, key string) error {
	o, err := d.Mine(ctx, userID, orderID)
	if err != nil {
		return err
	}
	if o.State == Created {
		return d.Expire(ctx, o.CheckoutID, ByBuyer)
	}
	return d.once(ctx, "order.cancel", userID, key, orderID, func(tx *db.Tx) error {
		_, err := CancelPaid(tx, o.ID, ByBuyer)
		return err
	})
}

// SignMine accepts the buyer's own order; pressing twice accepts it once.
func (d *Desk) SignMine(ctx context.Context, userID, orderID int64, key string) error {
	o, err := d.Mine(ctx, userID, orderID)
	if err != nil {
		return err
	}
	return d.once(ctx, "order.sign", userID, key, orderID, func(tx *db.Tx) error {
		_, err := Sign(tx, o.ID)
		return err
	})
}

// once runs a step under the presser's key; the second press of the same step
// does nothing and succeeds.
func (d *Desk) once(ctx context.Context, step string, presser int64, key string, input any, run func(tx *db.Tx) error) error {
	return d.db.Update(ctx, func(tx *db.Tx) error {
		_, replayed, err := idem.Once(tx, fmt.Sprint(step, ":", presser), key, input, 0)
		if err != nil || replayed {
			return err
		}
		return run(tx)
	})
}

// Mine reads the buyer's own order; another's does not exist.
func (d *Desk) Mine(ctx context.Context, userID, orderID int64) (o Order, err error) {
	err = d.db.View(ctx, func(tx *db.Tx) error {
		o, err = OrderByID(tx, orderID)
		return err
	})
	if err == nil && o.UserID != userID {
		return Order{}, ErrNotFound
	}
	return o, err
}

// atStation runs one step of the actor's station on one of its orders, once per
// key, and records who did it, with a note.
func (d *Desk) atStation(ctx context.Context, a actor.Actor, verb, key string, orderID int64, note string, input any, step func(tx *db.Tx) error) error {
	return d.once(ctx, verb, a.OrgID, key, input, func(tx *db.Tx) error {
		station, err := stationOf(tx, orderID)
		if err != nil {
			return err
		}
		if station != a.OrgID {
			return ErrNotFound
		}
		if err := step(tx); err != nil {
			return err
		}
		return audit.Add(tx, a, verb, "order", orderID, note)
	})
}

// Pack binds an order of the actor's station to lots.
func (d *Desk) Pack(ctx context.Context, a actor.Actor, key string, in PackInput) error {
	return d.atStation(ctx, a, "order.pack", key, in.OrderID, "", in, func(tx *db.Tx) error {
		_, err := Pack(tx, in)
		return err
	})
}

// Unpack opens a packed order again.
func (d *Desk) Unpack(ctx context.Context, a actor.Actor, key string, orderID int64) error {
	return d.atStation(ctx, a, "order.unpack", key, orderID, "", orderID, func(tx *db.Tx) error {
		_, err := Unpack(tx, orderID)
		return err
	})
}

// Ship hands a packed order to the carrier.
func (d *Desk) Ship(ctx context.Context, a actor.Actor, key string, in ShipInput) error {
	return d.atStation(ctx, a, "order.ship", key, in.OrderID, "", in, func(tx *db.Tx) error {
		_, err := Ship(tx, in, d.rules.AutoSign)
		return err
	})
}

// CancelAtStation ends a paid order that the station cannot fill and says why.
// Refusals: bad fields, ErrTooLate, ErrState.
func (d *Desk) CancelAtStation(ctx context.Context, a actor.Actor, key string, in CancelInput) error {
	in.Note = strings.TrimSpace(in.Note)
	if err := in.Validate(); err != nil {
		return err
	}
	return d.atStation(ctx, a, stationCancel, key, in.OrderID, in.Note, in, func(tx *db.Tx) error {
		_, err := CancelPaid(tx, in.OrderID, string(in.Reason))
		return err
	})
}

// ErrAlreadyPaid is a Payer's refusal to close a charge whose money has come.
var ErrAlreadyPaid = fault.New(fault.Conflict, "payment.already_paid", "付款已经到账")
