-- +goose Up
-- Accounts into which nothing is posted, since an invariant broke. lifted_us 0 = stopped now.
CREATE TABLE ledger_stop (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  invariant TEXT NOT NULL CHECK (length(invariant) <= 8),
  why TEXT NOT NULL CHECK (length(why) <= 300),
  stopped_us INTEGER NOT NULL,
  asked_by INTEGER NOT NULL DEFAULT 0,
  asked_us INTEGER NOT NULL DEFAULT 0,
  lifted_by INTEGER NOT NULL DEFAULT 0,
  lifted_us INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX uq_ledger_stop_account_id_lifted_us ON ledger_stop (account_id, lifted_us);
CREATE INDEX ix_ledger_stop_lifted_us ON ledger_stop (lifted_us);
