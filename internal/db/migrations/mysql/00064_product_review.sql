-- +goose Up
-- Every step of a listing's review, with who decided (internal/catalog). Append only.
CREATE TABLE product_review (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  round INT NOT NULL,
  stage VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  verdict VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  reviewer_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_product_review_product_id_round_stage (product_id, round, stage)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
