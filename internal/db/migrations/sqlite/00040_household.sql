-- +goose Up
-- a family of the register: its head, how many they are, its kind today
CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) <= 32),
  region TEXT NOT NULL CHECK (length(region) <= 14),
  village_name TEXT NOT NULL CHECK (length(village_name) <= 40),
  group_name TEXT NOT NULL DEFAULT '' CHECK (length(group_name) <= 40),
  surname TEXT NOT NULL CHECK (length(surname) <= 4),
  masked_name TEXT NOT NULL CHECK (length(masked_name) <= 12),
  name_sealed BLOB NOT NULL,
  name_blind BLOB NOT NULL CHECK (length(name_blind) = 32),
  id_no_sealed BLOB NOT NULL,
  id_no_blind BLOB NOT NULL CHECK (length(id_no_blind) = 32),
  phone_sealed BLOB,
  phone_blind BLOB CHECK (length(phone_blind) = 32),
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  monitor TEXT NOT NULL DEFAULT '' CHECK (length(monitor) <= 24),
  risk_cleared INTEGER NOT NULL DEFAULT 0,
  persons INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  CHECK (persons > 0)
);
CREATE UNIQUE INDEX uq_household_code ON household (code);
CREATE UNIQUE INDEX uq_household_id_no_blind ON household (id_no_blind);
CREATE INDEX ix_household_region_code ON household (region, code);
CREATE INDEX ix_household_name_blind ON household (name_blind);
CREATE INDEX ix_household_phone_blind ON household (phone_blind);
