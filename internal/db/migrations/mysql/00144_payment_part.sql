-- +goose Up
-- How much of a payment is for which order; the parts sum to the payment (internal/trade).
CREATE TABLE payment_part (
  payment_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  PRIMARY KEY (payment_id, order_id),
  KEY ix_payment_part_order_id (order_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
