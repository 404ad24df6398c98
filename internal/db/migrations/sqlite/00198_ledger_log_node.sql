-- +goose Up
-- Every eighth level of the log's tree: what proofs are read from. Recomputed by the doctor.
CREATE TABLE ledger_log_node (
  alg INTEGER NOT NULL,
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (alg, level, idx)
);
