-- +goose Up
-- What the entries up to the lane's mark say of each account: the doctor's own sums, never copied from ledger_balance.
CREATE TABLE doctor_balance (
  account_id INTEGER PRIMARY KEY,
  dr INTEGER NOT NULL,
  cr INTEGER NOT NULL,
  n INTEGER NOT NULL,
  last_id INTEGER NOT NULL
);
