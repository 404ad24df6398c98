-- +goose Up
-- Months of a book that are closed: nothing is posted into them any more. period yyyymm.
CREATE TABLE ledger_period (
  book INTEGER NOT NULL,
  period INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  tb_hash BLOB NOT NULL CHECK (length(tb_hash) = 32),
  closed_us INTEGER NOT NULL,
  PRIMARY KEY (book, period)
);
