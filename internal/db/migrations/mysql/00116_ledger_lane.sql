-- +goose Up
-- The head of each lane. The compare-and-set on epoch and seq is what fences two writers.
CREATE TABLE ledger_lane (
  lane SMALLINT NOT NULL,
  epoch BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  height BIGINT NOT NULL,
  head BINARY(32) NOT NULL,
  posted_us BIGINT NOT NULL,
  owner VARCHAR(64) NOT NULL,
  lease_us BIGINT NOT NULL,
  PRIMARY KEY (lane)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
