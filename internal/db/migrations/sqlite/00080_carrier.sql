-- +goose Up
-- Carriers and the shape of their waybill numbers, seeded from code (internal/logistics).
CREATE TABLE carrier (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) <= 24),
  name TEXT NOT NULL CHECK (length(name) <= 32),
  pattern TEXT NOT NULL CHECK (length(pattern) <= 96),
  hint TEXT NOT NULL CHECK (length(hint) <= 64),
  phone TEXT NOT NULL CHECK (length(phone) <= 24),
  cold INTEGER NOT NULL,
  ord INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_carrier_code ON carrier (code);
