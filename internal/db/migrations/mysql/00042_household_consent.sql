-- +goose Up
-- a consent for one purpose; closed is 0 while it holds, then the row's own id
CREATE TABLE household_consent (
  id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  witness_sealed MEDIUMBLOB NULL,
  given_us BIGINT NOT NULL,
  given_by BIGINT NOT NULL,
  withdrawn_us BIGINT NOT NULL DEFAULT 0,
  withdrawn_by BIGINT NOT NULL DEFAULT 0,
  closed BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY uq_household_consent_household_id_purpose_closed (household_id, purpose, closed)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
