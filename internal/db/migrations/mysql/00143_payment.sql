-- +goose Up
-- One charge at one channel for one or more orders of a checkout (internal/trade).
CREATE TABLE payment (
  id BIGINT NOT NULL,
  out_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  checkout_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  channel VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merchant_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  provider_txn VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  created_us BIGINT NOT NULL,
  expires_us BIGINT NOT NULL,
  paid_us BIGINT NOT NULL,
  closed_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_payment_out_no (out_no),
  UNIQUE KEY uq_payment_channel_provider_txn (channel, provider_txn),
  KEY ix_payment_checkout_id (checkout_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
