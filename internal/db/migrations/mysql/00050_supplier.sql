-- +goose Up
-- a merchant of record
CREATE TABLE supplier (
  id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  credit_code VARCHAR(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_name VARCHAR(40) NOT NULL DEFAULT '',
  address VARCHAR(120) NOT NULL DEFAULT '',
  contact_sealed MEDIUMBLOB NOT NULL,
  phone_sealed MEDIUMBLOB NOT NULL,
  phone_mask VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL DEFAULT '',
  settle_kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  settle_name VARCHAR(80) NOT NULL DEFAULT '',
  settle_bank VARCHAR(80) NOT NULL DEFAULT '',
  settle_no_sealed MEDIUMBLOB NULL,
  settle_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  book INT NOT NULL DEFAULT 0,
  verified_us BIGINT NOT NULL DEFAULT 0,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_supplier_credit_code (credit_code),
  KEY ix_supplier_region_id (region, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
