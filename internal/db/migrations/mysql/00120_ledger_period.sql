-- +goose Up
-- Months of a book that are closed: nothing is posted into them any more. period yyyymm.
CREATE TABLE ledger_period (
  book INT NOT NULL,
  period INT NOT NULL,
  state VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tb_hash BINARY(32) NOT NULL,
  closed_us BIGINT NOT NULL,
  PRIMARY KEY (book, period)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
