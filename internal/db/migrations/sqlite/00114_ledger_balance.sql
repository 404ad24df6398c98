-- +goose Up
-- Balances of accounts, written only by the lane of their book.
CREATE TABLE ledger_balance (
  account_id INTEGER PRIMARY KEY,
  dr INTEGER NOT NULL,
  cr INTEGER NOT NULL,
  n INTEGER NOT NULL,
  last_id INTEGER NOT NULL
);
