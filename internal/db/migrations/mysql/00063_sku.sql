-- +goose Up
-- What a buyer puts into the cart: a quantity of one produce at a price (internal/catalog).
CREATE TABLE sku (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  produce_id BIGINT NOT NULL,
  ord SMALLINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  quantity BIGINT NOT NULL,
  net_content_g BIGINT NOT NULL,
  count_hint VARCHAR(24) NOT NULL,
  price_fen BIGINT NOT NULL,
  reviewed_fen BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_sku_product_id_ord (product_id, ord),
  CONSTRAINT ck_sku_1 CHECK (quantity > 0 AND net_content_g > 0 AND price_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
