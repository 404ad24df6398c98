// Package payout settles what households have earned and, later in its life,
// pays it to their bank cards.
//
// Tables owned: none.
//
// Settlement (decisions 14): a row is due from the day after its line's
// after-sale window. The day's run posts one E4 per (book, household) and marks
// exactly those rows settled, in one transaction; a row is settled once.
package payout
