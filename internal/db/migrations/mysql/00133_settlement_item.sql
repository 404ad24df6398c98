-- +goose Up
-- What of a row was settled, cumulative; its journal is the E4 of (book, household, day) (decisions 17, 21).
CREATE TABLE settlement_item (
  row_id BIGINT NOT NULL,
  upto BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  r_seen BIGINT NOT NULL,
  book INT NOT NULL,
  household_id BIGINT NOT NULL,
  day INT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (row_id, upto),
  KEY ix_settlement_item_household_id_book_day (household_id, book, day),
  CONSTRAINT ck_settlement_item_1 CHECK (amount > 0 AND upto >= amount)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
