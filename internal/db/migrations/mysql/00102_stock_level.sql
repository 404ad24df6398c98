-- +goose Up
-- Sellable stock of one produce at one station for one merchant, in the stock unit (internal/stock).
CREATE TABLE stock_level (
  id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  produce_id BIGINT NOT NULL,
  available BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_stock_level_merchant_id_station_id_produce_id (merchant_id, station_id, produce_id),
  KEY ix_stock_level_station_id (station_id),
  CONSTRAINT ck_stock_level_1 CHECK (available >= 0),
  CONSTRAINT ck_stock_level_2 CHECK (reserved >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
