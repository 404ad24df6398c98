-- +goose Up
-- The algorithm of the lane's next block (1 SHA-256, 2 SM3); only a checkpoint changes it.
ALTER TABLE ledger_lane ADD COLUMN alg INTEGER NOT NULL DEFAULT 1;
