-- +goose Up
-- dated policy words of a place; to_day 0 is open
CREATE TABLE place_tag (
  code VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tag VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  word VARCHAR(40) NOT NULL,
  from_day INT NOT NULL,
  to_day INT NOT NULL DEFAULT 0,
  PRIMARY KEY (code, tag, from_day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
