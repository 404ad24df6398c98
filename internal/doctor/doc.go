// Package doctor reads everything and says what does not add up: the invariants
// of ledger.md §5, each with its id, over one unchanging state of the database.
//
// Tables owned: doctor_turn, doctor_lane, doctor_balance, doctor_open,
// doctor_result. Who may call: edges.
//
// What a quick pass proves (ADR 0017), the rest is for the full examination:
//
//	I1, I4, I5, I6  every new journal and block; old ones again, round and round
//	I2, I3          balances and open items that moved, against sums of its own;
//	                old ones again, round and round
//	I8              new journals have their business, nothing is stuck; business
//	                without a journal: full
//	I9, I12         orders that new journals belong to
//	I11, I19        new sign-offs; the time of new journals
//	I7, I10, I13–I17  full only
//
// Invariants of the package itself:
//   - of others' tables it only reads, through SQL of its own, so that a defect in a package's
//     reader cannot hide a defect in its rows (decisions 3);
//   - memory is bounded by accounts, open items and waiting intents, never by
//     journals, orders or lots: those are read in chunks by key;
//   - a broken invariant never stops the others from being checked.
package doctor
