// Package alloc cuts an order line into slices (line × lot) and each slice into
// rows (fees and households), to the fen (ledger.md §3; decisions 11, 13).
//
// Tables owned: alloc_slice, alloc_row, alloc_retract, settlement_item. Who may
// call: trade and payout write, books and edges read.
//
// Invariants:
//   - Σ slices of a line = its gross; Σ rows of a slice = its gross;
//   - slices are planned at packing, fixed at shipping and signed at sign-off;
//     a fixed slice and its rows never change again, only planned ones are
//     deleted (unpacking);
//   - everything can be recomputed: a slice keeps its rule version, quantity and
//     grams, a row its weight, and equal remainders go by the canonical order
//     SHA-256(slice id ‖ account id), which nobody can choose;
//   - what is settled of a row is recorded once per range: settlement items of a
//     row tile [0, upto).
package alloc
