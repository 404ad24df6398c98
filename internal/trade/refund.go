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
	Stage       Stage
	Bearer      Bearer // who bears it at first; "" while the money was in escrow
	Note        string // what the buyer reads
	CreatedBy   int64  // user; 0 = the house
	CreatedUS   int64
	ConfirmedUS int64
}

// Stage is where the money of a refund stood.
type Stage string

// The stages.
const (
	InEscrow    Stage = "escrow" // before sign-off: nobody was credited yet (E5)
	AfterSigned Stage = "signed" // after sign-off (E6)
)

// RefundJob is the job that asks the channel and waits for its word.
const RefundJob = "trade.refund"

// RefundRef is the body of a RefundJob.
type RefundRef struct {
	RefundID int64 `json:"refund_id,string"`
}

// refundOrder gives back what is left of a paid, unpacked order's money: E5,
// first leg.
func refundOrder(tx *db.Tx, o Order, reason string) error {
	escrow, err := merchantAccount(tx, o, ledger.Escrow)
	if err != nil {
		return err
	}
	_, err = openRefund(tx, o, Refund{Amount: o.Kept(), Reason: reason, Stage: InEscrow}, ledger.Leg{Account: escrow, Dim: o.ID})
	return err
}

// openRefund writes a refund of an order, books it from where the money stood,
// or who bears it, to its way back (2050), and asks the channel.
func openRefund(tx *db.Tx, o Order, r Refund, from ledger.Leg) (Refund, error) {
	p, err := paidPaymentOf(tx, o.ID)
	if err != nil {
		return r, err
	}
	transit, err := merchantAccount(tx, o, ledger.RefundTransit)
	if err != nil {
		return r, err
	}
	r.ID = tx.NewID()
	r.OutNo, r.PaymentID, r.OrderID = id.Number("R", r.ID), p.ID, o.ID
	r.MerchantID, r.Book, r.Channel = o.MerchantID, o.Book, p.Channel
	r.State, r.CreatedUS = RefundCreated, tx.NowUS()
	if err := insertRefund(tx, r); err != nil {
		return r, err
	}
	kind := ledger.E5Refund
	if r.Stage == AfterSigned {
		kind = ledger.E6Refund
	}
	j := ledger.Journal{Book: o.Book, Kind: kind, Ref: r.ID, Order: o.ID, Actor: r.CreatedBy}
	if err := enqueueMove(tx, j, from, ledger.Leg{Account: transit, Dim: r.ID}, int64(r.Amount)); err != nil {
		return r, err
	}
	return r, outbox.Add(tx, outbox.Job{Kind: RefundJob, Body: RefundRef{r.ID}})
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
