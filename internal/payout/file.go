package payout

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"strconv"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/sheet"
)

// File is a bank's file.
type File struct {
	Name    string
	Data    []byte // nil where only the head was read
	Size    int
	SHA256  []byte
	BuiltUS int64
}

// Export builds the file of an approved batch, once, when the ledger has
// answered every lock. A line whose household changed its account meanwhile is
// given back and stays out. Refusals: ErrState, ErrLocking.
func (t *Teller) Export(ctx context.Context, d *db.DB, by actor.Actor, key string, batchID int64) (b Batch, err error) {
	err = d.Update(ctx, func(tx *db.Tx) error { // of its own: what is known so far stays known
		if _, err := Mine(tx, by, batchID); err != nil {
			return err
		}
		_, err := ReadLocks(tx, batchID)
		return err
	})
	if err != nil {
		return Batch{}, err
	}
	err = d.Update(ctx, func(tx *db.Tx) error {
		b, err = t.step(tx, by, key, "payout.export", batchID, func(b Batch) error { return t.export(tx, by, b) })
		return err
	})
	return b, err
}

func (t *Teller) export(tx *db.Tx, by actor.Actor, b Batch) error {
	if err := moveBatch(tx, b, Approved, Exported, "exported", by.UserID); err != nil {
		return err
	}
	waiting, err := linesIn(tx, b.ID, Locking)
	if err != nil {
		return err
	}
	if len(waiting) > 0 {
		return ErrLocking
	}
	if err := releaseStale(tx, by, b); err != nil {
		return err
	}
	lines, err := linesIn(tx, b.ID, Locked)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		return ErrNobody
	}
	f, err := t.build(tx, b, lines)
	if err != nil {
		return err
	}
	sealed, err := t.vault.Seal(string(f.Data), fileAAD(b.ID))
	if err != nil {
		return err
	}
	return insertFile(tx, b.ID, f, sealed)
}

func fileAAD(batchID int64) string { return "payout_file.sealed:" + strconv.FormatInt(batchID, 10) }

// releaseStale gives back the lines whose account was left since approval.
func releaseStale(tx *db.Tx, by actor.Actor, b Batch) error {
	lines, err := linesIn(tx, b.ID, Locked)
	if err != nil {
		return err
	}
	stale, err := staleOf(tx, lines)
	if err != nil || len(stale) == 0 {
		return err
	}
	books, err := accountsOf(tx, b, stale)
	if err != nil {
		return err
	}
	journals := make([]ledger.Journal, len(stale))
	for i, l := range stale {
		journals[i] = books.failed(tx, l, by.UserID)
	}
	if err := answerLines(tx, stale, Failed, whyStale); err != nil {
		return err
	}
	return ledger.Enqueue(tx, journals...)
}

// build writes the rows in the order of their numbers.
func (t *Teller) build(tx *db.Tx, b Batch, lines []Line) (File, error) {
	layout, err := t.layout(b.Layout)
	if err != nil {
		return File{}, err
	}
	rows, err := t.rows(tx, b, layout, lines)
	if err != nil {
		return File{}, err
	}
	var data []byte
	if layout.Format == XLSX {
		data, err = writeXLSX(layout, rows)
	} else {
		data, err = writeCSV(layout, rows)
	}
	if err != nil {
		return File{}, fmt.Errorf("payout: file of batch %d: %w", b.ID, err)
	}
	sum := sha256.Sum256(data)
	return File{Name: b.No + "." + layout.Format, Data: data, Size: len(data), SHA256: sum[:], BuiltUS: tx.NowUS()}, nil
}

func (t *Teller) rows(tx *db.Tx, b Batch, layout Layout, lines []Line) ([][]any, error) {
	accounts, ids := make([]int64, len(lines)), make([]int64, len(lines))
	for i, l := range lines {
		accounts[i], ids[i] = l.AccountID, l.PayeeID
	}
	secrets, err := t.register.OpenPayees(tx, accounts)
	if err != nil {
		return nil, err
	}
	codes, err := household.Codes(tx, ids)
	if err != nil {
		return nil, err
	}
	rows := make([][]any, len(lines))
	for i, l := range lines {
		of := map[Field]any{
			FieldSeq: l.Seq, FieldHolder: secrets[l.AccountID].Holder, FieldAccount: secrets[l.AccountID].Account,
			FieldBank: l.BankName, FieldAmount: l.Amount, FieldPurpose: Purpose, FieldHousehold: codes[l.PayeeID], FieldBatch: b.No,
		}
		for _, c := range layout.Columns {
			rows[i] = append(rows[i], of[c.Field])
		}
	}
	return rows, nil
}

func writeXLSX(layout Layout, rows [][]any) (_ []byte, err error) {
	heads := make([]sheet.Head, len(layout.Columns))
	for i, c := range layout.Columns {
		heads[i] = sheet.Head{Title: c.Head, Width: 20}
	}
	w, err := sheet.NewWriter(Purpose, heads)
	if err != nil {
		return nil, err
	}
	defer func() { _ = w.Close() }() // the file is in memory by then
	for _, row := range rows {
		if err := w.Row(row...); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	_, err = w.WriteTo(&out)
	return out.Bytes(), err
}

func writeCSV(layout Layout, rows [][]any) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	cells := make([]string, len(layout.Columns))
	for i, c := range layout.Columns {
		cells[i] = c.Head
	}
	if err := w.Write(cells); err != nil {
		return nil, err
	}
	for _, row := range rows {
		for i, v := range row {
			cells[i] = cellText(v)
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	if layout.Encoding == GB18030 {
		return simplifiedchinese.GB18030.NewEncoder().Bytes(out.Bytes())
	}
	return append([]byte("\xEF\xBB\xBF"), out.Bytes()...), w.Error()
}

func cellText(v any) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case money.Fen:
		return v.String()
	case string:
		return v
	}
	return ""
}

// Download opens the file of a batch of the caller's merchant and records who
// took it: the same bytes each time.
func (t *Teller) Download(tx *db.Tx, by actor.Actor, batchID int64) (File, error) {
	b, err := Mine(tx, by, batchID)
	if err != nil {
		return File{}, err
	}
	f, sealed, err := selectFile(tx, b.ID)
	if err != nil {
		return File{}, err
	}
	data, err := t.vault.Open(sealed, fileAAD(b.ID))
	if err != nil {
		return File{}, fmt.Errorf("payout: file of batch %d: %w", b.ID, err)
	}
	f.Data = []byte(data)
	return f, audit.Add(tx, by, "payout.download", "payout", b.ID, f.Name)
}
