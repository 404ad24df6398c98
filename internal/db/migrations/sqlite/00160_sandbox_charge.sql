-- +goose Up
-- The sandbox cashier's own charges: it stands in for a payment channel (internal/sandboxpay).
CREATE TABLE sandbox_charge (
  id INTEGER PRIMARY KEY,
  out_no TEXT NOT NULL CHECK (length(out_no) <= 32),
  amount_fen INTEGER NOT NULL,
  subject TEXT NOT NULL CHECK (length(subject) <= 120),
  return_url TEXT NOT NULL CHECK (length(return_url) <= 500),
  state TEXT NOT NULL CHECK (length(state) <= 24),
  txn TEXT NOT NULL CHECK (length(txn) <= 64),
  created_us INTEGER NOT NULL,
  expires_us INTEGER NOT NULL,
  paid_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_sandbox_charge_out_no ON sandbox_charge (out_no);
