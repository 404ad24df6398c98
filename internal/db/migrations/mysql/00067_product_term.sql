-- +goose Up
-- Search: the 1- and 2-grams of every product on sale, each packed into one integer (internal/catalog).
CREATE TABLE product_term (
  term BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  PRIMARY KEY (term, product_id),
  KEY ix_product_term_product_id (product_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
