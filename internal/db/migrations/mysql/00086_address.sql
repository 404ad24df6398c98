-- +goose Up
-- A buyer's address book; name, phone and street are encrypted (internal/logistics).
CREATE TABLE address (
  id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  slot SMALLINT NOT NULL,
  name_enc MEDIUMBLOB NOT NULL,
  phone_enc MEDIUMBLOB NOT NULL,
  detail_enc MEDIUMBLOB NOT NULL,
  county VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  province_name VARCHAR(32) NOT NULL,
  city_name VARCHAR(32) NOT NULL,
  county_name VARCHAR(32) NOT NULL,
  is_default TINYINT NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_address_user_id_slot (user_id, slot),
  CONSTRAINT ck_address_1 CHECK (slot >= 1 AND slot <= 20)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
