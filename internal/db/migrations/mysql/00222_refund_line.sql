-- +goose Up
-- What of a refund belongs to which order line; cut = packages that are not sent (internal/trade).
CREATE TABLE refund_line (
  refund_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  cut BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  PRIMARY KEY (refund_id, line_id),
  KEY ix_refund_line_line_id (line_id),
  CONSTRAINT ck_refund_line_1 CHECK (amount_fen > 0 AND cut >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
