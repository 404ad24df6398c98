// Package safeguard keeps a merchant's custody as large as what it owes: rule E16
// of ledger.md §2.
//
// Tables owned: none. It posts through ledger.
//
// Invariants:
//   - custody is 1002, 1010 and 1012; owed is every liability from buyers' money
//     to unidentified receipts, 2034 included. Claims, costs and what households
//     are to give back count for nothing: that money is not there;
//   - after a sweep custody covers what is owed (I16). Between two sweeps it may
//     fall short by what the day cost, never longer than that: the doctor allows
//     25 hours;
//   - a surplus leaves only as far as the supervised account itself holds it.
//
// Called by edges.
package safeguard
