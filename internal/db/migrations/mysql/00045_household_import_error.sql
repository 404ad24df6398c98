-- +goose Up
-- why a row was not taken, by line and column; never the cell's content
CREATE TABLE household_import_error (
  import_id BIGINT NOT NULL,
  ord INT NOT NULL,
  row_no INT NOT NULL,
  col VARCHAR(4) NOT NULL,
  col_name VARCHAR(20) NOT NULL,
  outcome VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  PRIMARY KEY (import_id, ord)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
