-- +goose Up
-- The sealed key of a month's salts. Destroying a row makes that month's commitments unopenable.
CREATE TABLE ledger_salt (
  period INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (period)
);
