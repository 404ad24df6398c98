-- +goose Up
-- The category tree, seeded from code (internal/catalog).
CREATE TABLE category (
  code TEXT NOT NULL CHECK (length(code) <= 32),
  parent TEXT NOT NULL CHECK (length(parent) <= 32),
  name TEXT NOT NULL CHECK (length(name) <= 32),
  ord INTEGER NOT NULL,
  fresh INTEGER NOT NULL,
  after_sale_days INTEGER NOT NULL,
  return_policy TEXT NOT NULL CHECK (length(return_policy) <= 24),
  documents TEXT NOT NULL CHECK (length(documents) <= 160),
  PRIMARY KEY (code),
  CHECK (after_sale_days >= 0 AND after_sale_days <= 365)
);
