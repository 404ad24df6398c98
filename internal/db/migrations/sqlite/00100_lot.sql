-- +goose Up
-- A lot: one produce taken in by one station for one merchant, sealed with its contributions (internal/stock).
CREATE TABLE lot (
  id INTEGER PRIMARY KEY,
  no TEXT NOT NULL CHECK (length(no) <= 24),
  merchant_id INTEGER NOT NULL,
  station_id INTEGER NOT NULL,
  produce_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  unit TEXT NOT NULL CHECK (length(unit) <= 8),
  qty INTEGER NOT NULL,
  grams INTEGER NOT NULL,
  remaining INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  received_day INTEGER NOT NULL,
  opened_us INTEGER NOT NULL,
  opened_by INTEGER NOT NULL,
  sealed_us INTEGER NOT NULL,
  sealed_by INTEGER NOT NULL,
  sealed_hash BLOB NOT NULL,
  note TEXT NOT NULL CHECK (length(note) <= 200),
  CHECK (remaining >= 0),
  CHECK (remaining <= qty)
);
CREATE UNIQUE INDEX uq_lot_no ON lot (no);
CREATE INDEX ix_lot_merchant_id_station_id_produce_id_state_sealed_us ON lot (merchant_id, station_id, produce_id, state, sealed_us);
CREATE INDEX ix_lot_station_id_id ON lot (station_id, id);
