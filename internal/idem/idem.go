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
	"errors"
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
	hash, err := hashOf(scope, input)
	if err != nil {
		return 0, false, err
	}
	err = insert(tx, scope, key, hash, mint)
	if err == nil {
		return mint, false, nil
	}
	if !db.IsDuplicate(err) {
		return 0, false, err
	}
	id, err = first(tx, scope, key, hash)
	return id, err == nil, err
}

// Remember is Once for a crowd: the key is written with the rows that the
// transaction queues. When that fails with a duplicate key, First tells whether
// the key was used before.
func Remember(tx *db.Tx, scope, key string, input any, mint int64) error {
	hash, err := hashOf(scope, input)
	if err != nil {
		return err
	}
	queue(tx, scope, key, hash, mint)
	return nil
}

// First returns the id that a key made before with the same input; ErrMismatch
// for another input, ErrUnused when the key was not used.
func First(tx *db.Tx, scope, key string, input any) (int64, error) {
	hash, err := hashOf(scope, input)
	if err != nil {
		return 0, err
	}
	id, err := first(tx, scope, key, hash)
	if db.NotFound(err) {
		return 0, ErrUnused
	}
	return id, err
}

// ErrUnused says that a key was not used before.
var ErrUnused = errors.New("idem: the key was not used before")

func first(tx *db.Tx, scope, key string, hash []byte) (int64, error) {
	stored, id, err := find(tx, scope, key)
	if err != nil {
		return 0, err
	}
	if !bytes.Equal(stored, hash) {
		return 0, ErrMismatch
	}
	return id, nil
}

func hashOf(scope string, input any) ([]byte, error) {
	text, err := json.Marshal(input)
	if err != nil {
		return nil, fmt.Errorf("idem: input of %s: %w", scope, err)
	}
	hash := sha256.Sum256(text)
	return hash[:], nil
}

// Sweep forgets keys older than Keep.
func Sweep(tx *db.Tx) error { return deleteBefore(tx, tx.NowUS()-Keep.Microseconds()) }
