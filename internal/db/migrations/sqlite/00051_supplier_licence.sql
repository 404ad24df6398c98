-- +goose Up
-- a licence with its term; to_day 0 is without end
CREATE TABLE supplier_licence (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  number TEXT NOT NULL CHECK (length(number) <= 40),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_supplier_licence_supplier_id_kind_number ON supplier_licence (supplier_id, kind, number);
