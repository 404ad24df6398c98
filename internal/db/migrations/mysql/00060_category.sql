-- +goose Up
-- The category tree, seeded from code (internal/catalog).
CREATE TABLE category (
  code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  parent VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(32) NOT NULL,
  ord SMALLINT NOT NULL,
  fresh TINYINT NOT NULL,
  after_sale_days SMALLINT NOT NULL,
  return_policy VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  documents VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (code),
  CONSTRAINT ck_category_1 CHECK (after_sale_days >= 0 AND after_sale_days <= 365)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
