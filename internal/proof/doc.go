// Package proof takes one entry, or all of the chain, out of the house and
// checks it with nothing but a signed note and a public key (ledger.md §4,
// decisions 20).
//
// Tables owned: none. Who may call: flows and edges.
//
// Invariants:
//   - a proof opens one entry and the head of its journal: amount, kind, order
//     and time; whose account it is stays a commitment, and of the neighbours
//     nothing is told but their digests;
//   - every number of a proof that may exceed 2⁵³ is a decimal string, every
//     digest is hexadecimal, so that a browser reads what Go wrote;
//   - Verify reads no database and calls nobody.
package proof
