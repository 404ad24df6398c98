-- +goose Up
-- A safe second press: key, what was asked, which object answered (internal/idem).
CREATE TABLE idem_key (
  scope VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ikey VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  input_hash BINARY(32) NOT NULL,
  result_id BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (scope, ikey),
  KEY ix_idem_key_created_us (created_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
