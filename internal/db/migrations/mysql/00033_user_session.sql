-- +goose Up
-- a signed-in device; the token itself is only in its cookie
CREATE TABLE user_session (
  id BIGINT NOT NULL,
  token_hash BINARY(32) NOT NULL,
  user_id BIGINT NOT NULL,
  role VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  grant_id BIGINT NOT NULL DEFAULT 0,
  device VARCHAR(80) NOT NULL DEFAULT '',
  by_code TINYINT NOT NULL DEFAULT 0,
  created_us BIGINT NOT NULL,
  seen_us BIGINT NOT NULL,
  expires_us BIGINT NOT NULL,
  ended_us BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY uq_user_session_token_hash (token_hash),
  KEY ix_user_session_user_id_ended_us (user_id, ended_us),
  KEY ix_user_session_grant_id (grant_id),
  KEY ix_user_session_expires_us (expires_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
