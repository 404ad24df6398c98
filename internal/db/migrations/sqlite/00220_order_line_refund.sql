-- +goose Up
-- What refunds have taken from a line, in fen and in packages that are not sent (internal/trade).
ALTER TABLE order_line ADD COLUMN refunded_fen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_line ADD COLUMN cut INTEGER NOT NULL DEFAULT 0;
