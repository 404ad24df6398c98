-- +goose Up
-- The final refusal of a caller who waits for the answer (decisions 16): the key can never succeed afterwards.
CREATE TABLE ledger_reject (
  book INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  ref INTEGER NOT NULL,
  ref_seq INTEGER NOT NULL,
  code TEXT NOT NULL CHECK (length(code) <= 24),
  req_hash BLOB NOT NULL CHECK (length(req_hash) = 32),
  at_us INTEGER NOT NULL,
  PRIMARY KEY (book, kind, ref, ref_seq)
);
