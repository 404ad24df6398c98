-- +goose Up
-- a consent for one purpose; closed is 0 while it holds, then the row's own id
CREATE TABLE household_consent (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  purpose TEXT NOT NULL CHECK (length(purpose) <= 24),
  version TEXT NOT NULL CHECK (length(version) <= 24),
  channel TEXT NOT NULL CHECK (length(channel) <= 24),
  witness_sealed BLOB,
  given_us INTEGER NOT NULL,
  given_by INTEGER NOT NULL,
  withdrawn_us INTEGER NOT NULL DEFAULT 0,
  withdrawn_by INTEGER NOT NULL DEFAULT 0,
  closed INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX uq_household_consent_household_id_purpose_closed ON household_consent (household_id, purpose, closed);
