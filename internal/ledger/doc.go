// Package ledger keeps the books: append-only double entry in fen and in goods,
// one book per merchant of record, provable from its first commit (ledger.md
// §2, §4; decisions 16–20).
//
// Tables owned: ledger_book, ledger_account, ledger_journal, ledger_entry,
// ledger_balance, ledger_open, ledger_lane, ledger_block, ledger_intent,
// ledger_reject, ledger_period, ledger_trial, ledger_salt, ledger_checkpoint,
// ledger_log, ledger_log_node, ledger_stop.
//
// A flow calls Enqueue in its own transaction: the journal is promised together
// with the fact it mirrors. The Writer of the book's lane posts promised
// journals in batches, each batch one commit and one block of the lane's hash
// chain. Everybody else reads.
//
// Invariants (the numbers are those of yigou doctor):
//   - I1 a journal sums to zero, has at least two entries and none of zero, and
//     stays within one book and one unit (fen or goods);
//   - I3 balances and open items are the sums of their entries, changed in the
//     transaction that adds the entries;
//   - I4 a guarded account, or a guarded open item, never goes below zero;
//   - I5 journals of a lane are numbered without gap in the order of their commit;
//   - I6 every journal is a leaf of its block and every block names the one before;
//   - I7 every checkpoint is a beginning of the log of today;
//   - a promised journal is posted exactly once: its key (book, kind, ref,
//     ref_seq) is unique for ever, and what cannot be posted now is parked,
//     alarmed and tried again, never dropped;
//   - nothing is posted into an account that is stopped, whoever writes;
//   - two writers cannot both commit to a lane: the first statement of a batch
//     is a compare-and-set on the lane's row.
//
// Rows of journal, entry and block are never updated or deleted: triggers refuse
// it, and the chain shows it when somebody removes the triggers first.
package ledger
