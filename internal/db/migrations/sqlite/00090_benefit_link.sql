-- +goose Up
-- A benefit link: the agreement by which a sale's money reaches households (domain.md §4.7).
CREATE TABLE benefit_link (
  id INTEGER PRIMARY KEY,
  merchant_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  name TEXT NOT NULL CHECK (length(name) <= 60),
  current_version_id INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);
CREATE INDEX ix_benefit_link_merchant_id_id ON benefit_link (merchant_id, id);
