-- +goose Up
-- What a household gives back, or is let off, after a refund of money that was on its card (E8, internal/recovery). live = household_id while asked, so that a household is asked about once at a time.
CREATE TABLE recovery (
  id BIGINT NOT NULL,
  book INT NOT NULL,
  merchant_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  household_id BIGINT NOT NULL,
  live BIGINT NULL,
  way VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  note VARCHAR(200) NOT NULL,
  author BIGINT NOT NULL,
  approver BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  decided_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_recovery_book_live (book, live),
  KEY ix_recovery_merchant_id_id (merchant_id, id),
  KEY ix_recovery_region_id (region, id),
  KEY ix_recovery_household_id_id (household_id, id),
  CONSTRAINT ck_recovery_1 CHECK (amount_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
