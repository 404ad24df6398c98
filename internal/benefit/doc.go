// Package benefit keeps benefit links (利益联结): the agreements by which a
// sale's money reaches the households that grew the goods (domain.md §4.7).
//
// Tables owned: benefit_link, benefit_version, benefit_fee. Who may call: flows
// and edges.
//
// Invariants:
//   - a version never changes; a revision is a new version, and an order line
//     names the one it was sold under;
//   - of kind consignment (代销) so far: the households get the accepted gross
//     less agreed fees, so the fees of a version always leave part of the price;
//   - the accounts of everybody who is paid exist from the moment a version is
//     written, in the merchant's book (decisions 17).
package benefit
