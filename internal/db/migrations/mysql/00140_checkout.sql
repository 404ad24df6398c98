-- +goose Up
-- One press of 提交订单: one or more orders, one or more payments (internal/trade).
CREATE TABLE checkout (
  id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  total_fen BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  expires_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_checkout_user_id_id (user_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
