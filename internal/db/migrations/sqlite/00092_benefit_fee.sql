-- +goose Up
-- The fees of a version: basis points of the price, or fen per kilogram.
CREATE TABLE benefit_fee (
  version_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (length(role) <= 24),
  bp INTEGER NOT NULL,
  fen_per_kg INTEGER NOT NULL,
  vat_bp INTEGER NOT NULL,
  payee_kind TEXT NOT NULL CHECK (length(payee_kind) <= 24),
  payee_id INTEGER NOT NULL,
  PRIMARY KEY (version_id, ord),
  CHECK (bp >= 0 AND bp < 10000),
  CHECK (fen_per_kg >= 0),
  CHECK (vat_bp >= 0 AND vat_bp < 10000)
);
