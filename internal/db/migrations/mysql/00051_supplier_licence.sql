-- +goose Up
-- a licence with its term; to_day 0 is without end
CREATE TABLE supplier_licence (
  id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number VARCHAR(40) NOT NULL,
  from_day INT NOT NULL,
  to_day INT NOT NULL DEFAULT 0,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_supplier_licence_supplier_id_kind_number (supplier_id, kind, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
