-- +goose Up
-- The pictures of a product in their order, the first is the cover (internal/catalog).
CREATE TABLE product_media (
  product_id BIGINT NOT NULL,
  ord SMALLINT NOT NULL,
  media_id BIGINT NOT NULL,
  PRIMARY KEY (product_id, ord),
  KEY ix_product_media_media_id (media_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
