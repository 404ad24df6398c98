-- +goose Up
-- a code sent to a phone; only its keyed hash is kept
CREATE TABLE user_sms_code (
  id BIGINT NOT NULL,
  phone_blind BINARY(32) NOT NULL,
  purpose VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code_hash BINARY(32) NOT NULL,
  tries SMALLINT NOT NULL DEFAULT 0,
  expires_us BIGINT NOT NULL,
  used_us BIGINT NOT NULL DEFAULT 0,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_user_sms_code_phone_blind_purpose_id (phone_blind, purpose, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
