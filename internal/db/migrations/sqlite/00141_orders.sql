-- +goose Up
-- One order of one merchant of record, shipped by one station (internal/trade).
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  no TEXT NOT NULL CHECK (length(no) <= 24),
  checkout_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  user_id INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  station_id INTEGER NOT NULL,
  book INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  state TEXT NOT NULL CHECK (length(state) <= 24),
  pay_term TEXT NOT NULL CHECK (length(pay_term) <= 24),
  goods_fen INTEGER NOT NULL,
  freight_fen INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  receiver BLOB NOT NULL,
  county TEXT NOT NULL CHECK (length(county) <= 6),
  buyer_note TEXT NOT NULL CHECK (length(buyer_note) <= 200),
  pack_seq INTEGER NOT NULL,
  promised_day INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  paid_us INTEGER NOT NULL,
  packed_us INTEGER NOT NULL,
  shipped_us INTEGER NOT NULL,
  delivered_us INTEGER NOT NULL,
  signed_us INTEGER NOT NULL,
  ended_us INTEGER NOT NULL,
  end_reason TEXT NOT NULL CHECK (length(end_reason) <= 24),
  auto_sign_us INTEGER NOT NULL,
  CHECK (total_fen = goods_fen + freight_fen),
  CHECK (total_fen > 0)
);
CREATE UNIQUE INDEX uq_orders_no ON orders (no);
CREATE INDEX ix_orders_user_id_id ON orders (user_id, id);
CREATE INDEX ix_orders_station_id_state_id ON orders (station_id, state, id);
CREATE INDEX ix_orders_merchant_id_id ON orders (merchant_id, id);
CREATE INDEX ix_orders_checkout_id ON orders (checkout_id);
CREATE INDEX ix_orders_state_auto_sign_us ON orders (state, auto_sign_us);
CREATE INDEX ix_orders_region_id ON orders (region, id);
