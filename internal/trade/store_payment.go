package trade

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

type paymentRow struct {
	ID          int64
	OutNo       string
	CheckoutID  int64
	UserID      int64
	Channel     string
	MerchantNo  string
	AmountFen   int64
	State       string
	ProviderTxn *string
	CreatedUS   int64
	ExpiresUS   int64
	PaidUS      int64
}

func (r paymentRow) payment() Payment {
	p := Payment{
		ID: r.ID, OutNo: r.OutNo, CheckoutID: r.CheckoutID, UserID: r.UserID, Channel: r.Channel, MerchantNo: r.MerchantNo,
		Amount: money.Fen(r.AmountFen), State: PaymentState(r.State), CreatedUS: r.CreatedUS, ExpiresUS: r.ExpiresUS, PaidUS: r.PaidUS,
	}
	if r.ProviderTxn != nil {
		p.ProviderTxn = *r.ProviderTxn
	}
	return p
}

func queuePayment(tx *db.Tx, p Payment) {
	tx.Queue(`payment (id, out_no, checkout_id, user_id, channel, merchant_no, amount_fen, state,
		provider_txn, created_us, expires_us, paid_us, closed_us)`,
		p.ID, p.OutNo, p.CheckoutID, p.UserID, p.Channel, p.MerchantNo, int64(p.Amount), string(p.State),
		nil, p.CreatedUS, p.ExpiresUS, 0, 0)
	for _, part := range p.Parts {
		tx.Queue(`payment_part (payment_id, order_id, amount_fen)`, p.ID, part.OrderID, int64(part.Amount))
	}
}

// onePayment reads a payment; ErrNoPayment.
func onePayment(tx *db.Tx, where string, arg any) (Payment, error) {
	ps, err := paymentsWhere(tx, where, arg)
	if err != nil {
		return Payment{}, err
	}
	if len(ps) == 0 {
		return Payment{}, ErrNoPayment
	}
	return ps[0], nil
}

// paymentsWhere reads payments with their parts in one question.
func paymentsWhere(tx *db.Tx, where string, arg any) (ps []Payment, err error) {
	var rs []struct {
		Payment    paymentRow `gorm:"embedded"`
		OrderID    int64
		MerchantID int64
		Book       int32
		PartFen    int64
	}
	err = tx.SQL().Raw(`SELECT p.id, p.out_no, p.checkout_id, p.user_id, p.channel, p.merchant_no, p.amount_fen, p.state,
		p.provider_txn, p.created_us, p.expires_us, p.paid_us, o.id AS order_id, o.merchant_id, o.book, part.amount_fen AS part_fen
		FROM payment p JOIN payment_part part ON part.payment_id = p.id JOIN orders o ON o.id = part.order_id
		WHERE `+where+` ORDER BY p.id, o.id`, arg).Scan(&rs).Error
	for _, r := range rs {
		if len(ps) == 0 || ps[len(ps)-1].ID != r.Payment.ID {
			ps = append(ps, r.Payment.payment())
		}
		p := &ps[len(ps)-1]
		p.Parts = append(p.Parts, Part{OrderID: r.OrderID, MerchantID: r.MerchantID, Book: r.Book, Amount: money.Fen(r.PartFen)})
	}
	return ps, err
}

func paymentByID(tx *db.Tx, paymentID int64) (Payment, error) {
	return onePayment(tx, "p.id = ?", paymentID)
}

func paymentByOutNo(tx *db.Tx, outNo string) (Payment, error) {
	return onePayment(tx, "p.out_no = ?", outNo)
}

func paymentsOfCheckout(tx *db.Tx, checkoutID int64) ([]Payment, error) {
	return paymentsWhere(tx, "p.checkout_id = ?", checkoutID)
}

// PaymentsOfOrder reads the payments that carry a part for the order.
func PaymentsOfOrder(tx *db.Tx, orderID int64) ([]Payment, error) {
	return paymentsWhere(tx, "p.id IN (SELECT payment_id FROM payment_part WHERE order_id = ?)", orderID)
}

func paidPaymentOf(tx *db.Tx, orderID int64) (Payment, error) {
	ps, err := PaymentsOfOrder(tx, orderID)
	if err != nil {
		return Payment{}, err
	}
	for _, p := range ps {
		if p.State == PaymentPaid {
			return p, nil
		}
	}
	return Payment{}, ErrNoPayment
}

// markPaid takes the payment for this evidence; false when it is no longer open.
func markPaid(tx *db.Tx, paymentID int64, ev Evidence) (bool, error) {
	res := tx.SQL().Exec(`UPDATE payment SET state = 'paid', provider_txn = ?, paid_us = ? WHERE id = ? AND state = 'created'`,
		ev.ProviderTxn, ev.PaidUS, paymentID)
	return res.RowsAffected == 1, res.Error
}

// markOrdersPaid names the orders by their ids: MariaDB answers an UPDATE over a
// subquery by walking, and locking, all orders of the state.
func markOrdersPaid(tx *db.Tx, orderIDs []int64, paidUS int64) (int64, error) {
	res := tx.SQL().Exec(`UPDATE orders SET state = 'paid', paid_us = ? WHERE id IN ? AND state = 'created'`, paidUS, orderIDs)
	return res.RowsAffected, res.Error
}

func markPaymentClosed(tx *db.Tx, paymentID int64) (bool, error) {
	res := tx.SQL().Exec(`UPDATE payment SET state = 'closed', closed_us = ? WHERE id = ? AND state = 'created'`, tx.NowUS(), paymentID)
	return res.RowsAffected == 1, res.Error
}

func insertAnomaly(tx *db.Tx, a Anomaly) error {
	return tx.SQL().Exec(`INSERT INTO payment_anomaly (id, channel, provider_txn, merchant_no, out_no, payment_id, amount_fen,
		currency, reason, state, paid_us, created_us, closed_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
		a.ID, a.Channel, a.ProviderTxn, a.MerchantNo, a.OutNo, a.PaymentID, int64(a.Amount), a.Currency, a.Reason, a.State,
		a.PaidUS, a.CreatedUS).Error
}

// closeAnomaly ends an anomaly once all its refunds have arrived.
func closeAnomaly(tx *db.Tx, anomalyID int64) error {
	return tx.SQL().Exec(`UPDATE payment_anomaly SET state = ?, closed_us = ? WHERE id = ? AND state = ?
		AND NOT EXISTS (SELECT 1 FROM refund WHERE anomaly_id = ? AND state <> 'confirmed')`,
		anomalyRefunded, tx.NowUS(), anomalyID, anomalyRefunding, anomalyID).Error
}

// Anomalies lists money that fitted no order, newest first.
func Anomalies(tx *db.Tx, beforeID int64, limit int) ([]Anomaly, error) {
	sql := tx.SQL().Table("payment_anomaly").Order("id DESC").Limit(limit)
	if beforeID != 0 {
		sql = sql.Where("id < ?", beforeID)
	}
	var rs []struct {
		ID          int64
		Channel     string
		ProviderTxn string
		MerchantNo  string
		OutNo       string
		PaymentID   int64
		AmountFen   int64
		Currency    string
		Reason      string
		State       string
		PaidUS      int64
		CreatedUS   int64
		ClosedUS    int64
	}
	err := sql.Find(&rs).Error
	out := make([]Anomaly, len(rs))
	for i, r := range rs {
		out[i] = Anomaly{
			ID: r.ID, Channel: r.Channel, ProviderTxn: r.ProviderTxn, MerchantNo: r.MerchantNo, OutNo: r.OutNo,
			PaymentID: r.PaymentID, Amount: money.Fen(r.AmountFen), Currency: r.Currency, Reason: r.Reason, State: r.State,
			PaidUS: r.PaidUS, CreatedUS: r.CreatedUS, ClosedUS: r.ClosedUS,
		}
	}
	return out, err
}
