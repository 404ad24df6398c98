-- +goose Up
-- Carriers and the shape of their waybill numbers, seeded from code (internal/logistics).
CREATE TABLE carrier (
  id BIGINT NOT NULL,
  code VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(32) NOT NULL,
  pattern VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hint VARCHAR(64) NOT NULL,
  phone VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cold TINYINT NOT NULL,
  ord SMALLINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_carrier_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
