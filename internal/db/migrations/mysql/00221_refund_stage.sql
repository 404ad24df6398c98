-- +goose Up
-- Where the money of a refund stood: escrow before sign-off, else signed; who bears it and what was said (internal/trade).
ALTER TABLE refund ADD COLUMN stage VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'escrow',
  ADD COLUMN bearer VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN note VARCHAR(300) NOT NULL DEFAULT '', ADD COLUMN created_by BIGINT NOT NULL DEFAULT 0;
