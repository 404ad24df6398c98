-- +goose Up
-- Sellable stock of one produce at one station for one merchant, in the stock unit (internal/stock).
CREATE TABLE stock_level (
  id INTEGER PRIMARY KEY,
  merchant_id INTEGER NOT NULL,
  station_id INTEGER NOT NULL,
  produce_id INTEGER NOT NULL,
  available INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  CHECK (available >= 0),
  CHECK (reserved >= 0)
);
CREATE UNIQUE INDEX uq_stock_level_merchant_id_station_id_produce_id ON stock_level (merchant_id, station_id, produce_id);
CREATE INDEX ix_stock_level_station_id ON stock_level (station_id);
