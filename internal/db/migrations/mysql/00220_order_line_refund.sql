-- +goose Up
-- What refunds have taken from a line, in fen and in packages that are not sent (internal/trade).
ALTER TABLE order_line ADD COLUMN refunded_fen BIGINT NOT NULL DEFAULT 0, ADD COLUMN cut BIGINT NOT NULL DEFAULT 0;
