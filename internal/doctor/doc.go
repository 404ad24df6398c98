// Package doctor reads everything and says what does not add up: the invariants
// of ledger.md §5, each with its id, over one unchanging state of the database.
//
// Tables owned: none. Who may call: edges.
//
// Invariants of the package itself:
//   - it only reads, through SQL of its own, so that a defect in a package's
//     reader cannot hide a defect in its rows (decisions 3);
//   - memory is bounded by accounts, open items and waiting intents, never by
//     journals, orders or lots: those are read in chunks by key;
//   - a broken invariant never stops the others from being checked.
package doctor
