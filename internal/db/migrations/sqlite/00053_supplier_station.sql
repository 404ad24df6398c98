-- +goose Up
-- which stations sell and pack for which merchant
CREATE TABLE supplier_station (
  supplier_id INTEGER NOT NULL,
  station_id INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (supplier_id, station_id)
);
CREATE INDEX ix_supplier_station_station_id ON supplier_station (station_id);
