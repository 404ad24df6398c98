-- +goose Up
-- The outbox: work that a committed transaction promised (internal/outbox).
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (length(kind) <= 48),
  ukey TEXT CHECK (length(ukey) <= 96),
  body TEXT NOT NULL,
  run_us INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  owner TEXT NOT NULL CHECK (length(owner) <= 64),
  created_us INTEGER NOT NULL,
  last_error TEXT NOT NULL CHECK (length(last_error) <= 500)
);
CREATE UNIQUE INDEX uq_job_kind_ukey ON job (kind, ukey);
CREATE INDEX ix_job_run_us_id ON job (run_us, id);
