-- +goose Up
-- Jobs that failed too often: a person decides (internal/outbox).
CREATE TABLE job_dead (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (length(kind) <= 48),
  ukey TEXT CHECK (length(ukey) <= 96),
  body TEXT NOT NULL,
  tries INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  dead_us INTEGER NOT NULL,
  last_error TEXT NOT NULL CHECK (length(last_error) <= 500)
);
CREATE INDEX ix_job_dead_kind_dead_us ON job_dead (kind, dead_us);
