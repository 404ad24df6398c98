-- +goose Up
-- A benefit link: the agreement by which a sale's money reaches households (domain.md §4.7).
CREATE TABLE benefit_link (
  id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(60) NOT NULL,
  current_version_id BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_benefit_link_merchant_id_id (merchant_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
