-- +goose Up
-- Who asked for a month to be closed and who confirmed it.
ALTER TABLE ledger_period ADD COLUMN asked_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger_period ADD COLUMN asked_us INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger_period ADD COLUMN closed_by INTEGER NOT NULL DEFAULT 0;
