// Package idem makes a second press of a button safe.
//
// Tables owned: idem_key. The first caller inserts (scope, key, input hash, id
// of the object it is about to make) in its own transaction; the unique key
// makes a second caller wait and then read that id. A refused transaction rolls
// the key back with everything else: only success is remembered (decisions 6).
package idem

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Keep is how long a key is remembered.
const Keep = 7 * 24 * time.Hour

// ErrMismatch refuses a key that was used for something else.
var ErrMismatch = fault.New(fault.Conflict, "idem.mismatch", "这个请求编号已经用于另一笔操作，请刷新页面后再试")

// Once remembers key for input and returns (mint, false) the first time. When
// the key was used with the same input it returns the first call's id and true:
// the caller then answers with that object and does nothing else.
func Once(tx *db.Tx, scope, key string, input any, mint int64) (id int64, replayed bool, err error) {
	text, err := json.Marshal(input)
	if err != nil {
		return 0, false, fmt.Errorf("idem: input of %s: %w", scope, err)
	}
	hash := sha256.Sum256(text)
	err = insert(tx, scope, key, hash[:], mint)
	if err == nil {
		return mint, false, nil
	}
	if !db.IsDuplicate(err) {
		return 0, false, err
	}
	stored, first, err := find(tx, scope, key)
	if err != nil {
		return 0, false, err
	}
	if !bytes.Equal(stored, hash[:]) {
		return 0, false, ErrMismatch
	}
	return first, true, nil
}

// Sweep forgets keys older than Keep.
func Sweep(tx *db.Tx) error { return deleteBefore(tx, tx.NowUS()-Keep.Microseconds()) }
