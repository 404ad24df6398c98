package trade

import (
	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

type refundRow struct {
	ID          int64
	OutNo       string
	PaymentID   int64
	OrderID     int64
	AnomalyID   int64
	MerchantID  int64
	Book        int32
	Channel     string
	AmountFen   int64
	Reason      string
	State       string
	Stage       string
	Bearer      string
	Note        string
	CreatedBy   int64
	CreatedUS   int64
	ConfirmedUS int64
}

const refundColumns = `id, out_no, payment_id, order_id, anomaly_id, merchant_id, book, channel, amount_fen,
	reason, state, stage, bearer, note, created_by, created_us, confirmed_us`

func (r refundRow) refund() Refund {
	return Refund{
		ID: r.ID, OutNo: r.OutNo, PaymentID: r.PaymentID, OrderID: r.OrderID, AnomalyID: r.AnomalyID, MerchantID: r.MerchantID,
		Book: r.Book, Channel: r.Channel, Amount: money.Fen(r.AmountFen), Reason: r.Reason, State: RefundState(r.State),
		Stage: Stage(r.Stage), Bearer: Bearer(r.Bearer), Note: r.Note, CreatedBy: r.CreatedBy,
		CreatedUS: r.CreatedUS, ConfirmedUS: r.ConfirmedUS,
	}
}

func insertRefund(tx *db.Tx, r Refund) error {
	return tx.SQL().Exec(`INSERT INTO refund (id, out_no, payment_id, order_id, anomaly_id, merchant_id, book, channel, amount_fen,
		reason, state, stage, bearer, note, created_by, created_us, confirmed_us, last_error)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')`,
		r.ID, r.OutNo, r.PaymentID, r.OrderID, r.AnomalyID, r.MerchantID, r.Book, r.Channel, int64(r.Amount), r.Reason,
		string(r.State), string(r.Stage), string(r.Bearer), r.Note, r.CreatedBy, r.CreatedUS).Error
}

func refundByID(tx *db.Tx, refundID int64) (Refund, error) {
	var r refundRow
	err := tx.SQL().Raw("SELECT "+refundColumns+" FROM refund WHERE id = ?", refundID).Take(&r).Error
	return r.refund(), err
}

// RefundsOfOrder reads an order's refunds, oldest first.
func RefundsOfOrder(tx *db.Tx, orderID int64) ([]Refund, error) {
	var rs []refundRow
	err := tx.SQL().Raw("SELECT "+refundColumns+" FROM refund WHERE order_id = ? ORDER BY id", orderID).Scan(&rs).Error
	out := make([]Refund, len(rs))
	for i, r := range rs {
		out[i] = r.refund()
	}
	return out, err
}

// markRefundConfirmed is true for the one caller that confirms it.
func markRefundConfirmed(tx *db.Tx, refundID int64) (bool, error) {
	res := tx.SQL().Exec(`UPDATE refund SET state = 'confirmed', confirmed_us = ? WHERE id = ? AND state = 'created'`, tx.NowUS(), refundID)
	return res.RowsAffected == 1, res.Error
}

func insertRefundLines(tx *db.Tx, refundID int64, lines []RefundLine) error {
	var args []any
	for _, l := range lines {
		args = append(args, refundID, l.LineID, l.Cut, int64(l.Amount))
	}
	return tx.InsertRows(`INSERT INTO refund_line (refund_id, line_id, cut, amount_fen) VALUES `, 4, args, "")
}

// RefundLines reads what of refunds belongs to which line.
func RefundLines(tx *db.Tx, refundIDs []int64) (map[int64][]RefundLine, error) {
	m := map[int64][]RefundLine{}
	if len(refundIDs) == 0 {
		return m, nil
	}
	var rs []struct{ RefundID, LineID, Cut, AmountFen int64 }
	err := tx.SQL().Raw(`SELECT refund_id, line_id, cut, amount_fen FROM refund_line WHERE refund_id IN ?
		ORDER BY refund_id, line_id`, refundIDs).Scan(&rs).Error
	for _, r := range rs {
		m[r.RefundID] = append(m[r.RefundID], RefundLine{LineID: r.LineID, Cut: r.Cut, Amount: money.Fen(r.AmountFen)})
	}
	return m, err
}

// takeFromLine is true when the line still holds what is refunded; who comes
// second finds too little left.
func takeFromLine(tx *db.Tx, l RefundLine) (bool, error) {
	res := tx.SQL().Exec(`UPDATE order_line SET refunded_fen = refunded_fen + ?, cut = cut + ?
		WHERE id = ? AND refunded_fen + ? <= gross_fen AND cut + ? <= qty`, int64(l.Amount), l.Cut, l.LineID, int64(l.Amount), l.Cut)
	return res.RowsAffected == 1, res.Error
}

// holdState makes whoever wants to move the order wait for this transaction.
func holdState(tx *db.Tx, orderID int64, state State) error {
	return one(tx.SQL().Exec(`UPDATE orders SET state = ? WHERE id = ? AND state = ?`, string(state), orderID, string(state)))
}

type claimRow struct {
	RefundID       int64
	OrderID        int64
	MerchantID     int64
	Book           int32
	Region         string
	AmountFen      int64
	TakenFen       int64
	State          string
	Finding        string
	Contact        string
	ContactDay     int
	ObjectUntilDay int
	Objection      string
	ObjectedUS     int64
	Decision       string
	DecidedUS      int64
	CreatedUS      int64
	CreatedBy      int64
}

func (r claimRow) claim() Claim {
	return Claim{
		RefundID: r.RefundID, OrderID: r.OrderID, MerchantID: r.MerchantID, Book: r.Book, Region: r.Region,
		Amount: money.Fen(r.AmountFen), Taken: money.Fen(r.TakenFen), State: ClaimState(r.State), Finding: r.Finding,
		Contact: Contact(r.Contact), ContactDay: clock.Day(r.ContactDay), ObjectUntil: clock.Day(r.ObjectUntilDay),
		Objection: r.Objection, ObjectedUS: r.ObjectedUS, Decision: r.Decision, DecidedUS: r.DecidedUS,
		CreatedUS: r.CreatedUS, CreatedBy: r.CreatedBy,
	}
}

const claimColumns = `c.refund_id, c.order_id, c.merchant_id, c.book, c.region, c.amount_fen, c.taken_fen, c.state, c.finding,
	c.contact, c.contact_day, c.object_until_day, c.objection, c.objected_us, c.decision, c.decided_us, c.created_us, c.created_by`

func insertClaim(tx *db.Tx, c Claim) error {
	return tx.SQL().Exec(`INSERT INTO refund_claim (refund_id, order_id, merchant_id, book, region, amount_fen, taken_fen, state,
		finding, contact, contact_day, object_until_day, objection, objected_us, objected_by, decision, decided_us, decided_by,
		created_us, created_by) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, '', 0, 0, '', 0, 0, ?, ?)`,
		c.RefundID, c.OrderID, c.MerchantID, c.Book, c.Region, int64(c.Amount), string(c.State), c.Finding, string(c.Contact),
		int(c.ContactDay), int(c.ObjectUntil), c.CreatedUS, c.CreatedBy).Error
}

func claimsWhere(tx *db.Tx, where string, args ...any) ([]Claim, error) {
	var rs []claimRow
	err := tx.SQL().Raw("SELECT "+claimColumns+" FROM refund_claim c WHERE "+where, args...).Scan(&rs).Error
	out := make([]Claim, len(rs))
	for i, r := range rs {
		out[i] = r.claim()
	}
	return out, err
}

// setObjected and setDecided name the states they may leave: whoever comes second is refused.
func setObjected(tx *db.Tx, refundID int64, text string, by int64) error {
	return oneClaim(tx.SQL().Exec(`UPDATE refund_claim SET state = ?, objection = ?, objected_us = ?, objected_by = ?
		WHERE refund_id = ? AND state = ?`, string(ClaimObjected), text, tx.NowUS(), by, refundID, string(ClaimOpen)))
}

func setDecided(tx *db.Tx, refundID int64, from, to ClaimState, text string, by int64) error {
	return oneClaim(tx.SQL().Exec(`UPDATE refund_claim SET state = ?, decision = ?, decided_us = ?, decided_by = ?
		WHERE refund_id = ? AND state = ?`, string(to), text, tx.NowUS(), by, refundID, string(from)))
}

func oneClaim(res *gorm.DB) error {
	if res.Error == nil && res.RowsAffected != 1 {
		return ErrClaimState
	}
	return res.Error
}

func setTaken(tx *db.Tx, refundID int64, taken money.Fen) error {
	return one(tx.SQL().Exec(`UPDATE refund_claim SET taken_fen = ? WHERE refund_id = ?`, int64(taken), refundID))
}
