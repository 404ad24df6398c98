-- +goose Up
-- the bank account a household is paid to; closed is 0 for the current one, then the row's own id: history stays
CREATE TABLE household_payee (
  id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  relation VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  holder_sealed MEDIUMBLOB NOT NULL,
  holder_masked VARCHAR(24) NOT NULL,
  bank_name VARCHAR(60) NOT NULL,
  account_sealed MEDIUMBLOB NOT NULL,
  account_blind BINARY(32) NOT NULL,
  tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  witness_sealed MEDIUMBLOB NULL,
  effective_us BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  flagged_us BIGINT NOT NULL DEFAULT 0,
  flag_reason VARCHAR(100) NOT NULL DEFAULT '',
  closed BIGINT NOT NULL DEFAULT 0,
  ended_us BIGINT NOT NULL DEFAULT 0,
  ended_by BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY uq_household_payee_household_id_closed (household_id, closed),
  KEY ix_household_payee_account_blind_closed (account_blind, closed)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
