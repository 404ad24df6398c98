-- +goose Up
-- A merchant's freight template; its terms stand in versions (internal/logistics).
CREATE TABLE freight_template (
  id INTEGER PRIMARY KEY,
  merchant_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) <= 40),
  version INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_freight_template_merchant_id_name ON freight_template (merchant_id, name);
