// Package export writes a book as plain text accounting, for hledger and for
// beancount: programs that know nothing of ours add it up once more.
//
// Tables owned: none.
//
// Invariants:
//   - every account and commodity is declared, every transaction carries the id
//     of its journal, and every month ends with the balance of each of its
//     accounts;
//   - an account is named by its title and by the id of who owns it: no name of a
//     person and no bank number leaves (decisions 26);
//   - memory is bounded by accounts, never by journals.
//
// Called by edges.
package export
