package payout

import (
	"math"
	"slices"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/money"
)

// maxRows bounds the rows of one multi-row statement.
const maxRows = 1_000

type batchRow struct {
	ID          int64
	No          string
	Book        int32
	MerchantID  int64
	Region      string
	Origin      Origin
	Layout      string
	State       State
	LineCount   int
	TotalFen    int64
	MadeUS      int64
	MadeBy      int64
	CheckedUS   int64
	CheckedBy   int64
	ApprovedUS  int64
	ApprovedBy  int64
	ExportedUS  int64
	ExportedBy  int64
	ImportedUS  int64
	ClosedUS    int64
	CancelledUS int64
	CancelledBy int64
}

func (r batchRow) batch() Batch {
	return Batch{
		ID: r.ID, No: r.No, Book: r.Book, MerchantID: r.MerchantID, Region: r.Region, Origin: r.Origin, Layout: r.Layout,
		State: r.State, Lines: r.LineCount, Total: money.Fen(r.TotalFen), Made: Step{r.MadeBy, r.MadeUS},
		Checked: Step{r.CheckedBy, r.CheckedUS}, Approved: Step{r.ApprovedBy, r.ApprovedUS}, Exported: Step{r.ExportedBy, r.ExportedUS},
		ImportedUS: r.ImportedUS, ClosedUS: r.ClosedUS, Cancelled: Step{r.CancelledBy, r.CancelledUS},
	}
}

const batchColumns = `id, no, book, merchant_id, region, origin, layout, state, line_count, total_fen, made_us, made_by,
	checked_us, checked_by, approved_us, approved_by, exported_us, exported_by, imported_us, closed_us, cancelled_us, cancelled_by`

func insertBatch(tx *db.Tx, b Batch, source string) error {
	return tx.SQL().Exec(`INSERT INTO payout_batch (id, no, book, merchant_id, region, origin, source_key, layout, state,
		line_count, total_fen, made_us, made_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		b.ID, b.No, b.Book, b.MerchantID, b.Region, b.Origin, source, b.Layout, b.State,
		b.Lines, int64(b.Total), b.Made.AtUS, b.Made.ByID).Error
}

func selectBatch(tx *db.Tx, id int64) (Batch, error) {
	var r batchRow
	err := tx.SQL().Raw(`SELECT `+batchColumns+` FROM payout_batch WHERE id = ?`, id).Take(&r).Error
	if db.NotFound(err) {
		return Batch{}, ErrUnknown
	}
	return r.batch(), err
}

func selectBatches(tx *db.Tx, merchantID, before int64, limit int) ([]Batch, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	var rows []batchRow
	err := tx.SQL().Raw(`SELECT `+batchColumns+` FROM payout_batch WHERE merchant_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
		merchantID, before, limit).Scan(&rows).Error
	bs := make([]Batch, len(rows))
	for i, r := range rows {
		bs[i] = r.batch()
	}
	return bs, err
}

// stepColumns are what a move writes besides the state.
var stepColumns = map[string]string{
	"checked": `, checked_us = ?, checked_by = ?`, "approved": `, approved_us = ?, approved_by = ?`,
	"exported": `, exported_us = ?, exported_by = ?`, "cancelled": `, cancelled_us = ?, cancelled_by = ?`,
}

// moveBatch moves a batch from one state to the next and writes who did it.
// "imported" and "closed" are nobody's deed.
func moveBatch(tx *db.Tx, b Batch, from, to State, step string, by int64) error {
	set, args := stepColumns[step], []any{to, tx.NowUS(), by, b.ID, from}
	if set == "" {
		set, args = `, `+step+`_us = ?`, []any{to, tx.NowUS(), b.ID, from}
	}
	res := tx.SQL().Exec(`UPDATE payout_batch SET state = ?`+set+` WHERE id = ? AND state = ?`, args...)
	if res.Error == nil && res.RowsAffected == 0 {
		return ErrState
	}
	return res.Error
}

// touchBatch takes the batch's row for this transaction.
func touchBatch(tx *db.Tx, id int64) error {
	return tx.SQL().Exec(`UPDATE payout_batch SET imported_us = ? WHERE id = ? AND exported_us > 0`, tx.NowUS(), id).Error
}

func shrinkBatch(tx *db.Tx, id int64, lines int, sum money.Fen) error {
	return tx.SQL().Exec(`UPDATE payout_batch SET line_count = line_count - ?, total_fen = total_fen - ? WHERE id = ?`,
		lines, int64(sum), id).Error
}

func insertFile(tx *db.Tx, batchID int64, f File, sealed []byte) error {
	return tx.SQL().Exec(`INSERT INTO payout_file (batch_id, name, sealed, sha256, size_bytes, built_us) VALUES (?, ?, ?, ?, ?, ?)`,
		batchID, f.Name, sealed, f.SHA256, f.Size, f.BuiltUS).Error
}

func selectFile(tx *db.Tx, batchID int64) (File, []byte, error) {
	var rows []struct {
		Name      string
		Sealed    []byte
		Sha256    []byte
		SizeBytes int
		BuiltUS   int64
	}
	err := tx.SQL().Raw(`SELECT name, sealed, sha256, size_bytes, built_us FROM payout_file WHERE batch_id = ?`, batchID).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		err = ErrNoFile
	}
	if err != nil {
		return File{}, nil, err
	}
	r := rows[0]
	return File{Name: r.Name, Size: r.SizeBytes, SHA256: r.Sha256, BuiltUS: r.BuiltUS}, r.Sealed, nil
}

func insertImport(tx *db.Tx, r ImportRun) error {
	return tx.SQL().Exec(`INSERT INTO payout_import (id, batch_id, file_name, rows_read, rows_applied, rows_same, rows_rejected, at_us, by_user)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, r.ID, r.BatchID, r.FileName, r.Rows, r.Applied, r.Same, r.Rejected, r.AtUS, r.ByID).Error
}

func selectImports(tx *db.Tx, batchID int64) ([]ImportRun, error) {
	var rows []struct {
		ID           int64
		BatchID      int64
		FileName     string
		RowsRead     int
		RowsApplied  int
		RowsSame     int
		RowsRejected int
		AtUS         int64
		ByUser       int64
	}
	err := tx.SQL().Raw(`SELECT id, batch_id, file_name, rows_read, rows_applied, rows_same, rows_rejected, at_us, by_user
		FROM payout_import WHERE batch_id = ? ORDER BY id DESC`, batchID).Scan(&rows).Error
	runs := make([]ImportRun, len(rows))
	for i, r := range rows {
		runs[i] = ImportRun{r.ID, r.BatchID, r.FileName, r.RowsRead, r.RowsApplied, r.RowsSame, r.RowsRejected, r.AtUS, r.ByUser}
	}
	return runs, err
}

func selectPurses(tx *db.Tx, households []int64) (map[int64]Purse, error) {
	m := map[int64]Purse{}
	for chunk := range slices.Chunk(households, maxRows) {
		var rows []struct {
			PayeeID  int64
			Paid     int64
			OnTheWay int64
			LastUS   int64
		}
		err := tx.SQL().Raw(`SELECT payee_id, SUM(CASE WHEN state = ? THEN amount_fen ELSE 0 END) AS paid,
			SUM(CASE WHEN state IN ? THEN amount_fen ELSE 0 END) AS on_the_way, MAX(paid_us) AS last_us
			FROM payout_line WHERE payee_kind = ? AND payee_id IN ? GROUP BY payee_id`,
			Paid, []LineState{Locked, Unknown}, KindHousehold, chunk).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			p := Purse{Paid: money.Fen(r.Paid), OnTheWay: money.Fen(r.OnTheWay)}
			if r.LastUS > 0 {
				p.LastDay = clock.DayOf(r.LastUS)
			}
			m[r.PayeeID] = p
		}
	}
	return m, nil
}

func selectPaidThrough(tx *db.Tx, households []int64) (map[alloc.Payee]int64, error) {
	m := map[alloc.Payee]int64{}
	for chunk := range slices.Chunk(households, maxRows) {
		var rows []struct {
			Book    int32
			PayeeID int64
			MadeUS  int64
		}
		err := tx.SQL().Raw(`SELECT l.book, l.payee_id, MAX(b.made_us) AS made_us FROM payout_line l
			JOIN payout_batch b ON b.id = l.batch_id
			WHERE l.state = ? AND l.payee_kind = ? AND l.payee_id IN ? GROUP BY l.book, l.payee_id`,
			Paid, KindHousehold, chunk).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			m[alloc.Payee{Book: r.Book, Household: r.PayeeID}] = r.MadeUS
		}
	}
	return m, nil
}
