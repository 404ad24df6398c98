-- +goose Up
-- What a buyer puts into the cart: a quantity of one produce at a price (internal/catalog).
CREATE TABLE sku (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL,
  produce_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) <= 40),
  quantity INTEGER NOT NULL,
  net_content_g INTEGER NOT NULL,
  count_hint TEXT NOT NULL CHECK (length(count_hint) <= 24),
  price_fen INTEGER NOT NULL,
  reviewed_fen INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  CHECK (quantity > 0 AND net_content_g > 0 AND price_fen > 0)
);
CREATE INDEX ix_sku_product_id_ord ON sku (product_id, ord);
