package payout

import (
	"slices"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

type lineRow struct {
	ID         int64
	BatchID    int64
	Seq        int
	Book       int32
	PayeeKind  string
	PayeeID    int64
	AccountID  int64
	BankName   string
	Tail       string
	AmountFen  int64
	State      LineState
	Reason     string
	BankTxn    string
	PaidUS     int64
	ReturnedUS int64
}

func (r lineRow) line() Line {
	return Line{
		ID: r.ID, BatchID: r.BatchID, Seq: r.Seq, Book: r.Book, PayeeKind: r.PayeeKind, PayeeID: r.PayeeID, AccountID: r.AccountID,
		BankName: r.BankName, Tail: r.Tail, Amount: money.Fen(r.AmountFen), State: r.State, Reason: r.Reason, BankTxn: r.BankTxn,
		PaidUS: r.PaidUS, ReturnedUS: r.ReturnedUS,
	}
}

func insertLines(tx *db.Tx, lines []Line) error {
	const width = 12
	args := make([]any, 0, width*len(lines))
	for _, l := range lines {
		args = append(args, l.ID, l.BatchID, l.Seq, l.Book, l.PayeeKind, l.PayeeID, l.AccountID, l.BankName, l.Tail,
			int64(l.Amount), string(l.State), tx.NowUS())
	}
	return tx.InsertRows(`INSERT INTO payout_line (id, batch_id, seq, book, payee_kind, payee_id, account_id, bank_name, tail,
		amount_fen, state, updated_us) VALUES `, width, args, "")
}

func selectLines(tx *db.Tx, where string, args ...any) ([]Line, error) {
	var rows []lineRow
	err := tx.SQL().Raw(`SELECT id, batch_id, seq, book, payee_kind, payee_id, account_id, bank_name, tail, amount_fen, state,
		reason, bank_txn, paid_us, returned_us FROM payout_line WHERE `+where, args...).Scan(&rows).Error
	lines := make([]Line, len(rows))
	for i, r := range rows {
		lines[i] = r.line()
	}
	return lines, err
}

// selectWaiting are the payees that a batch of the book holds before its locks
// are answered.
func selectWaiting(tx *db.Tx, book int32, kind string) (map[int64]bool, error) {
	var ids []int64
	err := tx.SQL().Raw(`SELECT payee_id FROM payout_line WHERE book = ? AND payee_kind = ? AND closed = 0`, book, kind).Scan(&ids).Error
	m := make(map[int64]bool, len(ids))
	for _, id := range ids {
		m[id] = true
	}
	return m, err
}

func moveLines(tx *db.Tx, batchID int64, from, to LineState) (int64, error) {
	res := tx.SQL().Exec(`UPDATE payout_line SET state = ?, updated_us = ? WHERE batch_id = ? AND state = ?`, to, tx.NowUS(), batchID, from)
	return res.RowsAffected, res.Error
}

// answerLines moves lines that all stand in one state, frees their payees for
// the next batch and writes an event for each.
func answerLines(tx *db.Tx, lines []Line, to LineState, reason string) error {
	if len(lines) == 0 {
		return nil
	}
	moved := int64(0)
	for chunk := range slices.Chunk(lines, maxRows) {
		ids := make([]int64, len(chunk))
		for i, l := range chunk {
			ids[i] = l.ID
		}
		res := tx.SQL().Exec(`UPDATE payout_line SET state = ?, reason = ?, updated_us = ?, closed = id WHERE id IN ? AND state = ?`,
			to, reason, tx.NowUS(), ids, lines[0].State)
		if res.Error != nil {
			return res.Error
		}
		moved += res.RowsAffected
	}
	if moved != int64(len(lines)) {
		return ErrState
	}
	return insertEvents(tx, lines, to, reason, "", 0)
}

// dropAll gives up every planned line of a cancelled batch. The batch keeps its
// figures: they say what was given up.
func dropAll(tx *db.Tx, batchID int64, reason string) error {
	lines, err := linesIn(tx, batchID, Planned)
	if err != nil {
		return err
	}
	return answerLines(tx, lines, Dropped, reason)
}

func updateLine(tx *db.Tx, l Line, from LineState) error {
	res := tx.SQL().Exec(`UPDATE payout_line SET state = ?, reason = ?, bank_txn = ?, paid_us = ?, returned_us = ?, updated_us = ?
		WHERE id = ? AND state = ?`, l.State, l.Reason, l.BankTxn, l.PaidUS, l.ReturnedUS, tx.NowUS(), l.ID, from)
	if res.Error == nil && res.RowsAffected == 0 {
		return ErrState
	}
	return res.Error
}

func insertEvents(tx *db.Tx, lines []Line, kind LineState, reason, txn string, by int64) error {
	const width = 8
	args := make([]any, 0, width*len(lines))
	for _, l := range lines {
		args = append(args, tx.NewID(), l.BatchID, l.ID, string(kind), reason, txn, tx.NowUS(), by)
	}
	return tx.InsertRows(`INSERT INTO payout_event (id, batch_id, line_id, kind, reason, bank_txn, at_us, by_user) VALUES `, width, args, "")
}
