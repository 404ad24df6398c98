package ledger

import (
	"context"

	"gorm.io/gorm"

	"github.com/yigou/yigou/internal/db"
)

// maxRows bounds the rows of one statement, far below the 32,766
// placeholders of SQLite.
const maxRows = 1_000

// tuples returns the right side of "(a, b) IN …", which the dialects spell
// differently.
func tuples(d db.Dialect, rows, width int) string {
	if d == db.SQLite {
		return "(VALUES " + db.Placeholders(rows, width) + ")"
	}
	return "(" + db.Placeholders(rows, width) + ")"
}

type bookRow struct {
	ID        int32
	OwnerKind OwnerKind
	OwnerID   int64
	Lane      int16
}

func selectBook(tx *db.Tx, owner OwnerKind, ownerID int64) (Book, error) {
	var r bookRow
	err := tx.SQL().Raw(`SELECT id, owner_kind, owner_id, lane FROM ledger_book WHERE owner_kind = ? AND owner_id = ?`,
		owner, ownerID).Take(&r).Error
	return Book{r.ID, r.OwnerKind, r.OwnerID, r.Lane}, err
}

// insertBook takes the next number and the lane in turn. The first book opens
// the first lane; more lanes are more rows.
func insertBook(tx *db.Tx, owner OwnerKind, ownerID int64) error {
	var next int32
	if err := tx.SQL().Raw(`SELECT COALESCE(MAX(id), 0) + 1 FROM ledger_book`).Scan(&next).Error; err != nil {
		return err
	}
	lanes, err := selectLanes(tx)
	if err != nil {
		return err
	}
	if len(lanes) == 0 {
		lanes = []int16{0}
		if err := insertLane(tx, 0); err != nil && !db.IsDuplicate(err) {
			return err
		}
	}
	lane := lanes[int(next-1)%len(lanes)]
	return tx.SQL().Exec(`INSERT INTO ledger_book (id, owner_kind, owner_id, lane, opened_us) VALUES (?, ?, ?, ?, ?)`,
		next, owner, ownerID, lane, tx.NowUS()).Error
}

func selectLanes(tx *db.Tx) (lanes []int16, err error) {
	err = tx.SQL().Raw(`SELECT lane FROM ledger_lane ORDER BY lane`).Scan(&lanes).Error
	return lanes, err
}

func insertLane(tx *db.Tx, lane int16) error {
	return tx.SQL().Exec(`INSERT INTO ledger_lane (lane, epoch, seq, height, head, posted_us, owner, lease_us)
		VALUES (?, 0, 0, 0, ?, 0, '', 0)`, lane, make([]byte, len(Hash{}))).Error
}

func selectLaneOf(tx *db.Tx, book int32) (int16, error) {
	var lane []int16
	err := tx.SQL().Raw(`SELECT lane FROM ledger_book WHERE id = ?`, book).Scan(&lane).Error
	if err == nil && len(lane) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return 0, err
	}
	return lane[0], nil
}

type accountRow struct {
	ID        AccountID
	Book      int32
	Code      Code
	OwnerKind OwnerKind
	OwnerID   int64
	Sub       int64
}

func (r accountRow) account() account {
	return account{r.ID, AccountKey{r.Book, r.Code, r.OwnerKind, r.OwnerID, r.Sub}}
}

const accountColumns = `id, book, code, owner_kind, owner_id, sub`

func selectAccounts(tx *db.Tx, keys []AccountKey) (read []account, err error) {
	for len(keys) > 0 && err == nil {
		n := min(len(keys), maxRows)
		args := make([]any, 0, 5*n)
		for _, k := range keys[:n] {
			args = append(args, k.Book, k.Code, k.Owner, k.OwnerID, k.Sub)
		}
		var rows []accountRow
		err = tx.SQL().Raw(`SELECT `+accountColumns+` FROM ledger_account
			WHERE (book, code, owner_kind, owner_id, sub) IN `+tuples(tx.Dialect(), n, 5), args...).Scan(&rows).Error
		for _, r := range rows {
			read = append(read, r.account())
		}
		keys = keys[n:]
	}
	return read, err
}

func selectAccountsByID(tx *db.Tx, ids []AccountID) (read []account, err error) {
	for len(ids) > 0 && err == nil {
		n := min(len(ids), maxRows)
		var rows []accountRow
		err = tx.SQL().Raw(`SELECT `+accountColumns+` FROM ledger_account WHERE id IN ?`, ids[:n]).Scan(&rows).Error
		for _, r := range rows {
			read = append(read, r.account())
		}
		ids = ids[n:]
	}
	return read, err
}

func insertAccounts(tx *db.Tx, keys []AccountKey) error {
	const width = 9
	args := make([]any, 0, width*len(keys))
	for _, k := range keys {
		line := byCode[k.Code]
		args = append(args, tx.NewID(), k.Book, k.Code, k.Owner, k.OwnerID, k.Sub, line.Side, line.Guard, tx.NowUS())
	}
	return tx.InsertRows(`INSERT INTO ledger_account (`+accountColumns+`, side, guard, opened_us) VALUES `, width, args, "")
}

// queueIntents promises journals in the caller's transaction.
func queueIntents(tx *db.Tx, lanes []int16, js []Journal) {
	for i, j := range js {
		tx.Queue(`ledger_intent (id, lane, book, kind, ref, ref_seq, order_id, payload, created_us)`,
			tx.NewID(), lanes[i], j.Book, j.Kind, j.Ref, j.RefSeq, j.Order, j.encode(), tx.NowUS())
	}
}

// selectWaitingLanes finds the lanes that have something to post, or to try again.
func selectWaitingLanes(ctx context.Context, d *db.DB, withParked bool) (lanes []int16, err error) {
	query := `SELECT DISTINCT lane FROM ledger_intent`
	if !withParked {
		query += ` WHERE parked_us = 0`
	}
	err = d.View(ctx, func(tx *db.Tx) error {
		return tx.SQL().Raw(query).Scan(&lanes).Error
	})
	return lanes, err
}

func selectBacklog(tx *db.Tx) (b Backlog, err error) {
	err = tx.SQL().Raw(`SELECT
		COALESCE(SUM(CASE WHEN parked_us = 0 THEN 1 ELSE 0 END), 0) AS pending,
		COALESCE(SUM(CASE WHEN parked_us = 0 THEN 0 ELSE 1 END), 0) AS parked,
		COALESCE(MIN(CASE WHEN parked_us = 0 THEN created_us END), 0) AS oldest_us
		FROM ledger_intent`).Scan(&b).Error
	return b, err
}
