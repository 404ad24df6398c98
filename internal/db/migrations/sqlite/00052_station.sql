-- +goose Up
-- a village e-commerce station
CREATE TABLE station (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) <= 24),
  name TEXT NOT NULL CHECK (length(name) <= 60),
  region TEXT NOT NULL CHECK (length(region) <= 14),
  village_name TEXT NOT NULL CHECK (length(village_name) <= 40),
  phone TEXT NOT NULL CHECK (length(phone) <= 24),
  hours TEXT NOT NULL CHECK (length(hours) <= 60),
  address TEXT NOT NULL CHECK (length(address) <= 120),
  pickup INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_station_code ON station (code);
CREATE INDEX ix_station_region_id ON station (region, id);
