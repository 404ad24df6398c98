-- +goose Up
-- The sandbox's refunds (internal/sandboxpay).
CREATE TABLE sandbox_refund (
  id BIGINT NOT NULL,
  refund_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  out_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_sandbox_refund_refund_no (refund_no),
  KEY ix_sandbox_refund_out_no (out_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
