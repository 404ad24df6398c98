-- +goose Up
-- A lot: one produce taken in by one station for one merchant, sealed with its contributions (internal/stock).
CREATE TABLE lot (
  id BIGINT NOT NULL,
  no VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merchant_id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  produce_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unit VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  qty BIGINT NOT NULL,
  grams BIGINT NOT NULL,
  remaining BIGINT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  received_day INT NOT NULL,
  opened_us BIGINT NOT NULL,
  opened_by BIGINT NOT NULL,
  sealed_us BIGINT NOT NULL,
  sealed_by BIGINT NOT NULL,
  sealed_hash MEDIUMBLOB NOT NULL,
  note VARCHAR(200) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_lot_no (no),
  KEY ix_lot_merchant_id_station_id_produce_id_state_sealed_us (merchant_id, station_id, produce_id, state, sealed_us),
  KEY ix_lot_station_id_id (station_id, id),
  CONSTRAINT ck_lot_1 CHECK (remaining >= 0),
  CONSTRAINT ck_lot_2 CHECK (remaining <= qty)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
