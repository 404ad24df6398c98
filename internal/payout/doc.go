// Package payout settles what households have earned and pays it to their bank
// accounts.
//
// Tables owned: payout_batch, payout_line, payout_event, payout_file,
// payout_import.
//
// Settlement (decisions 14): a row is due from the day after its line's
// after-sale window. The day's run posts one E4 per (book, household) and marks
// exactly those rows settled, in one transaction; a row is settled once.
//
// Payout (decisions 23, ADR 0009): a batch belongs to one book. Its maker drafts
// it, another person checks it, above a configured sum a third one approves it.
// Approval asks the ledger to lock each line's sum (E13 lock); only what the
// ledger granted leaves in the bank's file, which is built once. The program
// sends nothing to a bank: the merchant uploads the file and brings the answer
// back, any number of times, in any order.
//
// Invariants:
//   - a payee waits in at most one line of a book at a time (unique key on
//     closed = 0), so that no sum is drafted twice;
//   - a line's state and its journals say the same (I15): locked, unknown ⇔ the
//     sum stands on 2040; paid ⇔ it left; failed, returned ⇔ it is owed again;
//   - a line gets each outcome once, however often a bank says it;
//   - the bytes of a file never change; each look at them is in the audit log.
package payout
