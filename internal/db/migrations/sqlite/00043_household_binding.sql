-- +goose Up
-- who may see a household on a phone; closed is 0 while it holds, then the row's own id
CREATE TABLE household_binding (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  user_id INTEGER NOT NULL,
  relation TEXT NOT NULL CHECK (length(relation) <= 24),
  means TEXT NOT NULL CHECK (length(means) <= 24),
  witness_sealed BLOB,
  created_us INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  ended_us INTEGER NOT NULL DEFAULT 0,
  ended_by INTEGER NOT NULL DEFAULT 0,
  closed INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX uq_household_binding_household_id_user_id_closed ON household_binding (household_id, user_id, closed);
CREATE INDEX ix_household_binding_user_id_closed ON household_binding (user_id, closed);
