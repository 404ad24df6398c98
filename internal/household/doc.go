// Package household is the register of families: who lives where, of which kind
// from when to when, what they agreed to, and who may see them on a phone.
//
// Tables owned: household, household_kind, household_consent,
// household_binding, household_import, household_import_error, household_word,
// household_payee, household_dispute, household_viewer,
// household_card.
//
// Invariants:
//   - no person table: a household is its head, the head's identity number and
//     how many they are (decisions 25); health, schooling, housing, insurance,
//     causes, work and income are dropped while a file is parsed and reach no
//     struct (domain.md §5);
//   - name, identity number and phone are sealed (associated data:
//     table.column:id) and found by blind index. In the clear stand only the
//     surname and the masked name, which half a village shares;
//   - a head's identity number heads one household;
//   - a household has exactly one open row of kind; words for kinds are rows
//     with dates, so that a report uses the word of its own day (product.md);
//   - at most one live consent per purpose; withdrawing closes it, nothing is
//     deleted;
//   - a household is paid to one account at a time; a changed one waits 24 hours,
//     one that a bank refused is not used again until it is captured anew;
//   - a line of the passbook has one open dispute at most, and every dispute an
//     owner until it is answered;
//   - a 代看人 reads a household's passbook and changes nothing; staff other than
//     who wrote it down stood by, and the household's word ends it at once;
//   - a 户卡 opens at a station of the household's own village or town alone, with
//     what is scanned and four digits, both kept as keyed hashes; five wrong ones
//     lock it for a day, a new card kills the old one;
//   - an uploaded file is parsed in memory and never stored.
//
// Any flow or edge may call it; other books take its facts as values. Callers
// pass the region prefix of the asking person: a household outside it does not
// exist for them.
package household
