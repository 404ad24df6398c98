-- +goose Up
-- one run over one file; the file itself is not kept
CREATE TABLE household_import (
  id INTEGER PRIMARY KEY,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  user_id INTEGER NOT NULL,
  file_name TEXT NOT NULL CHECK (length(file_name) <= 120),
  dry_run INTEGER NOT NULL,
  as_of_day INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  rows_read INTEGER NOT NULL DEFAULT 0,
  rows_rejected INTEGER NOT NULL DEFAULT 0,
  rows_skipped INTEGER NOT NULL DEFAULT 0,
  households_new INTEGER NOT NULL DEFAULT 0,
  households_changed INTEGER NOT NULL DEFAULT 0,
  households_same INTEGER NOT NULL DEFAULT 0,
  persons INTEGER NOT NULL DEFAULT 0,
  failure TEXT NOT NULL DEFAULT '' CHECK (length(failure) <= 200),
  started_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  finished_us INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX ix_household_import_region_id ON household_import (region, id);
