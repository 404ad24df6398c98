-- +goose Up
-- One block per lane commit, append only: a hash chain per lane (ledger.md §4).
CREATE TABLE ledger_block (
  lane SMALLINT NOT NULL,
  height BIGINT NOT NULL,
  prev BINARY(32) NOT NULL,
  root BINARY(32) NOT NULL,
  hash BINARY(32) NOT NULL,
  alg SMALLINT NOT NULL,
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  sealed_us BIGINT NOT NULL,
  PRIMARY KEY (lane, height)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
