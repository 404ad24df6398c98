-- +goose Up
-- why a row was not taken, by line and column; never the cell's content
CREATE TABLE household_import_error (
  import_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  col TEXT NOT NULL CHECK (length(col) <= 4),
  col_name TEXT NOT NULL CHECK (length(col_name) <= 20),
  outcome TEXT NOT NULL CHECK (length(outcome) <= 24),
  reason TEXT NOT NULL CHECK (length(reason) <= 200),
  PRIMARY KEY (import_id, ord)
);
