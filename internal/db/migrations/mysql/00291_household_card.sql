-- +goose Up
-- 户卡: a printed card that opens a household's passbook at its station; token and code only as keyed hashes, closed is 0 while it holds, then the row's own id (internal/household).
CREATE TABLE household_card (
  id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  token_hash BINARY(32) NOT NULL,
  code_hash BINARY(32) NOT NULL,
  tries INT NOT NULL,
  locked_until_us BIGINT NOT NULL,
  issued_us BIGINT NOT NULL,
  issued_by BIGINT NOT NULL,
  revoked_us BIGINT NOT NULL,
  revoked_by BIGINT NOT NULL,
  closed BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_household_card_household_id_closed (household_id, closed),
  UNIQUE KEY uq_household_card_token_hash (token_hash),
  KEY ix_household_card_closed_locked_until_us (closed, locked_until_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
