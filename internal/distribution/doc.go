// Package distribution shares out a year's surplus of a collective or a co-op
// (集体收益分配, 按交易量返还; domain.md §4.8, ledger.md E12, ADR 0016).
//
// Tables owned: distribution, distribution_part, distribution_holding,
// distribution_paper.
//
// A draft freezes the share register of its record day and every household's
// part. It is noticed to the members for the policy's days, voted on, approved by
// the town or the district, and posted as one E12 journal: the reserve goes to
// the village reserve, each part to what the book owes that household, where the
// next payout finds it. A mistake before posting is withdrawn and drafted anew.
//
// Invariants:
//   - reserve and parts add up to the distributable sum; the reserve's rate is
//     within the policy in force, a co-op returns at least the policy's share of
//     the rest by transaction volume (I18);
//   - one distribution of a book and year that is not withdrawn;
//   - the approver is not the author, and approves after the notice and the vote;
//   - nothing is distributed that the book does not hold as surplus.
//
// Called by edges.
package distribution
