-- +goose Up
-- The share register: from a day on a household holds so many units (0 = none any more). Append-only; of one day the latest row holds.
CREATE TABLE distribution_holding (
  id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  from_day INT NOT NULL,
  units BIGINT NOT NULL,
  author BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_distribution_holding_merchant_id_from_day (merchant_id, from_day),
  CONSTRAINT ck_distribution_holding_1 CHECK (units >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
