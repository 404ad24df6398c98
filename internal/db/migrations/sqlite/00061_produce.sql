-- +goose Up
-- A crop or variety with its stock unit and the grams of one unit (internal/catalog).
CREATE TABLE produce (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) <= 32),
  category TEXT NOT NULL CHECK (length(category) <= 32),
  unit TEXT NOT NULL CHECK (length(unit) <= 24),
  grams_per_unit INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  CHECK (grams_per_unit > 0)
);
CREATE UNIQUE INDEX uq_produce_name ON produce (name);
