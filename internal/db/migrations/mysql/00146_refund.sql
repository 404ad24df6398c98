-- +goose Up
-- Money going back through the channel it came by; of an order or of an anomaly (internal/trade).
CREATE TABLE refund (
  id BIGINT NOT NULL,
  out_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payment_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  anomaly_id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  book INT NOT NULL,
  channel VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  reason VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  confirmed_us BIGINT NOT NULL,
  last_error VARCHAR(200) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_refund_out_no (out_no),
  KEY ix_refund_order_id (order_id),
  KEY ix_refund_anomaly_id (anomaly_id),
  KEY ix_refund_state_id (state, id),
  CONSTRAINT ck_refund_1 CHECK (amount_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
