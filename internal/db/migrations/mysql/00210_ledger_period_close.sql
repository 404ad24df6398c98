-- +goose Up
-- Who asked for a month to be closed and who confirmed it.
ALTER TABLE ledger_period
  ADD COLUMN asked_by BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN asked_us BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN closed_by BIGINT NOT NULL DEFAULT 0;
