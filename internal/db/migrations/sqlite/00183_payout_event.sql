-- +goose Up
-- what became of a line, once per outcome; only ever added to
CREATE TABLE payout_event (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  line_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (length(kind) <= 24),
  reason TEXT NOT NULL CHECK (length(reason) <= 100),
  bank_txn TEXT NOT NULL CHECK (length(bank_txn) <= 64),
  at_us INTEGER NOT NULL,
  by_user INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_payout_event_line_id_kind ON payout_event (line_id, kind);
