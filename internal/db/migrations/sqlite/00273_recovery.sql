-- +goose Up
-- What a household gives back, or is let off, after a refund of money that was on its card (E8, internal/recovery). live = household_id while asked, so that a household is asked about once at a time.
CREATE TABLE recovery (
  id INTEGER PRIMARY KEY,
  book INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  household_id INTEGER NOT NULL,
  live INTEGER,
  way TEXT NOT NULL CHECK (length(way) <= 24),
  amount_fen INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  reason TEXT NOT NULL CHECK (length(reason) <= 200),
  note TEXT NOT NULL CHECK (length(note) <= 200),
  author INTEGER NOT NULL,
  approver INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  decided_us INTEGER NOT NULL,
  CHECK (amount_fen > 0)
);
CREATE UNIQUE INDEX uq_recovery_book_live ON recovery (book, live);
CREATE INDEX ix_recovery_merchant_id_id ON recovery (merchant_id, id);
CREATE INDEX ix_recovery_region_id ON recovery (region, id);
CREATE INDEX ix_recovery_household_id_id ON recovery (household_id, id);
