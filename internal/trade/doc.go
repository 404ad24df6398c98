// Package trade carries an order of any kind from the basket to the buyer's
// door: quote, place, pay, pack, ship, sign, cancel and refund.
//
// Tables owned: checkout, orders, order_line, payment, payment_part,
// payment_anomaly, refund, refund_line, refund_claim. (orders is plural because
// ORDER is a reserved word.)
//
// Invariants (decisions 10–15, domain.md §4.1):
//   - the server sets every price; a checkout whose total is not the one the
//     buyer saw is refused;
//   - what an order line froze at checkout never changes;
//   - an order is paid by evidence a channel signed or answered, never by a
//     browser; a payment is accepted or refused whole; money that fits no order
//     becomes an anomaly, is booked and sent back;
//   - every state change names the old state; the ledger intent is written in
//     the same transaction: paid ⇒ E1, packed ⇒ G2, shipped ⇒ G3,
//     signed ⇒ G4 + E3, cancelled after payment ⇒ E5;
//   - Σ payment_part = payment; Σ order lines = order total.
//
// Functions that take tx join the caller's transaction; Desk's methods own
// theirs and are what edges and jobs call.
package trade
