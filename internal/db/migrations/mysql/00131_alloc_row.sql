-- +goose Up
-- Who gets which part of a slice, in canonical order. due_day: the day to settle on, 0 = nothing due (any more).
CREATE TABLE alloc_row (
  id BIGINT NOT NULL,
  slice_id BIGINT NOT NULL,
  ord INT NOT NULL,
  role VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  weight BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  refundable TINYINT NOT NULL,
  book INT NOT NULL,
  due_day INT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY uq_alloc_row_slice_id_role_account_id (slice_id, role, account_id),
  KEY ix_alloc_row_household_id_id (household_id, id),
  KEY ix_alloc_row_due_day_book_household_id (due_day, book, household_id),
  CONSTRAINT ck_alloc_row_1 CHECK (amount >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
