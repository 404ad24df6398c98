-- +goose Up
-- a merchant of record
CREATE TABLE supplier (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) <= 80),
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  credit_code TEXT NOT NULL CHECK (length(credit_code) <= 18),
  region TEXT NOT NULL CHECK (length(region) <= 14),
  village_name TEXT NOT NULL DEFAULT '' CHECK (length(village_name) <= 40),
  address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 120),
  contact_sealed BLOB NOT NULL,
  phone_sealed BLOB NOT NULL,
  phone_mask TEXT NOT NULL CHECK (length(phone_mask) <= 24),
  state TEXT NOT NULL CHECK (length(state) <= 24),
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
  settle_kind TEXT NOT NULL DEFAULT '' CHECK (length(settle_kind) <= 24),
  settle_name TEXT NOT NULL DEFAULT '' CHECK (length(settle_name) <= 80),
  settle_bank TEXT NOT NULL DEFAULT '' CHECK (length(settle_bank) <= 80),
  settle_no_sealed BLOB,
  settle_tail TEXT NOT NULL DEFAULT '' CHECK (length(settle_tail) <= 4),
  book INTEGER NOT NULL DEFAULT 0,
  verified_us INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_supplier_credit_code ON supplier (credit_code);
CREATE INDEX ix_supplier_region_id ON supplier (region, id);
