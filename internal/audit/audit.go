// Package audit records what staff did, in the transaction that did it.
//
// Tables owned: audit_log. It is only ever added to. The detail says what changed in words or
// ids, never a phone, an identity number or a token.
package audit

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
)

// Entry is one recorded act.
type Entry struct {
	ID         int64
	AtUS       int64
	Actor      actor.Actor
	Verb       string // "product.approve"
	ObjectKind string // "product"
	ObjectID   int64
	Detail     string
}

// Add records that a did verb to an object.
func Add(tx *db.Tx, a actor.Actor, verb, objectKind string, objectID int64, detail string) error {
	return insert(tx, Entry{
		ID: tx.NewID(), AtUS: tx.NowUS(), Actor: a,
		Verb: verb, ObjectKind: objectKind, ObjectID: objectID, Detail: detail,
	})
}

// Query bounds a listing. Region is a prefix; zero values do not filter.
type Query struct {
	Region     string
	UserIDs    []int64 // nil does not filter; empty finds nothing
	FromUS     int64   // µs, inclusive
	ToUS       int64   // µs, exclusive
	ObjectKind string
	ObjectID   int64
	Before     int64 // entries with a smaller id
	Limit      int
}

// List returns entries, newest first.
func List(tx *db.Tx, q Query) ([]Entry, error) { return list(tx, q) }
