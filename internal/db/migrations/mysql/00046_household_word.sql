-- +goose Up
-- policy words with dates; from_day 0 = only understood on import, never shown
CREATE TABLE household_word (
  field VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  word VARCHAR(40) NOT NULL,
  from_day INT NOT NULL,
  to_day INT NOT NULL DEFAULT 0,
  PRIMARY KEY (field, code, word, from_day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
