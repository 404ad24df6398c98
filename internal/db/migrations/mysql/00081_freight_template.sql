-- +goose Up
-- A merchant's freight template; its terms stand in versions (internal/logistics).
CREATE TABLE freight_template (
  id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  version INT NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_freight_template_merchant_id_name (merchant_id, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
