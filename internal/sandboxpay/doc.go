// Package sandboxpay is a payment channel that moves no money: the cashier of
// demos, tests and benchmarks. Production refuses to start with it.
//
// Tables owned: sandbox_charge, sandbox_refund.
//
// It behaves like a channel across the network (decisions 15): it knows only
// what trade's Payer and Refunder tell it, and it tells only by an Ed25519
// signed POST to /api/v1/notify/sandbox, repeated until it is answered 200. It
// never touches an order.
package sandboxpay
