-- +goose Up
-- What of a refund belongs to which order line; cut = packages that are not sent (internal/trade).
CREATE TABLE refund_line (
  refund_id INTEGER NOT NULL,
  line_id INTEGER NOT NULL,
  cut INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (refund_id, line_id),
  CHECK (amount_fen > 0 AND cut >= 0)
);
CREATE INDEX ix_refund_line_line_id ON refund_line (line_id);
