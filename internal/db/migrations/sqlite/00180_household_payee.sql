-- +goose Up
-- the bank account a household is paid to; closed is 0 for the current one, then the row's own id: history stays
CREATE TABLE household_payee (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  relation TEXT NOT NULL CHECK (length(relation) <= 24),
  holder_sealed BLOB NOT NULL,
  holder_masked TEXT NOT NULL CHECK (length(holder_masked) <= 24),
  bank_name TEXT NOT NULL CHECK (length(bank_name) <= 60),
  account_sealed BLOB NOT NULL,
  account_blind BLOB NOT NULL CHECK (length(account_blind) = 32),
  tail TEXT NOT NULL CHECK (length(tail) <= 4),
  witness_sealed BLOB,
  effective_us INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  flagged_us INTEGER NOT NULL DEFAULT 0,
  flag_reason TEXT NOT NULL DEFAULT '' CHECK (length(flag_reason) <= 100),
  closed INTEGER NOT NULL DEFAULT 0,
  ended_us INTEGER NOT NULL DEFAULT 0,
  ended_by INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX uq_household_payee_household_id_closed ON household_payee (household_id, closed);
CREATE INDEX ix_household_payee_account_blind_closed ON household_payee (account_blind, closed);
