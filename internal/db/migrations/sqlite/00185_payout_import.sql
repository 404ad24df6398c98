-- +goose Up
-- one reading of a bank's answer; the file itself is not kept
CREATE TABLE payout_import (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  file_name TEXT NOT NULL CHECK (length(file_name) <= 120),
  rows_read INTEGER NOT NULL,
  rows_applied INTEGER NOT NULL,
  rows_same INTEGER NOT NULL,
  rows_rejected INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  by_user INTEGER NOT NULL
);
CREATE INDEX ix_payout_import_batch_id_id ON payout_import (batch_id, id);
