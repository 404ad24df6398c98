package bookkeeping

import (
	"github.com/yigou/yigou/internal/db"
)

type choiceRow struct {
	Book      int32
	FromMonth int32
	Regime    Key
	Mapping   int
	Detail    Detail
	SetBy     int64
	SetUS     int64
}

// selectChoice reads the choice that holds in a month: the newest from it or
// before it.
func selectChoice(tx *db.Tx, book, month int32) (r choiceRow, ok bool, err error) {
	err = tx.SQL().Raw(`SELECT book, from_month, regime, mapping, detail, set_by, set_us FROM book_regime
		WHERE book = ? AND from_month <= ? ORDER BY from_month DESC LIMIT 1`, book, month).Take(&r).Error
	if db.NotFound(err) {
		return r, false, nil
	}
	return r, err == nil, err
}

func putChoice(tx *db.Tx, r choiceRow) error {
	res := tx.SQL().Exec(`UPDATE book_regime SET regime = ?, mapping = ?, detail = ?, set_by = ?, set_us = ?
		WHERE book = ? AND from_month = ?`, r.Regime, r.Mapping, r.Detail, r.SetBy, r.SetUS, r.Book, r.FromMonth)
	if res.Error != nil || res.RowsAffected > 0 {
		return res.Error
	}
	return tx.SQL().Exec(`INSERT INTO book_regime (book, from_month, regime, mapping, detail, set_by, set_us)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, r.Book, r.FromMonth, r.Regime, r.Mapping, r.Detail, r.SetBy, r.SetUS).Error
}
