-- +goose Up
-- Every eighth level of the log's tree: what proofs are read from. Recomputed by the doctor.
CREATE TABLE ledger_log_node (
  alg SMALLINT NOT NULL,
  level SMALLINT NOT NULL,
  idx BIGINT NOT NULL,
  hash BINARY(32) NOT NULL,
  PRIMARY KEY (alg, level, idx)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
