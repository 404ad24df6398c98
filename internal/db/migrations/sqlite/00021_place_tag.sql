-- +goose Up
-- dated policy words of a place; to_day 0 is open
CREATE TABLE place_tag (
  code TEXT NOT NULL CHECK (length(code) <= 14),
  tag TEXT NOT NULL CHECK (length(tag) <= 40),
  word TEXT NOT NULL CHECK (length(word) <= 40),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (code, tag, from_day)
);
