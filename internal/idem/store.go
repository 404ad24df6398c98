package idem

import "github.com/yigou/yigou/internal/db"

func insert(tx *db.Tx, scope, key string, hash []byte, id int64) error {
	return tx.SQL().Exec(`INSERT INTO idem_key (scope, ikey, input_hash, result_id, created_us) VALUES (?, ?, ?, ?, ?)`,
		scope, key, hash, id, tx.NowUS()).Error
}

func queue(tx *db.Tx, scope, key string, hash []byte, id int64) {
	tx.Queue("idem_key (scope, ikey, input_hash, result_id, created_us)", scope, key, hash, id, tx.NowUS())
}

func find(tx *db.Tx, scope, key string) (hash []byte, id int64, err error) {
	var row struct {
		InputHash []byte
		ResultID  int64
	}
	err = tx.SQL().Raw(`SELECT input_hash, result_id FROM idem_key WHERE scope = ? AND ikey = ?`, scope, key).Take(&row).Error
	return row.InputHash, row.ResultID, err
}

func deleteBefore(tx *db.Tx, us int64) error {
	return tx.SQL().Exec(`DELETE FROM idem_key WHERE created_us < ?`, us).Error
}
