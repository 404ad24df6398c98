-- +goose Up
-- a village e-commerce station
CREATE TABLE station (
  id BIGINT NOT NULL,
  code VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(60) NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_name VARCHAR(40) NOT NULL,
  phone VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hours VARCHAR(60) NOT NULL,
  address VARCHAR(120) NOT NULL,
  pickup TINYINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_station_code (code),
  KEY ix_station_region_id (region, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
