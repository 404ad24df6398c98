-- +goose Up
-- A safe second press: key, what was asked, which object answered (internal/idem).
CREATE TABLE idem_key (
  scope TEXT NOT NULL CHECK (length(scope) <= 64),
  ikey TEXT NOT NULL CHECK (length(ikey) <= 96),
  input_hash BLOB NOT NULL CHECK (length(input_hash) = 32),
  result_id INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (scope, ikey)
);
CREATE INDEX ix_idem_key_created_us ON idem_key (created_us);
