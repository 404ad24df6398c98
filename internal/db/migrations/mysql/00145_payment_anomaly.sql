-- +goose Up
-- Money that came too late, twice or wrong: kept, booked, sent back (internal/trade, decisions 10).
CREATE TABLE payment_anomaly (
  id BIGINT NOT NULL,
  channel VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  provider_txn VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merchant_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  out_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payment_id BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  currency VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  paid_us BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  closed_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_payment_anomaly_channel_provider_txn (channel, provider_txn),
  KEY ix_payment_anomaly_state_id (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
