-- +goose Up
-- which stations sell and pack for which merchant
CREATE TABLE supplier_station (
  supplier_id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (supplier_id, station_id),
  KEY ix_supplier_station_station_id (station_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
