-- +goose Up
-- A journal that was wrong: reversed and, with legs, posted anew. live = journal_id while asked or approved, so that a journal is reversed once.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  book INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  region TEXT NOT NULL CHECK (length(region) <= 14),
  journal_id INTEGER NOT NULL,
  live INTEGER,
  state TEXT NOT NULL CHECK (length(state) <= 24),
  reason TEXT NOT NULL CHECK (length(reason) <= 200),
  note TEXT NOT NULL CHECK (length(note) <= 200),
  gross_fen INTEGER NOT NULL,
  author INTEGER NOT NULL,
  approver INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  decided_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_correction_live ON correction (live);
CREATE INDEX ix_correction_merchant_id_id ON correction (merchant_id, id);
CREATE INDEX ix_correction_region_id ON correction (region, id);
