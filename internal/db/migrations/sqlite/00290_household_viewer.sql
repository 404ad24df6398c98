-- +goose Up
-- 代看人: who else may read a household's passbook, named at the station before a witness; closed is 0 while it holds, then the row's own id (internal/household).
CREATE TABLE household_viewer (
  id INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  user_id INTEGER NOT NULL,
  version TEXT NOT NULL CHECK (length(version) <= 24),
  witness_id INTEGER NOT NULL,
  named_us INTEGER NOT NULL,
  named_by INTEGER NOT NULL,
  removed_us INTEGER NOT NULL,
  removed_by INTEGER NOT NULL,
  closed INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_household_viewer_household_id_user_id_closed ON household_viewer (household_id, user_id, closed);
CREATE INDEX ix_household_viewer_user_id_closed ON household_viewer (user_id, closed);
