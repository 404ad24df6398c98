// Package db owns gorm: nobody else sees Begin, Commit, a pool or a dialect's
// driver.
//
// View reads, Update writes, Batch lets callers of one key share a commit. The
// same migrations, in one numbering, build SQLite (nothing else installed) and
// MySQL or MariaDB. Table owned: id_node.
//
// Invariants:
//   - a function given to Update or Batch may run more than once: it never
//     calls the network, never starts a goroutine, and keeps its results in
//     variables it assigns on every run;
//   - what must happen after the commit is handed to Tx.OnCommit;
//   - on SQLite there is one writer, so no write ever waits on a lock it could
//     deadlock with; on MySQL deadlocks are retried at most three times.
package db
