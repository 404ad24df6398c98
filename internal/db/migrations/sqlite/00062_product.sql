-- +goose Up
-- A listing: texts, terms of sale, review state, and the summary that lists read (internal/catalog).
CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  merchant_id INTEGER NOT NULL,
  station_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  merchant_name TEXT NOT NULL CHECK (length(merchant_name) <= 64),
  station_name TEXT NOT NULL CHECK (length(station_name) <= 64),
  town_name TEXT NOT NULL CHECK (length(town_name) <= 32),
  village_name TEXT NOT NULL CHECK (length(village_name) <= 32),
  category TEXT NOT NULL CHECK (length(category) <= 32),
  name TEXT NOT NULL CHECK (length(name) <= 60),
  subtitle TEXT NOT NULL CHECK (length(subtitle) <= 80),
  description TEXT NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  held_by TEXT NOT NULL CHECK (length(held_by) <= 24),
  reason TEXT NOT NULL CHECK (length(reason) <= 200),
  round INTEGER NOT NULL,
  benefit_link_id INTEGER NOT NULL,
  freight_template_id INTEGER NOT NULL,
  tax_mark TEXT NOT NULL CHECK (length(tax_mark) <= 24),
  return_policy TEXT NOT NULL CHECK (length(return_policy) <= 24),
  season_from INTEGER NOT NULL,
  season_to INTEGER NOT NULL,
  cutoff_hour INTEGER NOT NULL,
  lead_days INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  submitted_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  on_sale_us INTEGER NOT NULL,
  lead_sku_id INTEGER NOT NULL,
  sku_count INTEGER NOT NULL,
  price_fen INTEGER NOT NULL,
  price_max_fen INTEGER NOT NULL,
  net_content_g INTEGER NOT NULL,
  count_hint TEXT NOT NULL CHECK (length(count_hint) <= 24),
  cover_media_id INTEGER NOT NULL,
  cover_color TEXT NOT NULL CHECK (length(cover_color) <= 7),
  sold INTEGER NOT NULL,
  CHECK (sold >= 0)
);
CREATE INDEX ix_product_state_sold_id ON product (state, sold, id);
CREATE INDEX ix_product_state_on_sale_us_id ON product (state, on_sale_us, id);
CREATE INDEX ix_product_state_price_fen_id ON product (state, price_fen, id);
CREATE INDEX ix_product_category_state_sold_id ON product (category, state, sold, id);
CREATE INDEX ix_product_region_state_sold_id ON product (region, state, sold, id);
CREATE INDEX ix_product_merchant_id_id ON product (merchant_id, id);
CREATE INDEX ix_product_station_id_id ON product (station_id, id);
