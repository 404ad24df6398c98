-- +goose Up
-- What of a row was settled, cumulative; its journal is the E4 of (book, household, day) (decisions 17, 21).
CREATE TABLE settlement_item (
  row_id INTEGER NOT NULL,
  upto INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  r_seen INTEGER NOT NULL,
  book INTEGER NOT NULL,
  household_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (row_id, upto),
  CHECK (amount > 0 AND upto >= amount)
);
CREATE INDEX ix_settlement_item_household_id_book_day ON settlement_item (household_id, book, day);
