-- +goose Up
-- The head of each lane. The compare-and-set on epoch and seq is what fences two writers.
CREATE TABLE ledger_lane (
  lane INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  height INTEGER NOT NULL,
  head BLOB NOT NULL CHECK (length(head) = 32),
  posted_us INTEGER NOT NULL,
  owner TEXT NOT NULL CHECK (length(owner) <= 64),
  lease_us INTEGER NOT NULL,
  PRIMARY KEY (lane)
);
