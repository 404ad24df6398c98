-- +goose Up
-- The pictures of a product in their order, the first is the cover (internal/catalog).
CREATE TABLE product_media (
  product_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  media_id INTEGER NOT NULL,
  PRIMARY KEY (product_id, ord)
) WITHOUT ROWID;
CREATE INDEX ix_product_media_media_id ON product_media (media_id);
