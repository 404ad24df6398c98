-- +goose Up
-- Which accounting regime a book's vouchers follow, from a month on; mapping is the version of the regime's account mapping.
CREATE TABLE book_regime (
  book INTEGER NOT NULL,
  from_month INTEGER NOT NULL,
  regime TEXT NOT NULL CHECK (length(regime) <= 24),
  mapping INTEGER NOT NULL,
  detail TEXT NOT NULL CHECK (length(detail) <= 24),
  set_by INTEGER NOT NULL,
  set_us INTEGER NOT NULL,
  PRIMARY KEY (book, from_month)
);
