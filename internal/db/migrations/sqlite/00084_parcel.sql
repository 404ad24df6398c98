-- +goose Up
-- A parcel on its way (internal/logistics).
CREATE TABLE parcel (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  station_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  carrier_id INTEGER NOT NULL,
  waybill_no TEXT NOT NULL CHECK (length(waybill_no) <= 32),
  grams INTEGER NOT NULL,
  shipped_us INTEGER NOT NULL,
  delivered_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_parcel_carrier_id_waybill_no ON parcel (carrier_id, waybill_no);
CREATE INDEX ix_parcel_order_id ON parcel (order_id);
