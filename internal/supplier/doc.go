// Package supplier knows who sells and from where: the merchants of record with
// their licences and settlement accounts, and the village stations that sell and
// pack for them.
//
// Tables owned: supplier, supplier_licence, station, supplier_station.
//
// Invariants:
//   - a merchant of record is an organisation with a unified credit code whose
//     check character fits (GB 32100); one code, one merchant;
//   - it sells only in state active, which it reaches with a licence in force
//     and with its own book in the ledger and every account of its own opened
//     there (decisions 17);
//   - money settles to the organisation's own bank account or sub-merchant,
//     never to a person (domain.md C22, C28); the number is sealed;
//   - linking a station to a merchant opens the account on which the merchant
//     owes the station its fee, in the merchant's book.
//
// Flows and edges call it. Names and regions of places come in as values.
package supplier
