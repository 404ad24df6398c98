-- +goose Up
-- Where the money of a refund stood: escrow before sign-off, else signed; who bears it and what was said (internal/trade).
ALTER TABLE refund ADD COLUMN stage TEXT NOT NULL DEFAULT 'escrow';
ALTER TABLE refund ADD COLUMN bearer TEXT NOT NULL DEFAULT '';
ALTER TABLE refund ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE refund ADD COLUMN created_by INTEGER NOT NULL DEFAULT 0;
