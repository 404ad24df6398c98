-- +goose Up
-- Signed states of the log of all blocks, append only. heads: lane and height taken, big-endian, by lane.
CREATE TABLE ledger_checkpoint (
  id INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  alg INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  heads BLOB NOT NULL,
  note TEXT NOT NULL,
  published_us INTEGER NOT NULL,
  CHECK (size > 0)
);
CREATE UNIQUE INDEX uq_ledger_checkpoint_size_alg ON ledger_checkpoint (size, alg);
