-- +goose Up
-- Money going back through the channel it came by; of an order or of an anomaly (internal/trade).
CREATE TABLE refund (
  id INTEGER PRIMARY KEY,
  out_no TEXT NOT NULL CHECK (length(out_no) <= 32),
  payment_id INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  anomaly_id INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  book INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (length(channel) <= 24),
  amount_fen INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) <= 24),
  state TEXT NOT NULL CHECK (length(state) <= 24),
  created_us INTEGER NOT NULL,
  confirmed_us INTEGER NOT NULL,
  last_error TEXT NOT NULL CHECK (length(last_error) <= 200),
  CHECK (amount_fen > 0)
);
CREATE UNIQUE INDEX uq_refund_out_no ON refund (out_no);
CREATE INDEX ix_refund_order_id ON refund (order_id);
CREATE INDEX ix_refund_anomaly_id ON refund (anomaly_id);
CREATE INDEX ix_refund_state_id ON refund (state, id);
