-- +goose Up
-- Which accounting regime a book's vouchers follow, from a month on; mapping is the version of the regime's account mapping.
CREATE TABLE book_regime (
  book INT NOT NULL,
  from_month INT NOT NULL,
  regime VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mapping SMALLINT NOT NULL,
  detail VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  set_by BIGINT NOT NULL,
  set_us BIGINT NOT NULL,
  PRIMARY KEY (book, from_month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
