-- +goose Up
-- The sandbox cashier's own charges: it stands in for a payment channel (internal/sandboxpay).
CREATE TABLE sandbox_charge (
  id BIGINT NOT NULL,
  out_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  subject VARCHAR(120) NOT NULL,
  return_url VARCHAR(500) NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  txn VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  expires_us BIGINT NOT NULL,
  paid_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_sandbox_charge_out_no (out_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
