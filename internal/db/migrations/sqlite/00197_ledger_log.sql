-- +goose Up
-- The order of blocks in the log, fixed once by the checkpoint that takes them, append only.
CREATE TABLE ledger_log (
  idx INTEGER PRIMARY KEY,
  lane INTEGER NOT NULL,
  height INTEGER NOT NULL
);
CREATE UNIQUE INDEX uq_ledger_log_lane_height ON ledger_log (lane, height);
