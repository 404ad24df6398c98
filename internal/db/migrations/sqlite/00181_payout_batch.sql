-- +goose Up
-- one payment file of one book; source_key makes the weekly draft of a day happen once
CREATE TABLE payout_batch (
  id INTEGER PRIMARY KEY,
  no TEXT NOT NULL CHECK (length(no) <= 24),
  book INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  origin TEXT NOT NULL CHECK (length(origin) <= 24),
  source_key TEXT NOT NULL CHECK (length(source_key) <= 64),
  layout TEXT NOT NULL CHECK (length(layout) <= 24),
  state TEXT NOT NULL CHECK (length(state) <= 24),
  line_count INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  made_us INTEGER NOT NULL,
  made_by INTEGER NOT NULL,
  checked_us INTEGER NOT NULL DEFAULT 0,
  checked_by INTEGER NOT NULL DEFAULT 0,
  approved_us INTEGER NOT NULL DEFAULT 0,
  approved_by INTEGER NOT NULL DEFAULT 0,
  exported_us INTEGER NOT NULL DEFAULT 0,
  exported_by INTEGER NOT NULL DEFAULT 0,
  imported_us INTEGER NOT NULL DEFAULT 0,
  closed_us INTEGER NOT NULL DEFAULT 0,
  cancelled_us INTEGER NOT NULL DEFAULT 0,
  cancelled_by INTEGER NOT NULL DEFAULT 0,
  CHECK (total_fen >= 0)
);
CREATE UNIQUE INDEX uq_payout_batch_no ON payout_batch (no);
CREATE UNIQUE INDEX uq_payout_batch_book_source_key ON payout_batch (book, source_key);
CREATE INDEX ix_payout_batch_merchant_id_id ON payout_batch (merchant_id, id);
