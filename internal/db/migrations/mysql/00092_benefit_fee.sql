-- +goose Up
-- The fees of a version: basis points of the price, or fen per kilogram.
CREATE TABLE benefit_fee (
  version_id BIGINT NOT NULL,
  ord INT NOT NULL,
  role VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bp INT NOT NULL,
  fen_per_kg BIGINT NOT NULL,
  vat_bp INT NOT NULL,
  payee_kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payee_id BIGINT NOT NULL,
  PRIMARY KEY (version_id, ord),
  CONSTRAINT ck_benefit_fee_1 CHECK (bp >= 0 AND bp < 10000),
  CONSTRAINT ck_benefit_fee_2 CHECK (fen_per_kg >= 0),
  CONSTRAINT ck_benefit_fee_3 CHECK (vat_bp >= 0 AND vat_bp < 10000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
