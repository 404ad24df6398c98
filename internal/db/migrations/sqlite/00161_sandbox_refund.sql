-- +goose Up
-- The sandbox's refunds (internal/sandboxpay).
CREATE TABLE sandbox_refund (
  id INTEGER PRIMARY KEY,
  refund_no TEXT NOT NULL CHECK (length(refund_no) <= 32),
  out_no TEXT NOT NULL CHECK (length(out_no) <= 32),
  amount_fen INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_sandbox_refund_refund_no ON sandbox_refund (refund_no);
CREATE INDEX ix_sandbox_refund_out_no ON sandbox_refund (out_no);
