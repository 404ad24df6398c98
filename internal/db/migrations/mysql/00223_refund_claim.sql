-- +goose Up
-- A refund's cost that the growers are asked to bear: heard first, posted after the days to object (internal/trade).
CREATE TABLE refund_claim (
  refund_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  book INT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  taken_fen BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  finding VARCHAR(300) NOT NULL,
  contact VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  contact_day INT NOT NULL,
  object_until_day INT NOT NULL,
  objection VARCHAR(300) NOT NULL,
  objected_us BIGINT NOT NULL,
  objected_by BIGINT NOT NULL,
  decision VARCHAR(300) NOT NULL,
  decided_us BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  PRIMARY KEY (refund_id),
  KEY ix_refund_claim_state_object_until_day (state, object_until_day),
  KEY ix_refund_claim_order_id (order_id),
  KEY ix_refund_claim_region_refund_id (region, refund_id),
  CONSTRAINT ck_refund_claim_1 CHECK (amount_fen > 0 AND taken_fen >= 0 AND taken_fen <= amount_fen)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
