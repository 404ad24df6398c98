-- +goose Up
-- One press of 提交订单: one or more orders, one or more payments (internal/trade).
CREATE TABLE checkout (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  expires_us INTEGER NOT NULL
);
CREATE INDEX ix_checkout_user_id_id ON checkout (user_id, id);
