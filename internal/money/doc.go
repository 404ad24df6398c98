// Package money counts fen: amounts, their decimal form, and the two ways to
// cut an amount into parts so that no fen appears or disappears.
//
// Tables owned: none. Who may call: every package.
//
// Invariants:
//   - An amount is a whole number of fen in an int64. No float and no decimal
//     type takes part in any computation (domain.md §2 base types).
//   - Products are taken in 128 bits, so nothing overflows inside the bounds
//     |amount| ≤ MaxFen (10¹³ fen) and Σ weights ≤ MaxWeight (10¹⁵).
//   - The parts of Split and Retract are never negative and sum to the amount.
//   - There is no rounding account: a remainder always belongs to somebody.
//
// Split and Retract panic when they are called outside their documented
// domain, because an amount that silently vanished could not be found again.
// Whoever takes amounts or weights from outside validates them first.
package money
