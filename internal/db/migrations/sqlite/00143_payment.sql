-- +goose Up
-- One charge at one channel for one or more orders of a checkout (internal/trade).
CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  out_no TEXT NOT NULL CHECK (length(out_no) <= 32),
  checkout_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (length(channel) <= 24),
  merchant_no TEXT NOT NULL CHECK (length(merchant_no) <= 32),
  amount_fen INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  provider_txn TEXT CHECK (length(provider_txn) <= 64),
  created_us INTEGER NOT NULL,
  expires_us INTEGER NOT NULL,
  paid_us INTEGER NOT NULL,
  closed_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_payment_out_no ON payment (out_no);
CREATE UNIQUE INDEX uq_payment_channel_provider_txn ON payment (channel, provider_txn);
CREATE INDEX ix_payment_checkout_id ON payment (checkout_id);
