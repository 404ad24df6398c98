-- +goose Up
-- How much of a payment is for which order; the parts sum to the payment (internal/trade).
CREATE TABLE payment_part (
  payment_id INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (payment_id, order_id)
);
CREATE INDEX ix_payment_part_order_id ON payment_part (order_id);
