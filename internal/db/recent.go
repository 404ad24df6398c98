package db

import (
	"maps"
	"sync"
	"time"
)

// recentFor is how late this process sees what another one changed (decisions 7).
const recentFor = time.Second

// maxRecent bounds how many values of one kind are remembered.
const maxRecent = 20_000

// Changed says that the transaction changes what everybody reads: the
// catalogue, freight terms, benefit links, merchants, stations. Once it has
// committed, the generation rises and nothing remembered before counts.
func Changed(tx *Tx) {
	if tx.changed {
		return
	}
	tx.changed = true
	tx.OnCommit(func() { tx.db.generation.Add(1) })
}

// Generation numbers the state of what everybody reads, as far as this process
// changed it. Caches of answers key by it; other processes follow within a
// second.
func (d *DB) Generation() uint64 { return d.generation.Load() }

// Recent reads what seldom changes and remembers it beside this database until
// the generation rises, for a second at most: a caller sees every change of its
// own process, and of others after that second. A transaction that changes such
// data itself reads the database. Like Local's, kind is of an unexported type
// of the caller; read gets the keys that are not remembered and leaves out those
// that do not exist.
func Recent[K comparable, V any](tx *Tx, kind any, keys []K, read func(missing []K) (map[K]V, error)) (map[K]V, error) {
	if tx.changed {
		return read(keys)
	}
	memory, _ := tx.Local(kind, func() any { return &recent[K, V]{values: map[K]V{}} }).(*recent[K, V])
	found, missing := memory.get(tx, keys)
	if len(missing) == 0 {
		return found, nil
	}
	fresh, err := read(missing)
	if err != nil {
		return nil, err
	}
	memory.put(tx, fresh)
	maps.Copy(found, fresh)
	return found, nil
}

// recent are the values of one kind, all of one generation and one second.
type recent[K comparable, V any] struct {
	mu         sync.RWMutex
	values     map[K]V
	generation uint64
	untilUS    int64
}

func (r *recent[K, V]) get(tx *Tx, keys []K) (found map[K]V, missing []K) {
	found = make(map[K]V, len(keys))
	r.mu.RLock()
	defer r.mu.RUnlock()
	if !r.good(tx) {
		return found, keys
	}
	for _, k := range keys {
		if v, ok := r.values[k]; ok {
			found[k] = v
		} else {
			missing = append(missing, k)
		}
	}
	return found, missing
}

func (r *recent[K, V]) good(tx *Tx) bool {
	return r.generation == tx.db.Generation() && tx.nowUS < r.untilUS && r.untilUS-tx.nowUS <= recentFor.Microseconds()
}

// put remembers what tx read, unless the generation rose since tx began: it may
// have read what was there before.
func (r *recent[K, V]) put(tx *Tx, fresh map[K]V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if tx.generation != tx.db.Generation() {
		return
	}
	if !r.good(tx) || len(r.values) >= maxRecent {
		r.values = make(map[K]V, len(fresh))
		r.generation, r.untilUS = tx.generation, tx.nowUS+recentFor.Microseconds()
	}
	maps.Copy(r.values, fresh)
}
