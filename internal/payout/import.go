package payout

import (
	"context"
	"io"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/sheet"
)

// ImportRun is one reading of a bank's answer.
type ImportRun struct {
	ID       int64
	BatchID  int64
	FileName string
	Rows     int
	Applied  int // lines that changed
	Same     int // said before
	Rejected int
	AtUS     int64
	ByID     int64
}

// ErrTooEarly refuses an answer to a file that was not built.
var ErrTooEarly = fault.New(fault.Conflict, "payout.too_early", "这个批次还没有导出文件，不能导入银行回盘")

// Import reads a bank's answer into a batch, all rows in one transaction. Rows
// may be missing, repeated, in any order, and come again in later files: a line
// gets each outcome once. Rows that do not fit are returned with line and column
// and leave the others alone.
func (t *Teller) Import(ctx context.Context, d *db.DB, by actor.Actor, batchID int64, name string, r io.Reader) (run ImportRun, wrong []sheet.Error, err error) {
	var layout Layout
	err = d.View(ctx, func(tx *db.Tx) error {
		b, err := Mine(tx, by, batchID)
		if err == nil {
			layout, err = t.layout(b.Layout)
		}
		return err
	})
	if err != nil {
		return run, nil, err
	}
	answers, unread, err := readAnswers(ctx, r, layout.Answer)
	if err != nil {
		return run, nil, err
	}
	err = d.Update(ctx, func(tx *db.Tx) error {
		in := intake{tx: tx, by: by, layout: layout.Answer, wrong: append([]sheet.Error(nil), unread...)}
		run = ImportRun{ID: tx.NewID(), BatchID: batchID, FileName: clip(name, 120), Rows: len(answers) + len(unread), AtUS: tx.NowUS(), ByID: by.UserID}
		err := in.take(batchID, answers)
		run.Applied, run.Same, run.Rejected, wrong = in.applied, in.same, len(in.wrong), in.wrong
		if err != nil {
			return err
		}
		if err := insertImport(tx, run); err != nil {
			return err
		}
		return audit.Add(tx, by, "payout.import", "payout", batchID, run.FileName)
	})
	return run, wrong, err
}

// intake is one import at work inside its transaction.
type intake struct {
	tx     *db.Tx
	batch  Batch
	by     actor.Actor
	layout AnswerLayout
	books  accounts
	lines  map[int]*Line
	wrong  []sheet.Error

	journals      []ledger.Journal
	applied, same int
}

func (in *intake) take(batchID int64, answers []answer) error {
	// The first statement takes the batch's row, so that two imports follow each
	// other and the second reads what the first has written.
	if err := touchBatch(in.tx, batchID); err != nil {
		return err
	}
	b, err := selectBatch(in.tx, batchID)
	if err != nil {
		return err
	}
	if b.State != Exported && b.State != Imported && (b.State != Closed || b.Exported.AtUS == 0) {
		return ErrTooEarly
	}
	in.batch = b
	if err := in.load(b); err != nil {
		return err
	}
	for _, a := range answers {
		if err := in.answer(a); err != nil {
			return err
		}
	}
	if err := ledger.Enqueue(in.tx, in.journals...); err != nil {
		return err
	}
	return in.finish(b)
}

func (in *intake) load(b Batch) error {
	lines, err := Lines(in.tx, b.ID)
	if err != nil {
		return err
	}
	in.lines = make(map[int]*Line, len(lines))
	for i := range lines {
		in.lines[lines[i].Seq] = &lines[i]
	}
	in.books, err = accountsOf(in.tx, b, lines)
	return err
}

// answer applies one row of the file.
func (in *intake) answer(a answer) error {
	l := in.lines[a.seq]
	switch {
	case l == nil || l.State == Dropped:
		in.refuse(a, in.layout.Seq, "unknown", "导出文件里没有这个序号")
		return nil
	case a.hasAmount && a.amount != l.Amount:
		in.refuse(a, in.layout.Amount, "amount", "金额和导出的不一样，应为 "+l.Amount.Yuan())
		return nil
	case a.says == Paid && l.State == Paid && a.txn != "" && l.BankTxn != "" && a.txn != l.BankTxn:
		in.refuse(a, in.layout.Txn, "twice", "这一行已有另一个银行流水号，银行可能打了两次，请向银行核实")
		return nil
	}
	moves, ok := movesOf(l.State, a.says)
	if !ok {
		in.refuse(a, in.layout.State, "contradiction", contradiction[l.State])
		return nil
	}
	if len(moves) == 0 {
		in.same++
		return nil
	}
	in.applied++
	for _, to := range moves {
		if err := in.move(l, to, a); err != nil {
			return err
		}
	}
	return in.tell(in.batch, *l)
}

var contradiction = map[LineState]string{
	Paid:   "这一行已登记到账，现在又说没有打成；钱退回来请按“退汇”登记",
	Failed: "这一行已登记失败，钱已退回待发；请向银行核实",
}

// movesOf says what a line must go through when a bank says something: nothing
// when it is known or was overtaken by a later fact, two steps when a return
// overtakes the success it follows. ok is false for a contradiction.
func movesOf(is, says LineState) (moves []LineState, ok bool) {
	open := is == Locked || is == Unknown
	switch {
	case is == says, says == Unknown && !open, is == Returned && says == Paid:
		return nil, true
	case open && says == Returned:
		return []LineState{Paid, Returned}, true
	case open, is == Paid && says == Returned:
		return []LineState{says}, true
	}
	return nil, false
}

func (in *intake) move(l *Line, to LineState, a answer) error {
	switch to { //nolint:exhaustive // a bank says these four
	case Paid:
		in.journals = append(in.journals, in.books.paid(in.tx, *l, in.by.UserID))
		l.PaidUS = in.tx.NowUS()
	case Failed:
		in.journals = append(in.journals, in.books.failed(in.tx, *l, in.by.UserID))
	case Returned:
		in.journals = append(in.journals, in.books.returned(in.tx, *l, in.by.UserID))
		l.ReturnedUS = in.tx.NowUS()
	}
	from := l.State
	l.State, l.Reason = to, a.reason
	if a.txn != "" && to == Paid {
		l.BankTxn = a.txn
	}
	if err := updateLine(in.tx, *l, from); err != nil {
		return err
	}
	if err := insertEvents(in.tx, []Line{*l}, to, a.reason, a.txn, in.by.UserID); err != nil {
		return err
	}
	if to == Returned || to == Failed && accountFault(a.reason) {
		return household.FlagPayee(in.tx, l.AccountID, flagReason(to, a.reason))
	}
	return nil
}

func flagReason(to LineState, reason string) string {
	if to == Returned {
		return clip("银行退汇："+reason, maxReason)
	}
	return clip("银行退回："+reason, maxReason)
}

func (in *intake) refuse(a answer, column, code, message string) {
	in.wrong = append(in.wrong, a.row.Error(column, code, message))
}

// finish closes a batch of which every line has its outcome.
func (in *intake) finish(b Batch) error {
	for _, l := range in.lines {
		if l.State == Locked || l.State == Unknown {
			if b.State == Exported && in.applied > 0 {
				return moveBatch(in.tx, b, Exported, Imported, "imported", 0)
			}
			return nil
		}
	}
	if b.State == Closed {
		return nil
	}
	if b.State == Exported {
		if err := moveBatch(in.tx, b, Exported, Imported, "imported", 0); err != nil {
			return err
		}
	}
	return moveBatch(in.tx, b, Imported, Closed, "closed", 0)
}
