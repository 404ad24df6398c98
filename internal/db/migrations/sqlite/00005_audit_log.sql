-- +goose Up
-- What staff did (internal/audit). Append only.
CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (length(role) <= 24),
  org_kind TEXT NOT NULL CHECK (length(org_kind) <= 24),
  org_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  request_id TEXT NOT NULL CHECK (length(request_id) <= 64),
  verb TEXT NOT NULL CHECK (length(verb) <= 48),
  object_kind TEXT NOT NULL CHECK (length(object_kind) <= 32),
  object_id INTEGER NOT NULL,
  detail TEXT NOT NULL CHECK (length(detail) <= 500)
);
CREATE INDEX ix_audit_log_object_kind_object_id_id ON audit_log (object_kind, object_id, id);
CREATE INDEX ix_audit_log_region_id ON audit_log (region, id);
CREATE INDEX ix_audit_log_user_id_id ON audit_log (user_id, id);
