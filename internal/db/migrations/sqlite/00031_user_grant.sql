-- +goose Up
-- a role somebody holds between two days; to_day 0 is open
CREATE TABLE user_grant (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (length(role) <= 24),
  org_kind TEXT NOT NULL DEFAULT '' CHECK (length(org_kind) <= 24),
  org_id INTEGER NOT NULL DEFAULT 0,
  region TEXT NOT NULL DEFAULT '' CHECK (length(region) <= 14),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL DEFAULT 0,
  granted_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);
CREATE INDEX ix_user_grant_user_id ON user_grant (user_id);
CREATE INDEX ix_user_grant_region_id ON user_grant (region, id);
