// Package recovery ends what a household has to give back after a refund with a
// proven fault took money that was on its card already (1110, ledger.md E8): the
// household gave it back, or it is let off. The merchant's staff asks, the
// district approves; nothing is ever set off against a later sale by default.
//
// Tables owned: recovery.
//
// Invariants:
//   - the approver is not the author;
//   - one household of a book has at most one open request;
//   - what is asked never exceeds what stands open, when asked and when approved.
//
// Called by edges.
package recovery
