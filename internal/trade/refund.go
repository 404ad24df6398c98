package trade

import (
	"context"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/outbox"
)

// RefundState is where a refund stands.
type RefundState string

// The states of a refund; a failed call stays created and is tried again with
// the same number.
const (
	RefundCreated   RefundState = "created"
	RefundConfirmed RefundState = "confirmed"
)

// Refund is money going back through the channel it came by.
type Refund struct {
	ID          int64
	OutNo       string
	PaymentID   int64
	OrderID     int64 // 0 when an anomaly is sent back
	AnomalyID   int64
	MerchantID  int64
	Book        int32
	Channel     string
	Amount      money.Fen
	Reason      string
	State       RefundState
	CreatedUS   int64
	ConfirmedUS int64
}

// RefundJob is the job that asks the channel and waits for its word.
const RefundJob = "trade.refund"

// RefundRef is the body of a RefundJob.
type RefundRef struct {
	RefundID int64 `json:"refund_id,string"`
}

// refundOrder gives a paid, unpacked order's whole money back: E5, first leg.
func refundOrder(tx *db.Tx, o Order, reason string) error {
	p, err := paidPaymentOf(tx, o.ID)
	if err != nil {
		return err
	}
	escrow, err := merchantAccount(tx, o, ledger.Escrow)
	if err != nil {
		return err
	}
	transit, err := merchantAccount(tx, o, ledger.RefundTransit)
	if err != nil {
		return err
	}
	refundID := tx.NewID()
	r := Refund{
		ID: refundID, OutNo: id.Number("R", refundID), PaymentID: p.ID, OrderID: o.ID, MerchantID: o.MerchantID, Book: o.Book,
		Channel: p.Channel, Amount: o.Total, Reason: reason, State: RefundCreated, CreatedUS: tx.NowUS(),
	}
	if err := insertRefund(tx, r); err != nil {
		return err
	}
	j := ledger.Journal{Book: o.Book, Kind: ledger.E5Refund, Ref: r.ID, Order: o.ID}
	err = enqueueMove(tx, j, ledger.Leg{Account: escrow, Dim: o.ID}, ledger.Leg{Account: transit, Dim: r.ID}, int64(r.Amount))
	if err != nil {
		return err
	}
	return outbox.Add(tx, outbox.Job{Kind: RefundJob, Body: RefundRef{r.ID}})
}

// ErrRefundPending says that the channel has the refund but it has not arrived;
// the job asks again.
var ErrRefundPending = fault.New(fault.Unavailable, "refund.pending", "退款已提交给付款渠道，到账后会在这里显示")

// SendRefund asks the channel to give the money back, with the refund's own
// number on every try, and books the second leg once the channel confirms.
func (d *Desk) SendRefund(ctx context.Context, refundID int64) error {
	var r Refund
	var p Payment
	err := d.db.View(ctx, func(tx *db.Tx) (err error) {
		if r, err = refundByID(tx, refundID); err != nil {
			return err
		}
		p, err = paymentByID(tx, r.PaymentID)
		return err
	})
	if err != nil || r.State == RefundConfirmed {
		return err
	}
	ch, ok := d.channels[r.Channel]
	if !ok {
		return ErrChannel
	}
	done, err := ch.Refunder.Refund(ctx, RefundOrder{RefundNo: r.OutNo, OutNo: p.OutNo, Amount: r.Amount})
	if err == nil && !done {
		done, err = ch.Refunder.QueryRefund(ctx, r.OutNo)
	}
	if err != nil {
		return err
	}
	if !done {
		return ErrRefundPending
	}
	return d.db.Update(ctx, func(tx *db.Tx) error { return confirmRefund(tx, r) })
}

// confirmRefund is the second leg: 2050 → 1010. It happens once.
func confirmRefund(tx *db.Tx, r Refund) error {
	first, err := markRefundConfirmed(tx, r.ID)
	if err != nil || !first {
		return err
	}
	kind := ledger.E5Refunded
	if r.AnomalyID != 0 {
		kind = ledger.AnomalyRefunded
		if err := closeAnomaly(tx, r.AnomalyID); err != nil {
			return err
		}
	}
	transit, err := ledger.Account(tx, r.Book, ledger.RefundTransit, ledger.OwnerMerchant, r.MerchantID, 0)
	if err != nil {
		return err
	}
	to, err := clearing(tx, r.Book, r.Channel)
	if err != nil {
		return err
	}
	j := ledger.Journal{Book: r.Book, Kind: kind, Ref: r.ID, Order: r.OrderID}
	return enqueueMove(tx, j, ledger.Leg{Account: transit, Dim: r.ID}, ledger.Leg{Account: to}, int64(r.Amount))
}
