package db

// Local returns what a package keeps beside this database for as long as it is
// open: a cache of immutable rows, a bell for its worker. The first call with a
// key makes the value; key is of an unexported type of the caller, as in
// context.WithValue. Nothing kept here may be needed for correctness.
func (d *DB) Local(key any, make func() any) any {
	if v, ok := d.local.Load(key); ok {
		return v
	}
	v, _ := d.local.LoadOrStore(key, make())
	return v
}

// Local is DB.Local of the transaction's database.
func (tx *Tx) Local(key any, make func() any) any { return tx.db.Local(key, make) }
