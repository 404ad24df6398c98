// Package bookkeeping turns a merchant's book into what its accountant works
// with: the 会计制度 the book follows, its 科目 for every line of our chart,
// vouchers and their files, and the month's close.
//
// Tables owned: book_regime.
//
// Invariants:
//   - our account codes never leave the package: every line it returns carries
//     the regime's code and name (decisions 24);
//   - the vouchers of a month sum to the month's journals, debit and credit, to
//     the fen;
//   - a closed month keeps the regime and the mapping it was closed under;
//   - it posts nothing and changes no balance.
//
// Called by edges.
package bookkeeping
