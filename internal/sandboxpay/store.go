package sandboxpay

import (
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/trade"
)

const (
	stateOpen   = "open"
	statePaid   = "paid"
	stateClosed = "closed"
)

var errClosed = fault.New(fault.Conflict, "sandbox.closed", "这笔付款已关闭或已过期，请回到订单重新付款")

// charge is the sandbox's view of a payment.
type charge struct {
	ID        int64
	OutNo     string
	Amount    money.Fen `gorm:"column:amount_fen"`
	Subject   string
	ReturnURL string
	State     string
	Txn       string
	CreatedUS int64
	ExpiresUS int64
	PaidUS    int64
}

const chargeColumns = `id, out_no, amount_fen, subject, return_url, state, txn, created_us, expires_us, paid_us`

func insertCharge(tx *db.Tx, in trade.Charge) error {
	return tx.SQL().Exec(`INSERT INTO sandbox_charge (id, out_no, amount_fen, subject, return_url, state, txn, created_us, expires_us, paid_us)
		VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, 0)`, tx.NewID(), in.OutNo, int64(in.Amount), in.Subject, in.ReturnURL, stateOpen,
		tx.NowUS(), in.ExpiresUS).Error
}

func insertClosed(tx *db.Tx, outNo string) error {
	return tx.SQL().Exec(`INSERT INTO sandbox_charge (id, out_no, amount_fen, subject, return_url, state, txn, created_us, expires_us, paid_us)
		VALUES (?, ?, 0, '', '', ?, '', ?, 0, 0)`, tx.NewID(), outNo, stateClosed, tx.NowUS()).Error
}

func chargeByOutNo(tx *db.Tx, outNo string) (ch charge, err error) {
	err = tx.SQL().Raw("SELECT "+chargeColumns+" FROM sandbox_charge WHERE out_no = ?", outNo).Take(&ch).Error
	return ch, err
}

func chargeByID(tx *db.Tx, chargeID int64) (ch charge, err error) {
	err = tx.SQL().Raw("SELECT "+chargeColumns+" FROM sandbox_charge WHERE id = ?", chargeID).Take(&ch).Error
	return ch, err
}

// setState moves an open charge; false when it is no longer open.
func setState(tx *db.Tx, chargeID int64, to, txn string, paidUS int64) (bool, error) {
	res := tx.SQL().Exec(`UPDATE sandbox_charge SET state = ?, txn = ?, paid_us = ? WHERE id = ? AND state = 'open'`,
		to, txn, paidUS, chargeID)
	return res.RowsAffected == 1, res.Error
}

func insertRefund(tx *db.Tx, r trade.RefundOrder) error {
	return tx.SQL().Exec(`INSERT INTO sandbox_refund (id, refund_no, out_no, amount_fen, created_us) VALUES (?, ?, ?, ?, ?)`,
		tx.NewID(), r.RefundNo, r.OutNo, int64(r.Amount), tx.NowUS()).Error
}

func refundExists(tx *db.Tx, refundNo string) (bool, error) {
	var n int64
	err := tx.SQL().Raw(`SELECT COUNT(*) FROM sandbox_refund WHERE refund_no = ?`, refundNo).Scan(&n).Error
	return n > 0, err
}
