-- +goose Up
-- One frozen version of a freight template (internal/logistics). Append only.
CREATE TABLE freight_version (
  template_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  carrier_id INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (length(origin) <= 64),
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (template_id, version)
) WITHOUT ROWID;
