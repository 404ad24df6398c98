// Package supply is how goods come in and onto the shelf: intake of a
// household's harvest into a sealed lot, review of a listing, and the setting up
// of merchants, fees and freight with the accounts they will be booked to.
//
// It owns no table; it is the flow over stock, catalog, household, supplier,
// benefit, logistics and ledger, in one transaction each.
//
// Invariants (domain.md §4.5–4.7, decisions 9, 17):
//   - only a household that consents to the sale, of the station's own villages,
//     can be taken in;
//   - sealing a lot opens every account its goods and its households will need,
//     makes the stock sellable and promises G1, all or nothing;
//   - a listing goes on sale only when its merchant is verified, its papers are
//     valid and its fees leave the household something;
//   - every act of staff leaves an audit row.
package supply
