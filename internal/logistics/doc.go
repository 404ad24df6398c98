// Package logistics knows what carriage costs, who carries, where to and when:
// freight templates, carriers, parcels, address books and ship-date promises.
//
// Tables owned: carrier, freight_template, freight_version, freight_rate,
// parcel, parcel_fact, address.
//
// Invariants:
//   - a freight version, once written, never changes; a template points at its
//     newest, an order at the one it was quoted by;
//   - a quote is computed here from the template alone, never from a client's
//     figure, and cannot overflow (limits in template.go);
//   - a waybill number is used once per carrier;
//   - a parcel fact is kept once, however often the carrier reports it;
//   - an address belongs to one user, who is part of every WHERE clause; at
//     most 20 a user, exactly one of them the default while there is any; name,
//     phone and street stand encrypted.
//
// Called by flows (trade), the HTTP edge, jobs and the seed.
package logistics
