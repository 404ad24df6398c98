-- +goose Up
-- what a household was between two days; to_day 0 is open
CREATE TABLE household_kind (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  monitor TEXT NOT NULL DEFAULT '' CHECK (length(monitor) <= 24),
  risk_cleared INTEGER NOT NULL DEFAULT 0,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL
);
CREATE INDEX ix_household_kind_household_id_from_day ON household_kind (household_id, from_day);
