-- +goose Up
-- Posted journals, append only. id = lane << 48 | sequence: the order of commits within the lane.
CREATE TABLE ledger_journal (
  id INTEGER PRIMARY KEY,
  height INTEGER NOT NULL,
  book INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  ref INTEGER NOT NULL,
  ref_seq INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  effective_us INTEGER NOT NULL,
  posted_us INTEGER NOT NULL,
  n INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  reverses INTEGER,
  actor INTEGER NOT NULL,
  req_hash BLOB NOT NULL CHECK (length(req_hash) = 32),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  CHECK (n >= 2),
  CHECK (gross > 0)
);
CREATE UNIQUE INDEX uq_ledger_journal_book_kind_ref_ref_seq ON ledger_journal (book, kind, ref, ref_seq);
CREATE UNIQUE INDEX uq_ledger_journal_reverses ON ledger_journal (reverses);
CREATE INDEX ix_ledger_journal_order_id ON ledger_journal (order_id);
CREATE INDEX ix_ledger_journal_book_period_kind ON ledger_journal (book, period, kind);
