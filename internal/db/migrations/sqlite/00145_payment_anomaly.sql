-- +goose Up
-- Money that came too late, twice or wrong: kept, booked, sent back (internal/trade, decisions 10).
CREATE TABLE payment_anomaly (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL CHECK (length(channel) <= 24),
  provider_txn TEXT NOT NULL CHECK (length(provider_txn) <= 64),
  merchant_no TEXT NOT NULL CHECK (length(merchant_no) <= 32),
  out_no TEXT NOT NULL CHECK (length(out_no) <= 32),
  payment_id INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) <= 8),
  reason TEXT NOT NULL CHECK (length(reason) <= 24),
  state TEXT NOT NULL CHECK (length(state) <= 24),
  paid_us INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  closed_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_payment_anomaly_channel_provider_txn ON payment_anomaly (channel, provider_txn);
CREATE INDEX ix_payment_anomaly_state_id ON payment_anomaly (state, id);
