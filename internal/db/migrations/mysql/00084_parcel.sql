-- +goose Up
-- A parcel on its way (internal/logistics).
CREATE TABLE parcel (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  region VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  carrier_id BIGINT NOT NULL,
  waybill_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  grams BIGINT NOT NULL,
  shipped_us BIGINT NOT NULL,
  delivered_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_parcel_carrier_id_waybill_no (carrier_id, waybill_no),
  KEY ix_parcel_order_id (order_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
