-- +goose Up
-- policy words with dates; from_day 0 = only understood on import, never shown
CREATE TABLE household_word (
  field TEXT NOT NULL CHECK (length(field) <= 24),
  code TEXT NOT NULL CHECK (length(code) <= 24),
  word TEXT NOT NULL CHECK (length(word) <= 40),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (field, code, word, from_day)
);
