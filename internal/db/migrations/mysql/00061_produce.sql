-- +goose Up
-- A crop or variety with its stock unit and the grams of one unit (internal/catalog).
CREATE TABLE produce (
  id BIGINT NOT NULL,
  name VARCHAR(32) NOT NULL,
  category VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unit VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  grams_per_unit BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_produce_name (name),
  CONSTRAINT ck_produce_1 CHECK (grams_per_unit > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
