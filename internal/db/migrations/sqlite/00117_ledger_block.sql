-- +goose Up
-- One block per lane commit, append only: a hash chain per lane (ledger.md §4).
CREATE TABLE ledger_block (
  lane INTEGER NOT NULL,
  height INTEGER NOT NULL,
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  root BLOB NOT NULL CHECK (length(root) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  alg INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  sealed_us INTEGER NOT NULL,
  PRIMARY KEY (lane, height)
);
