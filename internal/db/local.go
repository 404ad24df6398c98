package db

import "sync"

// Local returns what a package keeps beside this database for as long as it is
// open: a cache of immutable rows, a bell for its worker. The first call with a
// key makes the value; key is of an unexported type of the caller, as in
// context.WithValue. Nothing kept here may be needed for correctness.
func (d *DB) Local(key any, first func() any) any {
	if v, ok := d.local.Load(key); ok {
		return v
	}
	v, _ := d.local.LoadOrStore(key, first())
	return v
}

// Local is DB.Local of the transaction's database.
func (tx *Tx) Local(key any, first func() any) any { return tx.db.Local(key, first) }

// Kept reads what never changes once it is committed, such as the fees of a
// version, and remembers it beside this database: the first call with a key
// reads, later ones need not. What a writing transaction read may be its own
// and is remembered when it commits. Like Local's, kind is of an unexported type
// of the caller; there must be no more keys than fit into memory.
func Kept[K comparable, V any](tx *Tx, kind any, key K, read func() (V, error)) (V, error) {
	kept, _ := tx.Local(kind, func() any { return new(sync.Map) }).(*sync.Map)
	if v, ok := kept.Load(key); ok {
		v, _ := v.(V)
		return v, nil
	}
	v, err := read()
	if err != nil {
		return v, err
	}
	if tx.reader {
		kept.Store(key, v)
	} else {
		tx.OnCommit(func() { kept.Store(key, v) })
	}
	return v, nil
}
