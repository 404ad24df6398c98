package trade

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/outbox"
)

// Why money fits no order.
const (
	reasonUnknown  = "unknown"
	reasonMerchant = "merchant"
	reasonCurrency = "currency"
	reasonAmount   = "amount"
	reasonTwice    = "twice"
	reasonLate     = "late"
)

// Anomaly is money that came too late, twice or wrong.
type Anomaly struct {
	ID          int64
	Channel     string
	ProviderTxn string
	MerchantNo  string
	OutNo       string
	PaymentID   int64
	Amount      money.Fen
	Currency    string
	Reason      string
	State       string // open: a person must look; refunding, refunded
	PaidUS      int64
	CreatedUS   int64
	ClosedUS    int64
}

// States of an anomaly.
const (
	anomalyOpen      = "open"
	anomalyRefunding = "refunding"
	anomalyRefunded  = "refunded"
)

// recordAnomaly keeps evidence that fits no order. When the payment is known the
// money is booked as suspense and sent back, book by book; otherwise a person
// decides. The same evidence again changes nothing.
func recordAnomaly(tx *db.Tx, ev Evidence, p Payment, reason string) error {
	a := Anomaly{
		ID: tx.NewID(), Channel: ev.Channel, ProviderTxn: ev.ProviderTxn, MerchantNo: ev.MerchantNo, OutNo: ev.OutNo,
		PaymentID: p.ID, Amount: ev.Amount, Currency: ev.Currency, Reason: reason, State: anomalyOpen,
		PaidUS: ev.PaidUS, CreatedUS: tx.NowUS(),
	}
	returnable := p.ID != 0 && reason != reasonMerchant && reason != reasonCurrency && ev.Amount > 0
	if returnable {
		a.State = anomalyRefunding
	}
	if err := insertAnomaly(tx, a); err != nil {
		if db.IsDuplicate(err) {
			return nil
		}
		return err
	}
	if !returnable {
		return nil
	}
	orders, err := OrdersByID(tx, p.orderIDs())
	if err != nil {
		return err
	}
	for i, amount := range shareOut(ev.Amount, orders) {
		if amount == 0 {
			continue
		}
		if err := returnAnomaly(tx, a, orders[i], amount); err != nil {
			return err
		}
	}
	return nil
}

// shareOut divides money over the orders of its payment, in proportion to what
// each asked for.
func shareOut(amount money.Fen, orders []Order) []money.Fen {
	weights, parts := make([]int64, len(orders)), make([]int64, len(orders))
	for i, o := range orders {
		weights[i] = int64(o.Total)
	}
	money.Split(int64(amount), weights, parts)
	out := make([]money.Fen, len(parts))
	for i, p := range parts {
		out[i] = money.Fen(p)
	}
	return out
}

// returnAnomaly books one merchant's part as received and on its way back:
// 1010 → 2090 → 2050, and asks the channel (decisions 10).
func returnAnomaly(tx *db.Tx, a Anomaly, o Order, amount money.Fen) error {
	from, err := clearing(tx, o.Book, a.Channel)
	if err != nil {
		return err
	}
	suspense, err := merchantAccount(tx, o, ledger.Suspense)
	if err != nil {
		return err
	}
	transit, err := merchantAccount(tx, o, ledger.RefundTransit)
	if err != nil {
		return err
	}
	refundID := tx.NewID()
	r := Refund{
		ID: refundID, OutNo: id.Number("R", refundID), PaymentID: a.PaymentID, AnomalyID: a.ID, MerchantID: o.MerchantID, Book: o.Book,
		Channel: a.Channel, Amount: amount, Reason: a.Reason, State: RefundCreated, Stage: InEscrow, CreatedUS: tx.NowUS(),
	}
	if err := insertRefund(tx, r); err != nil {
		return err
	}
	in := ledger.Journal{Book: o.Book, Kind: ledger.AnomalyReceived, Ref: r.ID}
	if err := enqueueMove(tx, in, ledger.Leg{Account: from}, ledger.Leg{Account: suspense}, int64(amount)); err != nil {
		return err
	}
	back := ledger.Journal{Book: o.Book, Kind: ledger.AnomalyRefund, Ref: r.ID}
	err = enqueueMove(tx, back, ledger.Leg{Account: suspense}, ledger.Leg{Account: transit, Dim: r.ID}, int64(amount))
	if err != nil {
		return err
	}
	return outbox.Add(tx, outbox.Job{Kind: RefundJob, Body: RefundRef{r.ID}})
}
