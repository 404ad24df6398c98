package trade

import (
	"errors"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// PaymentState is where a charge stands.
type PaymentState string

// The states of a payment.
const (
	PaymentCreated PaymentState = "created"
	PaymentPaid    PaymentState = "paid"
	PaymentClosed  PaymentState = "closed"
)

// PaymentPrefix begins every payment number: what the channel knows it by.
const PaymentPrefix = "P"

// Payment is one charge at one channel.
type Payment struct {
	ID          int64
	OutNo       string
	CheckoutID  int64
	UserID      int64
	Channel     string
	MerchantNo  string
	Amount      money.Fen
	State       PaymentState
	ProviderTxn string
	CreatedUS   int64
	ExpiresUS   int64
	PaidUS      int64
	Parts       []Part
}

// Part is how much of a payment is for one order, and in whose book.
type Part struct {
	OrderID    int64
	MerchantID int64
	Book       int32
	Amount     money.Fen
}

func (p Payment) orderIDs() []int64 {
	ids := make([]int64, len(p.Parts))
	for i, part := range p.Parts {
		ids[i] = part.OrderID
	}
	return ids
}

// currency is the only one there is.
const currency = "CNY"

// ApplyPayment is the one door for money: browser return, notification and query
// all end here (decisions 10, lessons.md 8). The first evidence that fits moves
// all orders of the payment created → paid with one E1 each; the same evidence
// again changes nothing; any other becomes an anomaly.
func ApplyPayment(tx *db.Tx, ev Evidence) error {
	p, err := paymentByOutNo(tx, ev.OutNo)
	if errors.Is(err, ErrNoPayment) {
		return recordAnomaly(tx, ev, Payment{}, reasonUnknown)
	}
	if err != nil {
		return err
	}
	if p.State == PaymentPaid && p.ProviderTxn == ev.ProviderTxn {
		return nil
	}
	if why := misfit(p, ev); why != "" {
		return recordAnomaly(tx, ev, p, why)
	}
	if taken, err := markPaid(tx, p.ID, ev); err != nil {
		return err
	} else if !taken { // closed or paid in the meantime
		return ApplyPayment(tx, ev)
	}
	return payOrders(tx, p, ev)
}

func misfit(p Payment, ev Evidence) string {
	switch {
	case ev.Channel != p.Channel || ev.MerchantNo != p.MerchantNo:
		return reasonMerchant
	case ev.Currency != currency:
		return reasonCurrency
	case ev.Amount != p.Amount:
		return reasonAmount
	case p.State == PaymentPaid:
		return reasonTwice
	case p.State == PaymentClosed:
		return reasonLate
	}
	return ""
}

func payOrders(tx *db.Tx, p Payment, ev Evidence) error {
	n, err := markOrdersPaid(tx, p.orderIDs(), ev.PaidUS)
	if err != nil {
		return err
	}
	if n != int64(len(p.Parts)) {
		return ErrState // an order left created while its payment did not: never, by construction
	}
	for _, part := range p.Parts {
		if err := enqueuePaid(tx, part, p.Channel, ev.PaidUS); err != nil {
			return err
		}
	}
	return nil
}
