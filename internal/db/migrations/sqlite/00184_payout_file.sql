-- +goose Up
-- the file that went to the bank, sealed; built once
CREATE TABLE payout_file (
  batch_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) <= 120),
  sealed BLOB NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  size_bytes INTEGER NOT NULL,
  built_us INTEGER NOT NULL
);
