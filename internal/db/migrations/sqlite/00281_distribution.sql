-- +goose Up
-- A year's distribution of one book. live: 1, NULL once withdrawn. register_hash: over the frozen parts.
CREATE TABLE distribution (
  id INTEGER PRIMARY KEY,
  book INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  year INTEGER NOT NULL,
  live INTEGER,
  regime TEXT NOT NULL CHECK (length(regime) <= 24),
  policy INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  record_day INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  distributable_fen INTEGER NOT NULL,
  reserve_bp INTEGER NOT NULL,
  reserve_fen INTEGER NOT NULL,
  patronage_bp INTEGER NOT NULL,
  patronage_fen INTEGER NOT NULL,
  register_hash BLOB NOT NULL CHECK (length(register_hash) = 32),
  notice_until INTEGER NOT NULL DEFAULT 0,
  members INTEGER NOT NULL DEFAULT 0,
  present INTEGER NOT NULL DEFAULT 0,
  in_favour INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL CHECK (length(note) <= 200),
  author INTEGER NOT NULL,
  approver INTEGER NOT NULL DEFAULT 0,
  poster INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL,
  noticed_us INTEGER NOT NULL DEFAULT 0,
  approved_us INTEGER NOT NULL DEFAULT 0,
  posted_us INTEGER NOT NULL DEFAULT 0,
  withdrawn_us INTEGER NOT NULL DEFAULT 0,
  CHECK (distributable_fen > 0),
  CHECK (reserve_fen >= 0 AND reserve_fen <= distributable_fen)
);
CREATE UNIQUE INDEX uq_distribution_book_year_live ON distribution (book, year, live);
CREATE INDEX ix_distribution_merchant_id_id ON distribution (merchant_id, id);
CREATE INDEX ix_distribution_region_id ON distribution (region, id);
