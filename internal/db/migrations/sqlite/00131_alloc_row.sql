-- +goose Up
-- Who gets which part of a slice, in canonical order. due_day: the day to settle on, 0 = nothing due (any more).
CREATE TABLE alloc_row (
  id INTEGER PRIMARY KEY,
  slice_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (length(role) <= 24),
  account_id INTEGER NOT NULL,
  household_id INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  refundable INTEGER NOT NULL,
  book INTEGER NOT NULL,
  due_day INTEGER NOT NULL DEFAULT 0,
  CHECK (amount >= 0)
);
CREATE UNIQUE INDEX uq_alloc_row_slice_id_role_account_id ON alloc_row (slice_id, role, account_id);
CREATE INDEX ix_alloc_row_household_id_id ON alloc_row (household_id, id);
CREATE INDEX ix_alloc_row_due_day_book_household_id ON alloc_row (due_day, book, household_id);
