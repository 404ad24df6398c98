// Package stock holds lots, what each household gave to them, and how much can
// still be sold.
//
// Tables owned: lot, lot_contribution, stock_level.
//
// Invariants (domain.md §4.6, decisions 9):
//   - a lot is open, then sealed for ever; contributions change only while it is
//     open, and a mistake is voided, not erased;
//   - Σ contributions of a sealed lot = its qty, and their hash is in the lot;
//   - available moves to reserved at checkout by one conditional UPDATE; it can
//     never be taken twice and never falls below zero;
//   - packing takes reserved stock out of lots, oldest first or as scanned;
//     lot.remaining never falls below zero.
//
// All quantities are in the lot's unit: grams, heads, eggs, pieces or boxes.
// Flows (supply, trade) call it inside their transaction.
package stock
