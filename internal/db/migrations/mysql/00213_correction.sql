-- +goose Up
-- A journal that was wrong: reversed and, with legs, posted anew. live = journal_id while asked or approved, so that a journal is reversed once.
CREATE TABLE correction (
  id BIGINT NOT NULL,
  book INT NOT NULL,
  merchant_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  journal_id BIGINT NOT NULL,
  live BIGINT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  note VARCHAR(200) NOT NULL,
  gross_fen BIGINT NOT NULL,
  author BIGINT NOT NULL,
  approver BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  decided_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_correction_live (live),
  KEY ix_correction_merchant_id_id (merchant_id, id),
  KEY ix_correction_region_id (region, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
