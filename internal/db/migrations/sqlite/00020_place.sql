-- +goose Up
-- 区/镇/村 of the district; 组 are numbered and need no row (decisions 2)
CREATE TABLE place (
  code TEXT NOT NULL CHECK (length(code) <= 14),
  parent TEXT NOT NULL CHECK (length(parent) <= 14),
  level TEXT NOT NULL CHECK (length(level) <= 24),
  name TEXT NOT NULL CHECK (length(name) <= 60),
  short_name TEXT NOT NULL CHECK (length(short_name) <= 40),
  sort_key TEXT NOT NULL CHECK (length(sort_key) <= 120),
  PRIMARY KEY (code)
);
CREATE INDEX ix_place_parent_sort_key ON place (parent, sort_key);
