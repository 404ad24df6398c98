-- +goose Up
-- A buyer's address book; name, phone and street are encrypted (internal/logistics).
CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  name_enc BLOB NOT NULL,
  phone_enc BLOB NOT NULL,
  detail_enc BLOB NOT NULL,
  county TEXT NOT NULL CHECK (length(county) <= 6),
  province_name TEXT NOT NULL CHECK (length(province_name) <= 32),
  city_name TEXT NOT NULL CHECK (length(city_name) <= 32),
  county_name TEXT NOT NULL CHECK (length(county_name) <= 32),
  is_default INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  CHECK (slot >= 1 AND slot <= 20)
);
CREATE UNIQUE INDEX uq_address_user_id_slot ON address (user_id, slot);
