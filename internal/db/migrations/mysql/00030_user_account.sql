-- +goose Up
-- one phone, one person who can sign in
CREATE TABLE user_account (
  id BIGINT NOT NULL,
  phone_sealed MEDIUMBLOB NOT NULL,
  phone_blind BINARY(32) NOT NULL,
  phone_mask VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(40) NOT NULL DEFAULT '',
  password_hash VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  failures SMALLINT NOT NULL DEFAULT 0,
  locked_until_us BIGINT NOT NULL DEFAULT 0,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_user_account_phone_blind (phone_blind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
