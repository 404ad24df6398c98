-- +goose Up
-- What was bought, frozen at checkout; kind freight carries the buyer-paid freight (internal/trade).
CREATE TABLE order_line (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  sku_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  produce_id INTEGER NOT NULL,
  product_name TEXT NOT NULL CHECK (length(product_name) <= 120),
  sku_name TEXT NOT NULL CHECK (length(sku_name) <= 80),
  media_id INTEGER NOT NULL,
  unit TEXT NOT NULL CHECK (length(unit) <= 8),
  qty INTEGER NOT NULL,
  unit_qty INTEGER NOT NULL,
  grams INTEGER NOT NULL,
  unit_price_fen INTEGER NOT NULL,
  gross_fen INTEGER NOT NULL,
  benefit_version_id INTEGER NOT NULL,
  return_policy TEXT NOT NULL CHECK (length(return_policy) <= 24),
  after_sale_days INTEGER NOT NULL,
  tax_mark TEXT NOT NULL CHECK (length(tax_mark) <= 24),
  freight_template_id INTEGER NOT NULL,
  freight_version INTEGER NOT NULL,
  payee_id INTEGER NOT NULL,
  settle_day INTEGER NOT NULL,
  CHECK (qty > 0),
  CHECK (gross_fen >= 0)
);
CREATE UNIQUE INDEX uq_order_line_order_id_ord ON order_line (order_id, ord);
CREATE INDEX ix_order_line_product_id_id ON order_line (product_id, id);
